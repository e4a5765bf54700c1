package ua.holos.gateway.learning;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import redis.clients.jedis.exceptions.JedisException;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.gateway.city.City;
import ua.holos.gateway.learning.ModelViews.ModelView;
import ua.holos.nlp.HolosUnderstander;

/// The IT team's page: which model reads, which one reads along, what a check said, and the buttons
/// that change it. Works without scripts.
@Controller
final class ModelsPage {
  private static final int CHART_DAYS = 14;

  private final ModelShelf shelf;
  private final ModelChoices choices;
  private final ModelSwitch models;
  private final ModelChecks checks;
  private final ShadowFigures figures;
  private final CorrectionExport export;
  private final ModelViews views;
  private final TextTrial trial;
  private final ZoneId zone;
  private final InstantSource clock;

  ModelsPage(
      ModelShelf shelf,
      ModelChoices choices,
      ModelSwitch models,
      ModelChecks checks,
      ShadowFigures figures,
      CorrectionExport export,
      HolosUnderstander understander,
      Catalogue catalogue,
      City city) {
    this.shelf = shelf;
    this.choices = choices;
    this.models = models;
    this.checks = checks;
    this.figures = figures;
    this.export = export;
    this.views = new ModelViews(catalogue, city.zone());
    this.trial = new TextTrial(understander, models, views);
    this.zone = city.zone();
    this.clock = InstantSource.system();
  }

  @GetMapping("/models")
  String page(
      @RequestParam(defaultValue = "") String done, Model model, HttpServletResponse response) {
    if (ModelWords.has("done." + done)) {
      model.addAttribute("done", ModelWords.of("done." + done));
    }
    return show(model, null, response);
  }

  private String show(Model model, @Nullable String mistake, HttpServletResponse response) {
    model.addAttribute("mistake", mistake);
    try {
      ModelChoice choice = choices.current();
      model.addAttribute("revision", choice.revision());
      List<ModelView> all = new ArrayList<>();
      all.add(view(ModelRef.SHIPPED_NAME, choice));
      shelf.names().forEach(name -> all.add(view(name, choice)));
      model.addAttribute(
          "active",
          all.stream()
              .filter(ModelView::active)
              .findFirst()
              .orElseGet(() -> view(choice.active().name(), choice)));
      model.addAttribute("models", all.stream().filter(one -> !one.active()).toList());
      model.addAttribute(
          "previous", choice.previous() == null ? null : views.title(choice.previous().name()));
      model.addAttribute("shadow", shadow(choice));
      model.addAttribute("replicas", choices.replicas());
      model.addAttribute("checking", checks.running());
      model.addAttribute("frozen", shelf.frozenSet().map(ModelsPage::path).orElse(null));
      model.addAttribute("frozenWanted", path(shelf.frozenSetWanted()));
      model.addAttribute("folder", path(shelf.folder()));
      model.addAttribute("count", export.count());
      return "models/page";
    } catch (JedisException | DataAccessException e) {
      response.setStatus(503);
      model.addAttribute("mistake", ModelWords.of("mistake.away"));
      return "models/away";
    }
  }

  /// As short as it can be told from where Holos was started.
  private static String path(Path path) {
    Path here = Path.of("").toAbsolutePath();
    return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
  }

