package ua.holos.channel.sms;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ua.holos.bot.message.ContactUrn;

/// The messages of which the end isn't known yet, in a file to which each change is appended, so
/// that they are asked for after a restart, too. A line that a loss of power took costs a receipt,
/// not a message; so nothing waits for the disk.
final class SentMessages {
  private static final Logger log = LoggerFactory.getLogger(SentMessages.class);
  private static final String SENT = "+";
  private static final String ENDED = "-";

  /// After so many lines more than messages the file is written anew.
  private static final int SUPERFLUOUS = 10_000;

  private final Path file;
  private final Map<String, Sent> open = new LinkedHashMap<>();
  private int lines;

  /// A message on its way.
  record Sent(String id, ContactUrn to, Instant at) {

    /// Without the number.
    @Override
    public String toString() {
      return "Sent[id=" + id + ", at=" + at + "]";
    }
  }

  /// @throws IllegalArgumentException when there can't be such a file
  SentMessages(Path file) {
    this.file = file;
    try {
      PrivateFiles.folder(Objects.requireNonNull(file.toAbsolutePath().getParent()));
      if (Files.exists(file)) {
        Files.readAllLines(file).forEach(this::read);
      }
      rewrite();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "holos.data-dir: found no way to write '" + file + "', expected a writable folder", e);
    }
  }

  private void read(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length == 2 && fields[0].equals(ENDED)) {
      open.remove(fields[1]);
    } else if (fields.length == 4 && fields[0].equals(SENT) && fields[3].matches("[0-9]{1,15}")) {
      Instant at = Instant.ofEpochMilli(Long.parseLong(fields[3]));
      open.put(fields[1], new Sent(fields[1], ContactUrn.parse(fields[2]), at));
    }
    // Anything else is the last line of a process that was killed.
  }

  synchronized void add(Sent sent) {
    open.put(sent.id(), sent);
    append(line(sent));
  }

  synchronized void ended(String id) {
    if (open.remove(id) != null) {
      append(ENDED + "\t" + id + "\n");
    }
  }

  synchronized List<Sent> open() {
    return List.copyOf(open.values());
  }

  private static String line(Sent sent) {
    return String.join(
            "\t", SENT, sent.id(), sent.to().toString(), String.valueOf(sent.at().toEpochMilli()))
        + "\n";
  }

  private void append(String line) {
    try {
      if (lines > open.size() + SUPERFLUOUS) {
        rewrite();
      } else {
        try (Writer out = writer(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
          out.write(line);
        }
        lines++;
      }
    } catch (IOException e) {
      log.warn("Messages on their way are only in memory: {}", e.toString());
    }
  }

  private void rewrite() throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    // One that a killed process left may be open to others.
    Files.deleteIfExists(next);
    try (Writer out = writer(next, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (Sent sent : open.values()) {
        out.write(line(sent));
      }
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    lines = open.size();
  }

  private static Writer writer(Path file, OpenOption... options) throws IOException {
    return new BufferedWriter(
        Channels.newWriter(PrivateFiles.open(file, options), StandardCharsets.UTF_8));
  }
}
