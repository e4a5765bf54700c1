package ua.holos.gateway.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ua.holos.bot.channel.AttachmentKeeper;
import ua.holos.bot.message.Attachment;

class StoredAttachmentsTest {
  private static final Attachment PDF =
      new Attachment(
          Attachment.Kind.DOCUMENT, "viber:https://dl.example/1", "application/pdf", "a.pdf", 0);

  private static final byte[] BYTES = "%PDF-1.7".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;
  private MediaStore store;
  private AttachmentKeeper keeper;

  @BeforeEach
  void open() throws IOException {
    store = new FolderMediaStore(folder, 100, "key".getBytes(StandardCharsets.UTF_8));
    keeper = new StoredAttachments(store);
  }

  @Test
  void keepsAFileWhereFilingFindsItByItsOldReference() throws IOException {
    AttachmentKeeper.Kept kept = keeper.keep(PDF, () -> new ByteArrayInputStream(BYTES));
    assertThat(kept)
        .isInstanceOfSatisfying(
            AttachmentKeeper.Kept.Here.class,
            here -> assertThat(here.attachment().reference()).startsWith("media:"));

    MediaStore.Stored filed =
        store.storeOnce(
            PDF.reference(),
            () -> {
              throw new FileNotFoundException("The address is no longer good");
            },
            "a.pdf");
    assertThat(filed)
        .isEqualTo(new MediaStore.Stored.Kept(((AttachmentKeeper.Kept.Here) kept).attachment()));
  }

  @Test
  void opensAFileOnce() throws IOException {
    AtomicInteger opened = new AtomicInteger();
    AttachmentKeeper.Source source =
        () -> {
          opened.incrementAndGet();
          return new ByteArrayInputStream(BYTES);
        };
    assertThat(keeper.keep(PDF, source)).isEqualTo(keeper.keep(PDF, source));
    assertThat(opened).hasValue(1);
  }

  @Test
  void saysWhatItCannotKeep() throws IOException {
    assertThat(keeper.keep(PDF, () -> new ByteArrayInputStream(new byte[101])))
        .isEqualTo(new AttachmentKeeper.Kept.TooLarge());
    assertThat(keeper.keep(PDF, () -> new ByteArrayInputStream(new byte[0])))
        .isEqualTo(new AttachmentKeeper.Kept.Unreadable());
    assertThatThrownBy(() ->
            keeper.keep(
                PDF,
                () -> {
                  throw new IOException("gone");
                }))
        .isInstanceOf(IOException.class);
  }
}