  private ModelView view(String name, ModelChoice choice) {
    ModelShelf.Glance glance = shelf.glance(name);
    ModelRef ref = ref(glance);
    boolean active = choice.active().name().equals(name);
    boolean shadow = choice.shadow() != null && choice.shadow().name().equals(name);
    boolean usable = glance.refusal() == null;
    String refusal = glance.refusal();
    if (active && usable && !choice.active().equals(ref)) {
      refusal = ModelWords.of("refused.changed", name);
    }
    if (active && refusal != null) {
      refusal += " " + ModelWords.of("active.instead", views.title(models.inUse()));
    }
    Optional<ModelCheck> check = active ? Optional.empty() : check(glance, choice);
    List<String> tags = new ArrayList<>();
    if (active) {
      tags.add(ModelWords.of("tag.active"));
    }
    if (shadow) {
      tags.add(ModelWords.of("tag.shadow"));
    }
    if (choice.previous() != null && choice.previous().name().equals(name)) {
      tags.add(ModelWords.of("tag.previous"));
    }
    String progress = null;
    String failure = null;
    switch (checks.state(name).orElse(null)) {
      case ModelChecks.State.Running(int percent) ->
          progress = ModelWords.of("check.running", Integer.toString(percent));
      case ModelChecks.State.Failed(String sentence) -> failure = sentence;
      case null -> {}
    }
    return new ModelView(
        name,
        views.title(name),
        glance.sha256() == null ? "" : glance.sha256().substring(0, 12),
        tags,
        refusal,
        glance.unnamed().isEmpty()
            ? null
            : ModelWords.of("unnamed", String.join(", ", glance.unnamed())),
        ModelCardFigures.of(glance.card()),
        check.map(views::check).orElse(null),
        progress,
        failure,
        active,
        shadow,
        usable && !active && progress == null,
        usable && !active && !shadow,
        usable && !active && mayActivate(ref, check, choice));
  }

  private static @Nullable ModelRef ref(ModelShelf.Glance glance) {
    if (glance.name().equals(ModelRef.SHIPPED_NAME)) {
      return ModelRef.SHIPPED;
    }
    return glance.sha256() == null ? null : new ModelRef(glance.name(), glance.sha256());
  }

  /// Compared with the model in use now.
  private Optional<ModelCheck> check(ModelShelf.Glance candidate, ModelChoice choice) {
    ModelShelf.Glance active = shelf.glance(choice.active().name());
    String against = active.sha256();
    return candidate.sha256() == null || against == null || !choice.active().equals(ref(active))
        ? Optional.empty()
        : checks.latest(candidate.name(), candidate.sha256(), against);
  }

  /// A model takes over when it passed the check, or had the place before.
  private static boolean mayActivate(
      @Nullable ModelRef ref, Optional<ModelCheck> check, ModelChoice choice) {
    return ref != null
        && (ref.equals(ModelRef.SHIPPED)
            || ref.equals(choice.previous())
            || check.map(one -> one.verdict().accepted()).orElse(false));
  }

  private ModelViews.@Nullable ShadowView shadow(ModelChoice choice) {
    ModelRef candidate = choice.shadow();
    if (candidate == null) {
      return null;
    }
    LocalDate since = LocalDate.ofInstant(clock.instant(), zone).minusDays(CHART_DAYS - 1L);
    return views.shadow(
        candidate.name(), choice.active().name(), figures.of(choice.active(), candidate, since));
  }

  // --- trying a text ---

  /// Posted, so that the text is in no address and thus in nobody's log or history.
  @PostMapping("/models/try")
  String tryText(
      @RequestParam(defaultValue = "") String text, Model model, HttpServletResponse response) {
    TrialViews.TrialView read = trial.read(text);
    if (read == null) {
      response.setStatus(400);
      return show(model, ModelWords.of("mistake.nothing-typed"), response);
    }
    model.addAttribute("trial", read);
    return show(model, null, response);
  }

  /// Whoever opens the address again has nothing typed yet.
  @GetMapping("/models/try")
  String tryAgain() {
    return "redirect:/models#try";
  }

  // --- buttons ---

  @PostMapping("/models/check")
  String check(@RequestParam String name, Model model, HttpServletResponse response) {
    return act(
        model,
        response,
        "check",
        -1,
        choice -> {
          checks.start(shelf.open(name), shelf.open(choice.active()));
          return null;
        });
  }

  @PostMapping("/models/shadow")
  String shadow(
      @RequestParam String name,
      @RequestParam long revision,
      Model model,
      HttpServletResponse response) {
    return act(
        model,
        response,
        "shadow",
        revision,
        choice -> {
          ModelRef ref = shelf.open(name).ref();
          if (ref.equals(choice.active())) {
            throw new RefusedModelException(ModelWords.of("mistake.active-already"));
          }
          return choice.shadowing(ref);
        });
  }

  @PostMapping("/models/shadow-off")
  String shadowOff(@RequestParam long revision, Model model, HttpServletResponse response) {
    return act(model, response, "shadow-off", revision, choice -> choice.shadowing(null));
  }

