package ua.holos.gateway.city;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerBookTest {
  private final AnswerBook answers =
      new AnswerBook(
          new CityPackReader(
                  CityFolder.at(Path.of("../config/city")), RequiredWording.ofTheEngine())
              .read()
              .answers());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Які зараз тарифи на воду? | tariffs
          сколько стоит куб воды | tariffs
          Скільки коштує проїзд у метро? | transport-fare
          где посмотреть расписание автобуса? | transport-schedule
          До котрої ходить метро? | transport-schedule
          Як оформити субсидію? | subsidy
          куда подать документы на субсидию | subsidy
          Коли дадуть гарячу воду? | hot-water-return
          графік відключення гарячої води | hot-water-return
          Когда включат отопление? | heating-season
          де графік відключення світла | power-schedule
          Як передати показники лічильника води? | meter-readings
          куди дзвонити, якщо щось сталося? | who-to-call
          номер аварійної | who-to-call
          Как работает контактный центр? | contact-centre
          Як укласти договір оренди приміщення? | lease
          Яка ставка податку на землю? | land-tax
          Як зареєструвати собаку? | dog-registration
          Куди викинути старий диван? | bulky-waste
          Де здати батарейки? | hazardous-waste
          Як зареєструвати місце проживання? | registration-of-residence
          Де найближчий ЦНАП? | cnap
          Як записати дитину в садок? | kindergarten-queue
          Як підписати декларацію з лікарем? | family-doctor
          Де найближче укриття? | shelters
          Як створити ОСББ? | osbb
          Скільки часу розглядають звернення? | appeal-term
          Навіщо вам мій телефон? | personal-data
          Что ты умеешь? | about
          """)
  void knowsWhatAQuestionAsksFor(String question, String topic) {
    assertThat(answers.topic(question)).contains(topic);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "???",
        "👍👍👍",
        "На Хрещатику 25 вже третій день немає гарячої води",
        "Коли буде гаряча вода? Третій день немає!",
        "Коли увімкнуть опалення на Шевченка 5?",
        "Чому не ходить автобус 114?",
        "не працює ліфт",
        "нема світла в під'їзді",
        "Когда починят лифт в первом подъезде?",
        "Проїзд подорожчав, а автобуси не ходять, люди мерзнуть на зупинках по годині, скільки це"
            + " буде тривати, скільки коштує проїзд і за що ми платимо?",
        "Хто відповідає за прибирання снігу?",
        "Що робити, якщо сусіди шумлять?",
        "де сміттєвоз, тиждень не вивозять сміття",
        "Коли відремонтують дорогу?",
        "Укриття зачинене, де ключі?",
        "як довго не буде води",
        "Тарифи завищені, немає тепла"
      })
  void leavesComplaintsAndOtherTextsAlone(String text) {
    assertThat(answers.topic(text)).isEmpty();
  }

  @Test
  void readsApostrophesAlike() {
    assertThat(AnswerBook.words("Під’їзд, під'їзд і підʼїзд!"))
        .containsExactly("під'їзд", "під'їзд", "і", "під'їзд");
  }
}
