package ua.holos.nlp.intent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ua.holos.nlp.phrase.Utterance;

class BotComplaintReaderTest {
  private final BotComplaintReader reader = new BotComplaintReader();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ти мене не розумієш",
        "ви мене не розумієте",
        "тупий бот",
        "бот поганий",
        "плохой бот",
        "ты меня не понимаешь",
        "ничего не понимаешь",
        "не те питаєш",
        "бот не працює",
        "скарга на бота",
        "який же ти тупий",
        "цей робот нічого не розуміє"
      })
  void hearsThatSomebodyIsAngryWithTheBot(String text) {
    assertThat(reader.read(Utterance.of(text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "робот-пилосос не прибирає вулицю",
        "сусіди мене не розуміють",
        "диспетчер нічого не розуміє, води немає",
        "не працює ліфт",
        "ви не відповідаєте на звернення 6-101",
        "дякую, бот дуже допоміг",
        "він поганий майстер",
        "не розумію, куди писати"
      })
  void leavesOtherComplaintsAlone(String text) {
    assertThat(reader.read(Utterance.of(text))).isFalse();
  }
}
