package ua.holos.nlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ua.holos.bot.understanding.Expectation;
import ua.holos.bot.understanding.Understanding;
import ua.holos.nlp.evaluation.LanguageCodes;

/// How well messages are read that no rule was written for, by their text alone.
class ChatUtterancesTest {

  private static final HolosUnderstander READER =
      HolosUnderstander.withoutStreets(HolosUnderstander.shippedClassifier());

  private record Message(String intent, String language, String text) {
    Understanding read() {
      return READER.understand(text, Expectation.ANYTHING);
    }
  }

  private static List<Message> messages(String name) throws IOException {
    List<Message> messages = new ArrayList<>();
    try (InputStream in =
        Objects.requireNonNull(ChatUtterancesTest.class.getResourceAsStream("chat/" + name))) {
      new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(line -> line.split("\t", -1))
          .map(fields -> new Message(fields[0], fields[1], fields[2]))
          .forEach(messages::add);
    }
    return messages;
  }

  private static double share(
      List<Message> messages, Function<Message, String> label, Function<Message, String> read) {
    long right = messages.stream().filter(m -> label.apply(m).equals(read.apply(m))).count();
    return right / (double) messages.size();
  }

  @ParameterizedTest
  @CsvSource({"held-out.tsv, 0.96", "odd.tsv, 0.88", "fresh.tsv, 0.94"})
  void readsWhatPeopleWant(String file, double least) throws IOException {
    // Addresses are read with a street register, which these tests do without.
    var messages = messages(file).stream().filter(m -> !m.intent().equals("address-only")).toList();
    assertThat(share(messages, Message::intent, m -> m.read().intent().code()))
        .isGreaterThanOrEqualTo(least);
  }

  @ParameterizedTest
  @CsvSource({"held-out.tsv, 0.96", "odd.tsv, 0.95", "fresh.tsv, 0.94"})
  void tellsTheLanguage(String file, double least) throws IOException {
    assertThat(share(messages(file), Message::language, m -> LanguageCodes.of(m.read().language())))
        .isGreaterThanOrEqualTo(least);
  }

  @Test
  void readsWhatWasTypedWithTheWrongKeyboard() {
    assertThat(new Message("", "", "ghbdsn").read().intent().code()).isEqualTo("greeting");
    assertThat(new Message("", "", "yt ghfw.' ksan").read().intent().code()).isEqualTo("complaint");
    var danger = new Message("", "", "gf[yt ufpjv e gsl'plsd").read().emergency();
    assertThat(danger).isNotNull().extracting(service -> service.code()).isEqualTo("gas-104");
    assertThat(new Message("", "", "light").read().language().name()).isEqualTo("ENGLISH");
  }

  @Test
  void swearingInAComplaintIsAComplaint() {
    assertThat(new Message("", "", "сука знову нема світла на Садовій").read().intent().code())
        .isEqualTo("complaint");
    assertThat(new Message("", "", "бот ти тупий").read().intent().code()).isEqualTo("abuse");
  }
}
