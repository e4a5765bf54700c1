package ua.holos.gateway.desk.page;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import redis.clients.jedis.exceptions.JedisException;
import ua.holos.bot.appeal.Category;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.understanding.Detail;
import ua.holos.gateway.desk.page.ThreadReader.Filed;
import ua.holos.gateway.desk.page.ThreadReader.Place;
import ua.holos.gateway.staff.Role;
import ua.holos.gateway.staff.StaffMember;

/// Registering an appeal out of a conversation: the form, filled in with all that is known, and the
/// appeal.
@Controller
final class AppealActions {
  private static final int MOST_PHOTOS = 20;
  private static final String FORM = "desk/register :: form";

  private final Doings doings;
  private final ConversationPane pane;
  private final ConversationViews views;
  private final ThreadReader thread;
  private final ViewTrail trail;
  private final AppealCheck check;

  AppealActions(
      Doings doings,
      ConversationPane pane,
      ConversationViews views,
      ThreadReader thread,
      ViewTrail trail,
      AppealCheck check) {
    this.doings = doings;
    this.pane = pane;
    this.views = views;
    this.thread = thread;
    this.trail = trail;
    this.check = check;
  }

  /// A detail that the category asks for.
  record DetailField(String code, boolean needed) {}

  /// The form, filled in.
  @GetMapping("/desk/register")
  String form(@RequestParam String conversation, Model model, HttpServletResponse response) {
    StaffMember member = doings.staff();
    try {
      trail.looked(member, conversation);
      Conversation state = pane.find(conversation).orElse(null);
      AppealForm form = filled(conversation, state);
      List<Filed> files = thread.latestFiles(conversation, MOST_PHOTOS);
      files.forEach(file -> form.getPhotos().add(file.turn() + "." + file.number()));
      show(model, form, files, Map.of());
      return FORM;
    } catch (DataAccessException | JedisException e) {
      response.setStatus(503);
      model.addAttribute("notice", Notice.unavailable("desk.notice.sql"));
      return "desk/notice";
    }
  }

  private AppealForm filled(String conversation, @Nullable Conversation state) {
    Understood found = pane.understood(conversation, state);
    AppealForm form = new AppealForm();
    form.setConversation(conversation);
    form.setRequest(UUID.randomUUID().toString());
    form.setCategory(found.category() == null ? "" : views.category(found.category()));
    form.setDescription(found.text());
    if (found.street() != null) {
      form.setStreet(found.street().officialName());
      form.setStreetId(found.street().id());
    }
    form.setHouse(found.house());
    form.setPlace(found.place() == null ? found.written() : found.place());
    if (found.point() != null && !found.approximate()) {
      form.setLatitude(Double.toString(found.point().latitude()));
      form.setLongitude(Double.toString(found.point().longitude()));
    }
    if (state != null) {
      form.setPhone(state.person().phone());
      form.setName(state.person().name());
    }
    found.details().forEach((detail, answer) -> form.getDetails().put(detail.code(), answer));
    return form;
  }

  /// What the category asks for, when another one is chosen.
  @GetMapping("/desk/register/details")
  String details(@ModelAttribute("form") AppealForm form, Model model) {
    doings.staff();
    model.addAttribute("form", form);
    model.addAttribute("fields", fields(check.category(form.getCategory())));
    model.addAttribute("mistakes", Map.of());
    return "desk/register :: details";
  }

  @PostMapping("/desk/register")
  ModelAndView register(
      @ModelAttribute("form") AppealForm form, Model model, HttpServletResponse response) {
    StaffMember member = doings.staff();
    if (!member.is(Role.OPERATOR)) {
      return doings.say(doings.refuse(member, form.getConversation(), "role"), response);
    }
    AppealCheck.Checked checked = check.check(form);
    Category category = checked.category();
    if (!checked.mistakes().isEmpty() || category == null) {
      response.setStatus(422);
      show(model, form, files(form), checked.mistakes());
      return new ModelAndView(FORM, model.asMap());
    }
    List<Attachment> photos = new ArrayList<>();
    try {
      for (String photo : form.getPhotos().stream().limit(MOST_PHOTOS).toList()) {
        Place place = Place.parse(photo);
        thread.file(form.getConversation(), place.turn(), place.ordinal()).ifPresent(photos::add);
      }
    } catch (DataAccessException e) {
      return doings.say(Notice.unavailable("desk.notice.sql-photos"), response);
    }
    return doings.ask(
        form.getConversation(),
        form.getRequest(),
        response,
        "desk.notice.registered",
        (at, operator) ->
            new Event.AppealRegistered(
                at,
                form.getRequest(),
                operator,
                category.code(),
                form.getDescription(),
                checked.street(),
                given(form.getHouse()),
                given(form.getPlace()),
                checked.point(),
                checked.details(),
                photos,
                given(form.getPhone()),
                given(form.getName())),
        Role.OPERATOR);
  }

  private List<Filed> files(AppealForm form) {
    try {
      return thread.latestFiles(form.getConversation(), MOST_PHOTOS);
    } catch (DataAccessException e) {
      return List.of();
    }
  }

  private void show(Model model, AppealForm form, List<Filed> files, Map<String, String> mistakes) {
    model.addAttribute("form", form);
    model.addAttribute("files", files);
    model.addAttribute("mistakes", mistakes);
    model.addAttribute("categories", views.categories());
    model.addAttribute("fields", fields(check.category(form.getCategory())));
  }

  private static List<DetailField> fields(@Nullable Category category) {
    List<DetailField> fields = new ArrayList<>();
    if (category != null) {
      for (Detail detail : category.needed()) {
        fields.add(new DetailField(detail.code(), true));
      }
      for (Detail detail : category.useful()) {
        fields.add(new DetailField(detail.code(), false));
      }
    }
    return fields;
  }

  private static @Nullable String given(String field) {
    return field.isEmpty() ? null : field;
  }
}
