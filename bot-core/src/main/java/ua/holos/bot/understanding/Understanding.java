package ua.holos.bot.understanding;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that was read out of one text.
///
/// @param language of the text
/// @param intent what the person wants
/// @param intentConfidence 0 to 1
/// @param emergency whom to call at once, null when there is no danger
/// @param categories likeliest first, at least three when the model is there; empty without a model
/// @param certain whether the first category may be taken without asking
/// @param addresses in the order of the text
/// @param details what the text says of the details that categories ask for
/// @param parts two or more when the message holds several complaints, otherwise empty
/// @param topic the city's prepared answer that the text asks for, null when there is none
/// @param unsure a danger that the words may tell of or not, null when there is none, or a sure one
/// @param aboutBot whether it complains of the bot itself: «ти мене не розумієш»
public record Understanding(
    Language language,
    Intent intent,
    double intentConfidence,
    @Nullable EmergencyService emergency,
    List<CategoryGuess> categories,
    boolean certain,
    List<AddressMention> addresses,
    Map<Detail, String> details,
    List<Part> parts,
    @Nullable String topic,
    @Nullable EmergencyService unsure,
    boolean aboutBot) {

  /// Nothing could be read: an empty text, or no model.
  public static final Understanding NOTHING =
      new Understanding(
          Language.UNKNOWN,
          Intent.OTHER,
          0,
          null,
          List.of(),
          false,
          List.of(),
          Map.of(),
          List.of(),
          null);

  public Understanding {
    categories = List.copyOf(categories);
    addresses = List.copyOf(addresses);
    details = Map.copyOf(details);
    parts = List.copyOf(parts);
  }

  /// What was read where nothing hints at an unsure danger, and nobody complains of the bot.
  public Understanding(
      Language language,
      Intent intent,
      double intentConfidence,
      @Nullable EmergencyService emergency,
      List<CategoryGuess> categories,
      boolean certain,
      List<AddressMention> addresses,
      Map<Detail, String> details,
      List<Part> parts,
      @Nullable String topic) {
    this(
        language,
        intent,
        intentConfidence,
        emergency,
        categories,
        certain,
        addresses,
        details,
        parts,
        topic,
        null,
        false);
  }

  /// The same where the words may tell of a danger, or complain of the bot.
  public Understanding hinting(@Nullable EmergencyService newUnsure, boolean newAboutBot) {
    return new Understanding(
        language,
        intent,
        intentConfidence,
        emergency,
        categories,
        certain,
        addresses,
        details,
        parts,
        topic,
        newUnsure,
        newAboutBot);
  }

  /// The same with other addresses.
  public Understanding withAddresses(List<AddressMention> newAddresses) {
    return new Understanding(
        language,
        intent,
        intentConfidence,
        emergency,
        categories,
        certain,
        newAddresses,
        details,
        parts,
        topic,
        unsure,
        aboutBot);
  }

  /// The same without the danger, once that was answered.
  public Understanding withoutEmergency() {
    return new Understanding(
        language,
        intent,
        intentConfidence,
        null,
        categories,
        certain,
        addresses,
        details,
        parts,
        topic,
        null,
        aboutBot);
  }

  /// The same with the city's prepared answer.
  public Understanding withTopic(@Nullable String newTopic) {
    return new Understanding(
        language,
        intent,
        intentConfidence,
        emergency,
        categories,
        certain,
        addresses,
        details,
        parts,
        newTopic,
        unsure,
        aboutBot);
  }
}
