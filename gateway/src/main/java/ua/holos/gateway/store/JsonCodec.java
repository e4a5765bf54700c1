package ua.holos.gateway.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.DeskCase;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.understanding.Detail;
import ua.holos.bot.understanding.EmergencyService;
import ua.holos.bot.understanding.Intent;

/// Writes states, events, effects and what the desk shows as JSON and reads them back. Thread safe.
///
/// It follows the records by itself: a new field is written and read without a line here, a field
/// that an older version didn't write is empty, one that a newer version added is passed over.
/// Empty lists, nulls, zeros and `false` aren't written, which keeps a state at one or two
/// kilobytes. Types of a sealed family are told apart by the property `type`: [WireNames].
public final class JsonCodec {

  /// Version of the state's form. Raise it when an older state can't be read any more, and say here
  /// how it is brought up to date.
  public static final int STATE_FORMAT = 1;

  private final ObjectWriter stateWriter;
  private final ObjectReader stateReader;
  private final ObjectWriter eventWriter;
  private final ObjectReader eventReader;
  private final ObjectWriter effectWriter;
  private final ObjectReader effectReader;
  private final ObjectWriter deskCaseWriter;
  private final ObjectReader deskCaseReader;

  public JsonCodec() {
    JsonMapper mapper = mapper();
    stateWriter = mapper.writerFor(StoredState.class);
    stateReader = mapper.readerFor(StoredState.class);
    eventWriter = mapper.writerFor(Event.class);
    eventReader = mapper.readerFor(Event.class);
    effectWriter = mapper.writerFor(Effect.class);
    effectReader = mapper.readerFor(Effect.class);
    deskCaseWriter = mapper.writerFor(DeskCase.class);
    deskCaseReader = mapper.readerFor(DeskCase.class);
  }

  public byte[] writeState(Conversation state) {
    return stateWriter.writeValueAsBytes(new StoredState(STATE_FORMAT, state));
  }

  /// Reads a state.
  ///
  /// @throws UnreadableRecordException when it isn't one, or is of a newer format
  public Conversation readState(byte[] json) {
    StoredState stored = read(stateReader, json);
    if (stored.format() > STATE_FORMAT) {
      throw new UnreadableRecordException(
          "state of format " + stored.format() + ", this version reads up to " + STATE_FORMAT,
          null);
    }
    return stored.state();
  }

  public byte[] writeEvent(Event event) {
    return eventWriter.writeValueAsBytes(event);
  }

  /// Reads an event.
  ///
  /// @throws UnreadableRecordException when it isn't one
  public Event readEvent(byte[] json) {
    return read(eventReader, json);
  }

  public byte[] writeEffect(Effect effect) {
    return effectWriter.writeValueAsBytes(effect);
  }

  /// Reads an effect.
  ///
  /// @throws UnreadableRecordException when it isn't one
  public Effect readEffect(byte[] json) {
    return read(effectReader, json);
  }

  public byte[] writeDeskCase(DeskCase shown) {
    return deskCaseWriter.writeValueAsBytes(shown);
  }

  /// Reads what the desk shows.
  ///
  /// @throws UnreadableRecordException when it isn't that
  public DeskCase readDeskCase(byte[] json) {
    return read(deskCaseReader, json);
  }

  private static <T> T read(ObjectReader reader, byte[] json) {
    try {
      return reader.readValue(json);
    } catch (JacksonException | NullPointerException | IllegalArgumentException e) {
      // The message of the parser would quote the citizen's words; its path and location don't.
      String where = e instanceof JacksonException parsing ? parsing.getPathReference() : "";
      throw new UnreadableRecordException("not a stored record, at " + where, e);
    }
  }

  private static JsonMapper mapper() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .changeDefaultPropertyInclusion(_ ->
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.ALWAYS))
            .addMixIn(Detail.class, CodeOnly.class)
            .addMixIn(Intent.class, CodeOnly.class)
            .addMixIn(EmergencyService.class, CodeOnly.class)
            .addMixIn(ConversationId.class, ValueOnly.class);
    for (Class<?> collection : List.of(List.class, Set.class, Map.class)) {
      builder.withConfigOverride(
          collection,
          override -> override.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)));
    }
    builder.withConfigOverride(
        String.class,
        override ->
            override.setInclude(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS)));
    WireNames.BY_FAMILY.forEach((family, names) -> {
      builder.addMixIn(family, Tagged.class);
      names.forEach((type, name) -> builder.registerSubtypes(new NamedType(type, name)));
    });
    return builder.build();
  }

  record StoredState(int format, Conversation state) {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  private interface Tagged {}

  private abstract static class CodeOnly {
    @JsonCreator
    CodeOnly(String code) {}

    @JsonValue
    abstract String code();
  }

  private abstract static class ValueOnly {
    @JsonCreator
    ValueOnly(String value) {}

    @JsonValue
    abstract String value();
  }
}
