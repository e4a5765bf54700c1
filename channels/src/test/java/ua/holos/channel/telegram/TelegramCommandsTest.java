package ua.holos.channel.telegram;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TelegramCommandsTest {
  private static final String METHOD = "(?i)/bot42:TEST-token_1/setmycommands";

  @RegisterExtension
  static final WireMockExtension TELEGRAM =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final TelegramParts parts = new TelegramParts(TELEGRAM.getPort());

  @Test
  void offersTheCommandsInUkrainianAndEnglishWithTheCitysWords() {
    TELEGRAM.stubFor(
        post(urlPathMatching(METHOD)).willReturn(okJson("{\"ok\":true,\"result\":true}")));
    TelegramCommands commands =
        new TelegramCommands(parts.api, (key, arguments) -> "words for " + key);

    assertThat(commands.offer()).isTrue();

    TELEGRAM.verify(
        postRequestedFor(urlPathMatching(METHOD))
            .withRequestBody(matchingJsonPath("$.language_code", absent())));
    for (String language : new String[] {"uk", "en"}) {
      String suffix = language.equals("en") ? ".en" : "";
      TELEGRAM.verify(
          postRequestedFor(urlPathMatching(METHOD))
              .withRequestBody(
                  equalToJson(
                      """
                      {"language_code":"%1$s","commands":[
                      {"command":"start","description":"words for command.menu.start%2$s"},
                      {"command":"help","description":"words for command.menu.help%2$s"},
                      {"command":"my","description":"words for command.menu.my%2$s"},
                      {"command":"channels","description":"words for command.menu.channels%2$s"},
                      {"command":"cancel","description":"words for command.menu.cancel%2$s"},
                      {"command":"operator","description":"words for command.menu.operator%2$s"}]}\
                      """
                          .formatted(language, suffix),
                      false,
                      true)));
    }
  }

  @Test
  void triesAgainWhileTelegramIsUnwell() {
    TELEGRAM.stubFor(post(urlPathMatching(METHOD)).willReturn(serverError()));
    assertThat(new TelegramCommands(parts.api, (key, arguments) -> "слова").offer()).isFalse();
  }

  @Test
  void doesWithoutAMenuWhereTheCityHasNoWordsForIt() {
    TelegramCommands commands =
        new TelegramCommands(
            parts.api,
            (key, arguments) -> {
              throw new IllegalArgumentException("no words for " + key);
            });
    assertThat(commands.offer()).isTrue();
    TELEGRAM.verify(0, postRequestedFor(urlPathMatching(METHOD)));
  }
}
