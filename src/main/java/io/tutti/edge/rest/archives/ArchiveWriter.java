package io.tutti.edge.rest.archives;

import io.tutti.edge.json.EventJson;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.Timestamps;
import io.tutti.edge.json.stored.ArchivedEntry;
import io.tutti.edge.json.stored.DescriptionFormat;
import io.tutti.edge.json.stored.StoredSnapshots;
import io.tutti.edge.rest.sessions.LogReader;
import io.tutti.identity.SessionId;
import io.tutti.session.Journal;
import io.tutti.session.SessionLog;
import io.tutti.session.SessionSnapshot;
import io.tutti.session.SessionState;
import jakarta.json.stream.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a session as one archive, a ZIP of {@code manifest.json}, {@code description.json}, {@code snapshot.json} (the state at
 * the end, documents included), {@code participants.json} and {@code log.ndjson} (rule DP1). The log is read in pieces while it
 * is written. Confined to its caller.
 */
final class ArchiveWriter {

  static final String FORMAT = "tutti-session";
  static final long VERSION = 1;

  private final SessionLog log;
  private final SessionId session;
  private final SessionState state;
  private final long retainedAfter;

  /** An archive of the session whose log it is, as {@code opened}. */
  ArchiveWriter(SessionLog log, Journal.Opened opened) {
    this.log = log;
    this.session = log.session();
    this.state = opened.state();
    this.retainedAfter = log.retainedAfter();
  }

  /** The archive of the session as {@code opened}, in a file that is gone once the stream is closed, or the process ends. */
  static InputStream file(SessionLog log, Journal.Opened opened) throws IOException {
    Path file = Files.createTempFile("tutti-export-", ".zip");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        new ArchiveWriter(log, opened).write(out, System.currentTimeMillis());
      }
      return Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /**
   * Writes all of it.
   *
   * @throws IOException also where the log's past goes away in the middle: then what was written is no whole archive
   */
  void write(OutputStream out, long now) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    part(zip, "manifest.json", manifest(now));
    part(zip, "description.json", DescriptionFormat.write(state.description()));
    part(zip, "snapshot.json", snapshot(state.snapshot()));
    part(zip, "participants.json", participants());
    zip.putNextEntry(new ZipEntry("log.ndjson"));
    long[] last = {retainedAfter};
    new LogReader(log).<IOException>forwards(retainedAfter + 1, state.seq(), entry -> {
      requireNext(last[0], entry.seq());
      last[0] = entry.seq();
      zip.write((ArchivedEntry.line(entry) + "\n").getBytes(StandardCharsets.UTF_8));
      return true;
    });
    requireNext(last[0], state.seq() + 1);
    zip.closeEntry();
    zip.finish();
  }

  private void requireNext(long last, long seq) throws IOException {
    if (seq != last + 1) {
      throw new IOException("session " + session + ": the log was forgotten while it was written out");
    }
  }

  private static void part(ZipOutputStream zip, String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private String manifest(long now) {
    return JsonText.write(generator -> generator.writeStartObject()
        .write("format", FORMAT)
        .write("version", VERSION)
        .write("sessionId", session.value())
        .write("logId", state.description().log().id())
        .write("seq", state.seq())
        .write("retainedAfter", retainedAfter)
        .write("exportedAt", Timestamps.iso(now))
        .writeEnd());
  }

  private static String snapshot(SessionSnapshot snapshot) {
    String head = JsonText.write(generator -> {
      generator.writeStartObject().write("seq", snapshot.seq()).writeStartArray("documents");
      snapshot.documents().forEach(document -> generator.writeStartObject()
          .write("doc", document.document())
          .write("epoch", document.epoch())
          .write("docSeq", document.docSeq())
          .write("content", Base64.getEncoder().encodeToString(document.content()))
          .writeEnd());
      generator.writeEnd().writeEnd();
    });
    return head.substring(0, head.length() - 1) + ",\"state\":" + StoredSnapshots.write(snapshot) + "}";
  }

  /** For people who read the archive: the log and the snapshot say the same. */
  private String participants() {
    return JsonText.write(generator -> {
      generator.writeStartObject().writeStartArray("present");
      state.members().forEach(member -> {
        generator.writeStartObject();
        EventJson.member(generator, member);
        generator.writeEnd();
      });
      generator.writeEnd();
      roles(generator);
      generator.writeEnd();
    });
  }

  private void roles(JsonGenerator generator) {
    generator.writeStartObject("roles");
    state.roles().forEach((user, role) -> generator.write(user.value(), role.word()));
    generator.writeEnd().writeStartObject("names");
    state.snapshot().people().forEach((user, person) -> generator.write(user.value(), person.name()));
    generator.writeEnd();
  }
}
