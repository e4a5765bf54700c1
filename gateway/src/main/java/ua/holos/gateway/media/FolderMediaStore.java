package ua.holos.gateway.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Media as files in one folder: `<id>` holds the bytes, `<id>.about` its type, size and name. Both
/// are written aside and moved into place, the description last, so that a file is either there
/// whole or not at all.
final class FolderMediaStore implements MediaStore {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  /// Control characters, and those that turn the direction of writing: `gpj.exe` would be read as
  /// `exe.jpg`.
  private static final String INVISIBLE = "[\\p{Cntrl}\\p{Cf}\u2028\u2029]";

  private static final int LONGEST_NAME = 120;

  /// A large photo takes several times its size while its metadata is taken out.
  private static final int AT_ONCE = 3;

  private final Path folder;
  private final long maxBytes;
  private final byte[] originKey;
  private final SecureRandom random = new SecureRandom();
  private final Semaphore places = new Semaphore(AT_ONCE);

  /// @param originKey makes ids of foreign files unguessable; the same for all replicas
  FolderMediaStore(Path folder, long maxBytes, byte[] originKey) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.maxBytes = maxBytes;
    this.originKey = originKey.clone();
  }

  @Override
  public Stored store(InputStream content, String fileName) throws IOException {
    byte[] id = new byte[16];
    random.nextBytes(id);
    // Uploads lie on the disk already, so that nobody holds a place by sending slowly.
    places.acquireUninterruptibly();
    try {
      return keep(HexFormat.of().formatHex(id), content, fileName, true);
    } finally {
      places.release();
    }
  }

  @Override
  public Stored storeOnce(String origin, Source source, String fileName) throws IOException {
    String id = idOf(origin);
    Optional<Media> known = find(id);
    if (known.isPresent()) {
      return new Stored.Kept(known.get().attachment());
    }
    try (InputStream content = source.open()) {
      return keep(id, content, fileName, false);
    }
  }

  @Override
  public Optional<Media> find(String id) {
    if (!ID.matcher(id).matches()) {
      return Optional.empty();
    }
    try {
      String[] about = Files.readString(folder.resolve(id + ".about")).split("\n", 3);
      MediaType type = MediaType.ofMime(about[0]);
      Path file = folder.resolve(id);
      return Optional.of(
          new Media(
              id,
              type.kind,
              type.mime,
              about[2],
              Long.parseLong(about[1]),
              () -> Files.newInputStream(file)));
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }

  /// @param strict whether a disguised file is refused
  private Stored keep(String id, InputStream content, String fileName, boolean strict)
      throws IOException {
    byte[] bytes = content.readNBytes((int) Math.min(Integer.MAX_VALUE - 16, maxBytes + 1));
    if (bytes.length > maxBytes) {
      return new Stored.TooLarge(maxBytes);
    }
    MediaType type = MediaType.of(Arrays.copyOf(bytes, Math.min(bytes.length, MediaType.HEAD)));
    Optional<byte[]> clean = bytes.length == 0 ? Optional.empty() : Metadata.strip(type, bytes);
    if (clean.isEmpty()) {
      return new Stored.Unreadable();
    }
    String name = plainName(fileName);
    Optional<Stored.Disguised> disguise = FileNameCheck.disguise(name, bytes);
    if (disguise.isPresent() && strict) {
      return disguise.get();
    }
    MediaType shownAs = disguise.isPresent() ? MediaType.OTHER : type;
    write(folder.resolve(id), clean.get());
    write(
        folder.resolve(id + ".about"),
        (shownAs.mime + "\n" + clean.get().length + "\n" + name).getBytes(StandardCharsets.UTF_8));
    return new Stored.Kept(
        find(id).orElseThrow(() -> new IOException("Just written and not there")).attachment());
  }

  private void write(Path target, byte[] bytes) throws IOException {
    Path aside = Files.createTempFile(folder, "incoming", "");
    try {
      Files.write(aside, bytes);
      try {
        Files.move(
            aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(aside, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private static String plainName(String fileName) {
    String last = fileName.substring(fileName.lastIndexOf('/') + 1);
    last = last.substring(last.lastIndexOf('\\') + 1).replaceAll(INVISIBLE, "").strip();
    return last.length() <= LONGEST_NAME ? last : last.substring(last.length() - LONGEST_NAME);
  }

  private String idOf(String origin) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(originKey, "HmacSHA256"));
      byte[] digest = mac.doFinal(origin.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256", e);
    }
  }
}
