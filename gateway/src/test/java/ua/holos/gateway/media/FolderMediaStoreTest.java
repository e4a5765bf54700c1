package ua.holos.gateway.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ua.holos.bot.message.Attachment;
import ua.holos.gateway.media.MediaStore.Stored;

class FolderMediaStoreTest {
  @TempDir Path folder;
  private FolderMediaStore store;

  @BeforeEach
  void open() throws IOException {
    store = new FolderMediaStore(folder, 200_000, "key".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void takesThePositionOutOfAPhotoAndKeepsItsOrientation() throws IOException {
    byte[] photo = withExif(picture("jpg"), 6);
    assertThat(new String(photo, StandardCharsets.ISO_8859_1)).contains("50.4501N");
    byte[] kept = read(keep(photo, "IMG_1.jpg"));
    String text = new String(kept, StandardCharsets.ISO_8859_1);
    assertThat(text).doesNotContain("50.4501N").doesNotContain("a comment");
    assertThat(text).contains("Exif");
    // Big endian TIFF: tag 0x0112, type 3, count 1, value 6.
    assertThat(indexOf(kept, new byte[] {0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6})).isPositive();
    assertThat(ImageIO.read(new ByteArrayInputStream(kept)).getWidth()).isEqualTo(40);
  }

  @Test
  void leavesNoExifWhereThereIsNothingToKeep() throws IOException {
    byte[] kept = read(keep(withExif(picture("jpg"), 1), ""));
    assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("Exif");
    assertThat(ImageIO.read(new ByteArrayInputStream(kept)).getHeight()).isEqualTo(30);
  }

  @Test
  void cutsOffWhatFollowsThePicture() throws IOException {
    byte[] photo = picture("jpg");
    byte[] withTail = Arrays.copyOf(photo, photo.length + 500);
    Arrays.fill(withTail, photo.length, withTail.length, (byte) 'G');
    assertThat(read(keep(withTail, "")))
        .isEqualTo(photo.length > 0 ? read(keep(photo, "")) : photo);
  }

  @Test
  void takesTextOutOfPng() throws IOException {
    byte[] png = picture("png");
    byte[] text = "Location\0 50.4501 30.5234".getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer chunk = ByteBuffer.allocate(12 + text.length);
    chunk.putInt(text.length).put("tEXt".getBytes(StandardCharsets.ISO_8859_1)).put(text).putInt(0);
    int afterHeader = 8 + 25;
    ByteArrayOutputStream marked = new ByteArrayOutputStream();
    marked.write(png, 0, afterHeader);
    marked.writeBytes(chunk.array());
    marked.write(png, afterHeader, png.length - afterHeader);
    assertThat(read(keep(marked.toByteArray(), ""))).isEqualTo(png);
  }

  @Test
  void blanksThePositionOfAVideoWithoutMovingAnything() throws IOException {
    byte[] udta = box("udta", "+50.4501+030.5234/".getBytes(StandardCharsets.ISO_8859_1));
    byte[] moov = box("moov", udta);
    byte[] movie =
        concat(
            box("ftyp", "isommp42".getBytes(StandardCharsets.ISO_8859_1)),
            moov,
            box("mdat", new byte[20]));
    Attachment kept = keep(movie, "VID.mp4");
    assertThat(kept.kind()).isEqualTo(Attachment.Kind.VIDEO);
    byte[] bytes = read(kept);
    assertThat(bytes).hasSize(movie.length);
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
        .doesNotContain("50.4501")
        .contains("mdat");
  }

  @Test
  void believesBytesAndNotNames() throws IOException {
    Attachment page = keep("<html><script>".getBytes(StandardCharsets.UTF_8), "page.html");
    assertThat(page.mediaType()).isEqualTo("application/octet-stream");
    assertThat(page.kind()).isEqualTo(Attachment.Kind.DOCUMENT);
    assertThat(keep(picture("png"), "x.jpg").mediaType()).isEqualTo("image/png");
    assertThat(store.store(new ByteArrayInputStream(picture("png")), "x.exe"))
        .isEqualTo(new Stored.Disguised("exe", "picture"));
  }

  @Test
  void refusesWhatIsTooLargeEmptyOrBroken() throws IOException {
    assertThat(store.store(new ByteArrayInputStream(new byte[200_001]), ""))
        .isEqualTo(new Stored.TooLarge(200_000));
    assertThat(store.store(InputStream.nullInputStream(), ""))
        .isInstanceOf(Stored.Unreadable.class);
    byte[] half = Arrays.copyOf(picture("png"), 40);
    assertThat(store.store(new ByteArrayInputStream(half), ""))
        .isInstanceOf(Stored.Unreadable.class);
    byte[] noJpeg = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1, 2};
    assertThat(store.store(new ByteArrayInputStream(noJpeg), ""))
        .isInstanceOf(Stored.Unreadable.class);
  }

  @Test
  void fetchesAForeignFileOnce() throws IOException {
    AtomicInteger opened = new AtomicInteger();
    MediaStore.Source source =
        () -> {
          opened.incrementAndGet();
          return new ByteArrayInputStream(picture("png"));
        };
    Stored first = store.storeOnce("telegram:1", source, "a.png");
    assertThat(store.storeOnce("telegram:1", source, "a.png")).isEqualTo(first);
    assertThat(store.storeOnce("telegram:2", source, "a.png")).isNotEqualTo(first);
    assertThat(opened).hasValue(2);
    FolderMediaStore otherKey =
        new FolderMediaStore(folder.resolve("other"), 200_000, new byte[] {1});
    assertThat(otherKey.storeOnce("telegram:1", source, "a.png")).isNotEqualTo(first);
  }

  @Test
  void findsOnlyItsOwnIds() {
    assertThat(store.find("../../etc/passwd")).isEmpty();
    assertThat(store.find("0".repeat(32))).isEmpty();
    assertThat(store.find("")).isEmpty();
  }

  @Test
  void keepsTheLastPartOfAName() throws IOException {
    assertThat(keep(picture("png"), "C:\\photos\\яма\n1.png").fileName()).isEqualTo("яма1.png");
  }

  private Attachment keep(byte[] bytes, String name) throws IOException {
    Stored stored = store.store(new ByteArrayInputStream(bytes), name);
    assertThat(stored).isInstanceOf(Stored.Kept.class);
    return ((Stored.Kept) stored).attachment();
  }

  private byte[] read(Attachment attachment) throws IOException {
    assertThat(attachment.reference()).matches("media:[0-9a-f]{32}");
    try (InputStream in = store.find(attachment.reference().substring(6)).orElseThrow().open()) {
      byte[] bytes = in.readAllBytes();
      assertThat(attachment.bytes()).isEqualTo(bytes.length);
      return bytes;
    }
  }

  private static byte[] picture(String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), format, out);
    return out.toByteArray();
  }

  /// Puts a comment and an Exif segment with an orientation and a position behind the first marker.
  private static byte[] withExif(byte[] jpeg, int orientation) {
    byte[] position = "50.4501N".getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer exif = ByteBuffer.allocate(6 + 8 + 2 + 12 + 4 + position.length);
    exif.order(java.nio.ByteOrder.LITTLE_ENDIAN);
    exif.put("Exif\0\0II*\0".getBytes(StandardCharsets.ISO_8859_1)).putInt(8).putShort((short) 1);
    exif.putShort((short) 0x0112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .putShort((short) 0);
    exif.putInt(0).put(position);
    byte[] comment = "a comment".getBytes(StandardCharsets.ISO_8859_1);
    return concat(
        Arrays.copyOf(jpeg, 2),
        segment(0xe1, exif.array()),
        segment(0xfe, comment),
        Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }

  private static byte[] segment(int marker, byte[] content) {
    return ByteBuffer.allocate(4 + content.length)
        .put((byte) 0xff)
        .put((byte) marker)
        .putShort((short) (2 + content.length))
        .put(content)
        .array();
  }

  private static byte[] box(String type, byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .putInt(8 + content.length)
        .put(type.getBytes(StandardCharsets.ISO_8859_1))
        .put(content)
        .array();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int i = 0; i + wanted.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }
}
