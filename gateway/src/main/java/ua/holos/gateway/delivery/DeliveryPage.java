package ua.holos.gateway.delivery;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import redis.clients.jedis.exceptions.JedisException;
import ua.holos.gateway.city.City;
import ua.holos.gateway.log.DeadLetters;
import ua.holos.gateway.log.DeadLetters.DeadLetter;
import ua.holos.gateway.log.WaitingMessages;

/// The page of delivery: what each channel can do and how it does, what messages cost, and what was
/// given up, with the buttons that have it done once more. Works without scripts. While SQL is away
/// it has no figures, and the dead letters all the same.
@Controller
final class DeliveryPage {
  private static final Logger log = LoggerFactory.getLogger(DeliveryPage.class);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);

  /// Letters looked at in each partition, and shown in all.
  private static final int LOOKED_AT = 1_000;

  private static final int SHOWN = 100;

  private final DeliveryFigures figures;
  private final DeadLetters letters;
  private final WaitingMessages waiting;
  private final ChannelViews channels;
  private final InstantSource clock;

  DeliveryPage(
      DeliveryFigures figures,
      DeadLetters letters,
      WaitingMessages waiting,
      ChannelAdapters adapters,
      DeliveryHealth health,
      City city) {
    this.figures = figures;
    this.letters = letters;
    this.waiting = waiting;
    this.channels = new ChannelViews(adapters, health, city.zone());
    this.clock = InstantSource.system();
  }

  @GetMapping("/delivery")
  String page(
      @RequestParam(defaultValue = "") String done,
      @RequestParam(defaultValue = "0") int count,
      @RequestParam(defaultValue = "-1") int partition,
      @RequestParam(defaultValue = "") String letter,
      Model model,
      HttpServletResponse response) {
    if (DeliveryWords.has("done." + done)) {
      model.addAttribute("done", DeliveryWords.of("done." + done, DeliveryAmounts.count(count)));
    }
    return show(model, null, partition, letter, response);
  }

  private String show(
      Model model,
      @Nullable String mistake,
      int openedPartition,
      String openedLetter,
      HttpServletResponse response) {
    Instant now = clock.instant();
    model.addAttribute("mistake", mistake);
    ChannelViews.Known known = known(now);
    model.addAttribute("known", known != null);
    WaitingMessages.All waits = null;
    model.addAttribute("redis", true);
    try {
      waits = waiting.count();
      List<DeadLetter> all = letters.list(LOOKED_AT);
      model.addAttribute("count", DeliveryAmounts.count(all.size()));
      model.addAttribute("groups", DeadLetterViews.groups(all));
      model.addAttribute("more", all.size() > SHOWN ? DeliveryAmounts.count(SHOWN) : null);
      model.addAttribute(
          "letters",
          all.stream()
              .limit(SHOWN)
              .map(one -> {
                boolean opened =
                    one.partition() == openedPartition && one.id().equals(openedLetter);
                if (opened) {
                  log.info("Dead letter {}/{} was read", one.partition(), one.id());
                }
                return DeadLetterViews.letter(one, opened, now);
              })
              .toList());
    } catch (JedisException e) {
      response.setStatus(503);
      model.addAttribute("redis", false);
      model.addAttribute("letters", List.of());
      model.addAttribute("groups", List.of());
    }
    model.addAttribute("channels", channels.all(known, waits, now));
    model.addAttribute("costs", known == null ? List.of() : channels.costs(known, now));
    return "delivery/page";
  }

  private ChannelViews.@Nullable Known known(Instant now) {
    try {
      return new ChannelViews.Known(
          figures.tallies(now.minus(WEEK)),
          figures.speeds(now.minus(DAY)),
          figures.speeds(now.minus(WEEK)));
    } catch (DataAccessException e) {
      log.warn("The page of delivery has no figures: {}", e.getClass().getSimpleName());
      return null;
    }
  }

  @PostMapping("/delivery/again")
  String again(
      @RequestParam int partition,
      @RequestParam String id,
      Model model,
      HttpServletResponse response) {
    try {
      return switch (letters.redrive(partition, id)) {
        case DONE -> "redirect:/delivery?done=again&count=1#letters";
        case GONE -> refused(model, response, 409, "mistake.gone");
        case UNREADABLE -> refused(model, response, 409, "mistake.unreadable");
      };
    } catch (JedisException e) {
      return show(model, null, -1, "", response);
    }
  }

  /// Everything that failed in one channel for one reason, as far as the page has looked at it.
  @PostMapping("/delivery/all-again")
  String allAgain(
      @RequestParam String kind,
      @RequestParam String reason,
      @RequestParam String channel,
      Model model,
      HttpServletResponse response) {
    try {
      int count = 0;
      for (DeadLetter letter : letters.list(LOOKED_AT)) {
        if (letter.kind().equals(kind)
            && letter.reason().equals(reason)
            && letter.channel().equals(channel)
            && letters.redrive(letter.partition(), letter.id()) == DeadLetters.Redriven.DONE) {
          count++;
        }
      }
      return "redirect:/delivery?done=again&count=" + count + "#letters";
    } catch (JedisException e) {
      return show(model, null, -1, "", response);
    }
  }

  @PostMapping("/delivery/dismiss")
  String dismiss(
      @RequestParam int partition,
      @RequestParam String id,
      Model model,
      HttpServletResponse response) {
    try {
      return letters.dismiss(partition, id)
          ? "redirect:/delivery?done=dismissed#letters"
          : refused(model, response, 409, "mistake.gone");
    } catch (JedisException e) {
      return show(model, null, -1, "", response);
    }
  }

  private String refused(Model model, HttpServletResponse response, int status, String words) {
    response.setStatus(status);
    return show(model, DeliveryWords.of(words), -1, "", response);
  }
}
