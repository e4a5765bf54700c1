package ua.holos.bot.form;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ua.holos.bot.understanding.Detail;

class BareAnswerTest {

  @Test
  void readsHouseNumbersAsPeopleWriteThem() {
    assertThat(BareAnswer.house("25")).isEqualTo("25");
    assertThat(BareAnswer.house("44а")).isEqualTo("44А");
    assertThat(BareAnswer.house("44-А")).isEqualTo("44А");
    assertThat(BareAnswer.house("40/2")).isEqualTo("40/2");
    assertThat(BareAnswer.house("будинок 8")).isEqualTo("8");
  }

  @Test
  void chitChatIsNoHouse() {
    assertThat(BareAnswer.house("дякую")).isNull();
    assertThat(BareAnswer.house("зачекайте 5 хвилин")).isNull();
    assertThat(BareAnswer.house("")).isNull();
  }

  @Test
  void anEntranceHasANumberAndAnInstitutionHasLetters() {
    assertThat(BareAnswer.detail(Detail.ENTRANCE, "третій, 3")).isEqualTo("3");
    assertThat(BareAnswer.detail(Detail.ENTRANCE, "той що з двору")).isNull();
    assertThat(BareAnswer.detail(Detail.INSTITUTION, "школа 25")).isEqualTo("школа 25");
    assertThat(BareAnswer.detail(Detail.INSTITUTION, "…")).isNull();
  }

  @Test
  void readsPhoneNumbersAndNothingElse() {
    assertThat(BareAnswer.phone("044 123 45 67")).isEqualTo("+380441234567");
    assertThat(BareAnswer.phone("+38 (050) 123-45-67")).isEqualTo("+380501234567");
    assertThat(BareAnswer.phone("123456")).isNull();
    assertThat(BareAnswer.phoneIn("яма, мій номер 050 123-45-67, дякую"))
        .isEqualTo("+380501234567");
    assertThat(BareAnswer.phoneIn("рахунок 1234567890123")).isNull();
  }
}
