package ua.holos.nlp.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class JsonTest {

  @Test
  void whatIsWrittenIsReadBack() {
    String odd = "\"\\/\b\f\n\r\t\0\u001f\u0085\u2028\uD83D\uDD25\uD83D \uDD25ї";

    String line =
        new JsonWriter()
            .object(fields ->
                fields
                    .field("text", odd)
                    .field("nothing", null)
                    .field("share", 0.12345)
                    .field("whole", 7)
                    .field("yes", true)
                    .object("empty", inner -> {})
                    .list(
                        "list",
                        List.of("a", "b"),
                        each -> fields.object(one -> one.field("is", each))))
            .toString();

    assertThat(line).doesNotContain("\n", "\r", "\u0085", "\u2028");
    Map<String, @Nullable Object> read = JsonReader.object(line);
    assertThat(read.get("text")).isEqualTo(odd);
    assertThat(read).containsKey("nothing");
    assertThat(read.get("nothing")).isNull();
    assertThat(read.get("share")).isEqualTo(0.1235);
    assertThat(read.get("whole")).isEqualTo(7.0);
    assertThat(read.get("yes")).isEqualTo(true);
    assertThat(read.get("empty")).isEqualTo(Map.of());
    assertThat(read.get("list")).isEqualTo(List.of(Map.of("is", "a"), Map.of("is", "b")));
  }

  @Test
  void numbersHaveFourPlacesWhateverTheirSize() {
    for (double value :
        new double[] {0, 1, -0.00001, 0.00005, 0.99995, -12.5, 123456.78901, 1e17, 1.0 / 3}) {
      assertThat(new JsonWriter().object(fields -> fields.field("n", value)).toString())
          .isEqualTo(
              "{\"n\":"
                  + String.format(java.util.Locale.ROOT, "%.4f", value + 0.0)
                      .replace("-0.0000", "0.0000")
                  + "}");
    }
    assertThat(new JsonWriter().object(fields -> fields.field("n", Double.NaN)).toString())
        .isEqualTo("{\"n\":null}");
  }

  @Test
  void whatIsNoObjectIsRefusedWithItsPlace() {
    for (String text :
        List.of(
            "",
            " ",
            "null",
            "[1]",
            "{",
            "{\"a\"",
            "{\"a\":",
            "{\"a\":1",
            "{\"a\":tru}",
            "{\"a\":\"",
            "{\"a\":\"\\",
            "{\"a\":\"\\u12",
            "{\"a\":[1,",
            "{\"a\":1} {}",
            "{a:1}")) {
      assertThatThrownBy(() -> JsonReader.object(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("column");
    }
  }
}
