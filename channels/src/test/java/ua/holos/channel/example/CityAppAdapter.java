package ua.holos.channel.example;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import ua.holos.bot.channel.AttachmentSource;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.channel.ChannelCapabilities;
import ua.holos.bot.channel.ChannelCapabilities.Feature;
import ua.holos.bot.channel.ChannelCapabilities.Receipts;
import ua.holos.bot.channel.ChannelType;
import ua.holos.bot.channel.Price;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.OutboundMessage;
import ua.holos.bot.message.Reply;
import ua.holos.channel.support.BodySignature;
import ua.holos.channel.support.FileLinks;
import ua.holos.channel.support.SentParts;
import ua.holos.channel.support.TextSplitter;
import ua.holos.channel.support.WellFormedText;

/// Sends answers to the app's server, signed.
final class CityAppAdapter implements ChannelAdapter {
  static final ChannelType TYPE = new ChannelType("cityapp");

  private static final ChannelCapabilities CAPABILITIES =
      new ChannelCapabilities(
          500, EnumSet.of(Feature.BUTTONS, Feature.PUSH), Receipts.READ, Price.FREE);

  private final CityAppSettings settings;
  private final AttachmentSource files;
  private final BodySignature signature;
  private final SentParts sentParts = new SentParts();
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  CityAppAdapter(CityAppSettings settings, AttachmentSource files) {
    this.settings = settings;
    this.files = files;
    this.signature = new BodySignature(settings.secret());
  }

  @Override
  public ChannelType type() {
    return TYPE;
  }

  @Override
  public ChannelCapabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public int parts(Reply reply) {
    return texts(FileLinks.of(reply, files)).size();
  }

  /// The app shows addresses as links, so an operator's files are part of the text.
  private static List<String> texts(FileLinks links) {
    return TextSplitter.split(WellFormedText.of(links.text()), CAPABILITIES.maxTextUnits());
  }

  @Override
  public SendOutcome send(OutboundMessage message) {
    FileLinks links = FileLinks.of(message.reply(), files);
    if (links.onlyMissing()) {
      return FileLinks.NO_ADDRESS;
    }
    List<String> texts = texts(links);
    if (texts.isEmpty()) {
      return new SendOutcome.Rejected("empty", "A message without text");
    }
    return links.outcome(
        sentParts.send(
            message.key(),
            texts.size(),
            part -> post(message, texts.get(part), part == texts.size() - 1)));
  }

  private SendOutcome post(OutboundMessage message, String text, boolean last) {
    try {
      byte[] body = json.writeValueAsBytes(CityAppMapper.answer(message, text, last));
      HttpRequest request =
          HttpRequest.newBuilder(settings.url().resolve("/answers"))
              .timeout(Duration.ofSeconds(10))
              .header("Content-Type", "application/json")
              .header("X-Signature", signature.of(body))
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      return outcome(http.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      return new SendOutcome.Unreachable(e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new SendOutcome.Unreachable("interrupted");
    }
  }

  /// Every answer is one of the outcomes; there is no other way out.
  private static SendOutcome outcome(HttpResponse<String> answer) {
    return switch (answer.statusCode()) {
      case 200 -> new SendOutcome.Accepted(List.of(answer.body()));
      case 401 -> new SendOutcome.Misconfigured("holos.cityapp.secret");
      case 410 -> new SendOutcome.RecipientGone("uninstalled");
      case 429 ->
          new SendOutcome.Throttled(
              Duration.ofSeconds(answer.headers().firstValueAsLong("Retry-After").orElse(1)));
      case 400, 422 ->
          new SendOutcome.Rejected(String.valueOf(answer.statusCode()), "refused by the app");
      default -> new SendOutcome.Unreachable("status " + answer.statusCode());
    };
  }

  @Override
  public InputStream open(Attachment attachment) throws IOException {
    throw new IOException("The app sends no files");
  }
}
