package ua.holos.nlp.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.bot.understanding.Expectation;
import ua.holos.bot.understanding.Understanding;
import ua.holos.nlp.HolosUnderstander;
import ua.holos.nlp.category.CategoryClassifier;
import ua.holos.nlp.text.PreparedText;

/// One text on one thread, warm: the category alone, and everything that is read out of a text. The
/// streets are those of the demo city.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(1)
public class UnderstandingBenchmark {

  /// As people write in a chat: 4 to 14 words.
  private static final List<String> CHAT =
      List.of(
          "на хрещатику 25 нема гарячої води третій день",
          "не працює ліфт, Саксаганського 41-б, другий під'їзд",
          "яма на дорозі біля зупинки, проспект Науки 35",
          "сміття не вивозили тиждень, контейнери переповнені",
          "холодные батареи, улица Антоновича 47, квартира 12",
          "не горить ліхтар у дворі",
          "сусіди шумлять після одинадцятої вечора, Прорізна 8",
          "когда дадут отопление? мёрзнем с детьми уже неделю");

  /// As people write in a form: about a hundred words.
  private static final List<String> LONG =
      List.of(
          """
          Доброго дня! Звертаюся до вас від імені мешканців будинку 72 по вулиці Великій Васильківській. \
          Уже другий тиждень у третьому під'їзді не працює ліфт, на дверях висить аркуш без дати і без \
          телефону. У будинку дев'ять поверхів, на верхніх живуть літні люди і родини з малими дітьми, \
          яким доводиться підніматися пішки з візками та продуктами. Диспетчер щоразу обіцяє майстра \
          на завтра, але ніхто не приходить. Крім того, на сходовій клітці між четвертим і п'ятим \
          поверхом перегоріли лампи, тож увечері доводиться світити телефоном. Просимо відремонтувати \
          ліфт, повідомити точний строк і відновити освітлення. Дякуємо за увагу.\
          """,
          """
          Добрый день. Прошу обратить внимание на состояние проезжей части по проспекту Науки возле дома \
          35: после зимы образовались глубокие выбоины, машины объезжают их по встречной полосе, а на \
          прошлой неделе там упал велосипедист. Заявку оставляли ещё в марте, ответили, что работы \
          включены в план, но до сих пор ничего не сделано. Рядом находится школа, утром дети переходят \
          дорогу именно в этом месте, и водители, объезжая ямы, не смотрят на переход. Просим сделать хотя бы \
          ямочный ремонт, обновить разметку перехода и сообщить, когда дорога будет отремонтирована \
          полностью. Готовы прислать фотографии.\
          """);

  private final CategoryClassifier classifier = CategoryClassifier.shipped();
  private final HolosUnderstander understander =
      HolosUnderstander.load(Path.of("..", "config", "city", "streets.tsv"), null, classifier);
  private int next;

  private String one(List<String> texts) {
    next++;
    return texts.get(next % texts.size());
  }

  @Benchmark
  public List<CategoryGuess> classifyChatText() {
    return classifier.classify(PreparedText.of(one(CHAT)));
  }

  @Benchmark
  public List<CategoryGuess> classifyLongText() {
    return classifier.classify(PreparedText.of(one(LONG)));
  }

  @Benchmark
  public Understanding understandChatText() {
    return understander.understand(one(CHAT), Expectation.ANYTHING);
  }

  @Benchmark
  public Understanding understandLongText() {
    return understander.understand(one(LONG), Expectation.ANYTHING);
  }
}
