package ua.holos.channel.telegram;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboard;
import ua.holos.bot.channel.AttachmentSource;
import ua.holos.bot.message.Attachment;
import ua.holos.channel.support.FileNames;
import ua.holos.channel.telegram.TelegramPart.Album;
import ua.holos.channel.telegram.TelegramPart.OneFile;

/// Files on their way to Telegram, as forms (`multipart/form-data`) that bear the bytes.
final class TelegramUploads {
  private static final MediaType BYTES = MediaType.get("application/octet-stream");

  private final TelegramApi api;
  private final AttachmentSource files;
  private final ObjectMapper json = new ObjectMapper();

  TelegramUploads(TelegramApi api, AttachmentSource files) {
    this.api = api;
    this.files = files;
  }

  /// Whether all of these files are still kept.
  ///
  /// @throws IOException when that can't be told now
  boolean kept(List<OneFile> parts) throws IOException {
    for (OneFile part : parts) {
      Optional<InputStream> opened = files.open(part.file());
      if (opened.isEmpty()) {
        return false;
      }
      opened.get().close();
    }
    return true;
  }

  /// Sends one file.
  ///
  /// @param keyboard under it, null for none
  TelegramAnswer send(String chat, OneFile part, @Nullable ReplyKeyboard keyboard) {
    MultipartBody.Builder form = form(chat);
    if (!part.caption().isEmpty()) {
      form.addFormDataPart("caption", part.caption());
    }
    if (keyboard != null) {
      form.addFormDataPart("reply_markup", written(keyboard));
    }
    add(form, part.form().field, part.file());
    return api.upload(part.form().method, form.build());
  }

  /// Sends an album; the answer's result is a list of messages.
  TelegramAnswer send(String chat, Album album) {
    MultipartBody.Builder form = form(chat);
    ArrayNode media = json.createArrayNode();
    List<OneFile> parts = album.files();
    for (int i = 0; i < parts.size(); i++) {
      ObjectNode one = media.addObject();
      one.put("type", parts.get(i).form().field);
      one.put("media", "attach://file" + i);
      if (!parts.get(i).caption().isEmpty()) {
        one.put("caption", parts.get(i).caption());
      }
    }
    form.addFormDataPart("media", media.toString());
    for (int i = 0; i < parts.size(); i++) {
      add(form, "file" + i, parts.get(i).file());
    }
    return api.upload("sendMediaGroup", form.build());
  }

  private static MultipartBody.Builder form(String chat) {
    return new MultipartBody.Builder().setType(MultipartBody.FORM).addFormDataPart("chat_id", chat);
  }

  private void add(MultipartBody.Builder form, String field, Attachment file) {
    form.addFormDataPart(field, FileNames.of(file), new KeptFile(file));
  }

  private String written(ReplyKeyboard keyboard) {
    try {
      return json.writeValueAsString(keyboard);
    } catch (IOException e) {
      throw new UncheckedIOException("A keyboard can't be written as JSON", new IOException());
    }
  }

  /// A file that is read while it is sent, so that several large ones don't lie in memory.
  private final class KeptFile extends RequestBody {
    private final Attachment file;

    KeptFile(Attachment file) {
      this.file = file;
    }

    @Override
    public MediaType contentType() {
      return BYTES;
    }

    @Override
    public long contentLength() {
      return file.bytes() > 0 ? file.bytes() : -1;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      try (InputStream in = files.open(file).orElseThrow(() -> new IOException("Just removed"))) {
        in.transferTo(sink.outputStream());
      }
    }
  }
}
