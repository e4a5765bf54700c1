package ua.holos.gateway.city;

import java.nio.file.Path;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.bot.conversation.Policy;
import ua.holos.bot.conversation.Wording;

/// The city pack that ships with Holos, for tests that want the real words and categories.
public final class DemoCity {
  private static final CityPack PACK =
      new CityPackReader(CityFolder.at(Path.of("../config/city")), RequiredWording.ofTheEngine())
          .read();

  private DemoCity() {}

  public static Catalogue catalogue() {
    return new CityCatalogue(PACK.categories());
  }

  public static City city() {
    return PACK.city();
  }

  public static Departments departments() {
    return new Departments(PACK.departments());
  }

  public static AnswerBook answers() {
    return new AnswerBook(PACK.answers());
  }

  public static Wording wording() {
    return new IcuWording(PACK.wording(), PACK.always(), PACK.city().zone());
  }

  public static Policy policy() {
    City city = PACK.city();
    return Policy.STANDARD.with(city.contact()).with(city.operators()).with(city.quiet());
  }
}
