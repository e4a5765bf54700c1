package ua.holos.gateway.desk.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.bot.conversation.DeskCase;
import ua.holos.bot.conversation.Destination;
import ua.holos.bot.conversation.Wording;
import ua.holos.bot.message.Attachment;
import ua.holos.gateway.city.City;
import ua.holos.gateway.city.DemoCity;
import ua.holos.gateway.city.Departments;
import ua.holos.gateway.desk.DeskSettings;
import ua.holos.gateway.desk.Fitness;
import ua.holos.gateway.log.ConversationStates;
import ua.holos.gateway.media.MediaStore;
import ua.holos.gateway.staff.CurrentStaff;
import ua.holos.gateway.staff.MapTiles;
import ua.holos.gateway.staff.Role;
import ua.holos.gateway.staff.SessionWatch;
import ua.holos.gateway.staff.Skill;
import ua.holos.gateway.staff.StaffMember;
import ua.holos.nlp.HolosUnderstander;

/// The desk's pages over fakes, H2 and the demo city.
@EnableAutoConfiguration
@ComponentScan(
    basePackageClasses = DeskPageConfiguration.class,
    excludeFilters = @ComponentScan.Filter(Configuration.class))
@ComponentScan(
    basePackageClasses = StaffMember.class,
    useDefaultFilters = false,
    includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*[.]PageLanguage"))
class DeskOnFakes {
  static final StaffMember OLENA = member(1, "Олена Ткач", Set.of(Role.OPERATOR), Set.of());
  static final StaffMember OLEH = member(2, "Олег Бондар", Set.of(Role.OPERATOR), Set.of());
  static final StaffMember IRYNA = member(3, "Ірина Мельник", Set.of(Role.SUPERVISOR), Set.of());
  static final StaffMember AUDITOR = member(4, "Петро Гай", Set.of(Role.AUDITOR), Set.of());
  static final StaffMember LIFTS =
      member(
          5, "Ліфтовик", Set.of(Role.OPERATOR), Set.of(new Skill(Skill.Kind.DEPARTMENT, "lifts")));

  static StaffMember member(int number, String name, Set<Role> roles, Set<Skill> skills) {
    return new StaffMember(new UUID(0, number), "login" + number, name, roles, skills, 5, true);
  }

  private final DeskPageConfiguration page = new DeskPageConfiguration();

  @Bean
  FakeDesk desk() {
    return new FakeDesk();
  }

  @Bean
  ConversationStates states(FakeDesk desk) {
    return desk::state;
  }

  @Bean
  FakeDesk.Colleagues colleagues() {
    return new FakeDesk.Colleagues();
  }

  @Bean
  CurrentStaff current(FakeDesk desk) {
    return () -> Optional.ofNullable(desk.signedIn).orElse(OLENA);
  }

  @Bean
  SessionWatch sessions() {
    return _ -> () -> true;
  }

  @Bean
  Wording wording() {
    return DemoCity.wording();
  }

  @Bean
  Catalogue catalogue() {
    return DemoCity.catalogue();
  }

  @Bean
  City city() {
    return DemoCity.city();
  }

  @Bean
  Departments departments() {
    return DemoCity.departments();
  }

  @Bean
  @Primary
  HolosUnderstander understander() {
    return HolosUnderstander.load(Path.of("../config/city/streets.tsv"), null);
  }

  @Bean
  DeskSettings deskSettings() {
    return new DeskSettings(Duration.ofMinutes(2), Duration.ofMinutes(2));
  }

  @Bean
  MapTiles mapTiles() {
    return new MapTiles("");
  }

  /// Skills by department only; five conversations at most.
  @Bean
  Suitability suitability(Catalogue catalogue, FakeDesk desk) {
    return new Suitability() {
      @Override
      public boolean fits(StaffMember member, DeskCase shown) {
        return member.skills().isEmpty()
            || catalogue
                .category(String.valueOf(shown.category()))
                .filter(one ->
                    member.skills().contains(new Skill(Skill.Kind.DEPARTMENT, one.department())))
                .isPresent();
      }

      @Override
      public boolean full(StaffMember member) {
        return Fitness.held(member, desk.all()) >= member.parallel();
      }

      @Override
      public boolean meant(StaffMember member, Destination to) {
        return Fitness.meant(member, to);
      }
    };
  }

  @Bean
  Doings doings(FakeDesk desk, CurrentStaff current) {
    return page.deskDoings(desk, current, desk);
  }

  @Bean
  ViewTrail trail(FakeDesk desk) {
    return page.viewTrail(desk);
  }

  @Bean
  ThreadReader thread(JdbcClient jdbc) {
    return page.threadReader(jdbc);
  }

  @Bean
  PersonReader people(JdbcClient jdbc) {
    return page.personReader(jdbc);
  }

  @Bean
  CannedReplies canned(JdbcClient jdbc) {
    return page.cannedReplies(jdbc);
  }

  @Bean
  StreetBook streets(HolosUnderstander understander) {
    return page.streetBook(understander);
  }

  @Bean
  CaseReading reading(HolosUnderstander understander, StreetBook streets) {
    return page.caseReading(understander, streets);
  }

  @Bean
  AppealCheck check(Catalogue catalogue, StreetBook streets) {
    return page.appealCheck(catalogue, streets);
  }

  @Bean
  ThreadViews threads(City city, Catalogue catalogue) {
    return page.threadViews(city, catalogue);
  }

  @Bean
  ConversationViews views(Catalogue catalogue, Suitability suitability, City city) {
    return page.conversationViews(catalogue, suitability, city, DemoCity.wording());
  }

  @Bean
  QueueViews queues(Catalogue catalogue, Suitability suitability) {
    return page.queueViews(catalogue, suitability, new DeskPageSettings(Duration.ofMinutes(2)));
  }

  @Bean
  Typed typed() {
    return new Typed(new CopyOnWriteArrayList<>());
  }

  /// Who was shown that somebody types.
  record Typed(List<String> contacts) {}

  @Bean
  TypingSign typingSign(Typed typed) {
    return (contact, _) -> typed.contacts().add(contact.toString());
  }

  @Bean
  MediaStore media() {
    return new Shelf();
  }

  /// Keeps files in memory; refuses what is called a picture and isn't one.
  static final class Shelf implements MediaStore {
    private final Map<String, Media> kept = new LinkedHashMap<>();

    @Override
    public synchronized Stored store(InputStream content, String fileName) throws IOException {
      byte[] bytes = content.readAllBytes();
      if (bytes.length == 0) {
        return new Stored.Unreadable();
      }
      boolean picture = bytes[0] == (byte) 0xff || bytes[0] == (byte) 0x89;
      if (fileName.endsWith(".jpg") && !picture) {
        return new Stored.Disguised("jpg", "HTML");
      }
      String id = "file" + kept.size();
      Media media =
          new Media(
              id,
              picture ? Attachment.Kind.PHOTO : Attachment.Kind.DOCUMENT,
              picture ? "image/png" : "application/pdf",
              fileName,
              bytes.length,
              () -> new ByteArrayInputStream(bytes));
      kept.put(id, media);
      return new Stored.Kept(media.attachment());
    }

    @Override
    public Stored storeOnce(String origin, Source source, String fileName) throws IOException {
      try (InputStream in = source.open()) {
        return store(in, fileName);
      }
    }

    @Override
    public synchronized Optional<Media> find(String id) {
      return Optional.ofNullable(kept.get(id));
    }
  }
}