  @PostMapping("/models/activate")
  String activate(
      @RequestParam String name,
      @RequestParam long revision,
      Model model,
      HttpServletResponse response) {
    return act(
        model,
        response,
        "activate",
        revision,
        choice -> {
          ModelRef ref = shelf.open(name).ref();
          if (ref.equals(choice.active())) {
            throw new RefusedModelException(ModelWords.of("mistake.active-already"));
          }
          Optional<ModelCheck> check = check(shelf.glance(name), choice);
          if (!mayActivate(ref, check, choice)) {
            throw new RefusedModelException(
                ModelWords.of(
                    check.isPresent() ? "mistake.worse" : "mistake.unchecked", views.title(name)));
          }
          return choice.activating(ref);
        });
  }

  @PostMapping("/models/back")
  String back(@RequestParam long revision, Model model, HttpServletResponse response) {
    return act(
        model,
        response,
        "back",
        revision,
        choice -> {
          ModelRef previous = choice.previous();
          if (previous == null) {
            throw new RefusedModelException(ModelWords.of("mistake.no-previous"));
          }
          shelf.open(previous);
          return choice.activating(previous);
        });
  }

  private interface Decision {
    /// @return the next choice, null when nothing is to be chosen
    @Nullable ModelChoice on(ModelChoice choice) throws RefusedModelException;
  }

  /// @param revision that the page showed, -1 when it doesn't matter
  private String act(
      Model model, HttpServletResponse response, String done, long revision, Decision decision) {
    try {
      ModelChoice choice = choices.current();
      if (revision >= 0 && revision != choice.revision()) {
        response.setStatus(409);
        return show(model, ModelWords.of("mistake.outdated"), response);
      }
      ModelChoice next = decision.on(choice);
      if (next != null) {
        if (!choices.change(next)) {
          response.setStatus(409);
          return show(model, ModelWords.of("mistake.outdated"), response);
        }
        models.follow();
      }
      return "redirect:/models?done=" + done;
    } catch (RefusedModelException e) {
      response.setStatus(400);
      return show(model, e.sentence(), response);
    } catch (JedisException | DataAccessException e) {
      return show(model, null, response);
    }
  }

  // --- export ---

  @GetMapping("/models/corrections.tsv")
  void corrections(
      @RequestParam(defaultValue = "") String since,
      @RequestParam(defaultValue = "false") boolean all,
      HttpServletResponse response)
      throws IOException {
    Optional<Instant> from = day(since, response);
    if (from.isPresent()) {
      send(response, "corrections.tsv", out -> export.categories(out, from.get(), all));
    }
  }

  @GetMapping("/models/addresses.tsv")
  void addresses(@RequestParam(defaultValue = "") String since, HttpServletResponse response)
      throws IOException {
    Optional<Instant> from = day(since, response);
    if (from.isPresent()) {
      send(response, "addresses.tsv", out -> export.addresses(out, from.get()));
    }
  }

  private Optional<Instant> day(String since, HttpServletResponse response) throws IOException {
    try {
      return Optional.of(
          since.isBlank()
              ? Instant.EPOCH
              : LocalDate.parse(since.strip()).atStartOfDay(zone).toInstant());
    } catch (DateTimeException e) {
      response.setStatus(400);
      response.setContentType("text/plain; charset=utf-8");
      response.getWriter().println(ModelWords.of("mistake.since"));
      return Optional.empty();
    }
  }

  private interface Lines {
    void writeTo(Writer out) throws IOException;
  }

  private static void send(HttpServletResponse response, String name, Lines lines)
      throws IOException {
    response.setContentType(
        new MediaType("text", "tab-separated-values", StandardCharsets.UTF_8).toString());
    response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
    try {
      lines.writeTo(response.getWriter());
    } catch (DataAccessException e) {
      if (response.isCommitted()) {
        throw e;
      }
      response.resetBuffer();
      response.setStatus(503);
      response.setHeader("Content-Disposition", "inline");
      response.setContentType("text/plain; charset=utf-8");
      response.getWriter().println(ModelWords.of("mistake.away"));
    }
  }
}
