package io.tutti.edge.wal;

import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.json.stored.StoredEvents;
import io.tutti.edge.sealing.Seal;
import io.tutti.identity.ClientId;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Entry;
import io.tutti.session.Journal.Batch;
import io.tutti.session.JournalFailure;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the content of one record. Confined to one thread. */
final class RecordContent {

  static final String SEALED_FOR = "A record of the write-ahead file";

  private final ByteBuffer content;

  private RecordContent(ByteBuffer content) {
    this.content = content;
  }

  /**
   * The batches in {@code stored}.
   *
   * @throws MalformedJson if it is none that {@link Frame} writes
   * @throws JournalFailure if it is sealed and {@code seal} cannot open it
   */
  static List<Batch> batches(ByteBuffer stored, Seal seal) throws MalformedJson {
    ByteBuffer content = ByteBuffer.wrap(seal.open(SEALED_FOR, bytes(stored)));
    try {
      RecordContent reader = new RecordContent(content);
      List<Batch> batches = new ArrayList<>();
      for (int left = content.getInt(); left > 0; left--) {
        batches.add(reader.batch());
      }
      if (content.hasRemaining()) {
        throw new MalformedJson("The record goes on after its batches");
      }
      return batches;
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new MalformedJson("The record's content is none of this format");
    }
  }

  private static byte[] bytes(ByteBuffer stored) {
    byte[] bytes = new byte[stored.remaining()];
    stored.get(bytes);
    return bytes;
  }

  private Batch batch() throws MalformedJson {
    SessionId session = new SessionId(required());
    List<Entry> entries = new ArrayList<>();
    for (int left = content.getInt(); left > 0; left--) {
      entries.add(entry());
    }
    return new Batch(session, entries);
  }

  private Entry entry() throws MalformedJson {
    long seq = content.getLong();
    long at = content.getLong();
    String user = text();
    String client = text();
    String ref = text();
    return new Entry(seq, at, user == null ? null : new UserId(user), client == null ? null : new ClientId(client), ref,
        StoredEvents.read(required(), required()));
  }

  private String required() {
    String text = text();
    if (text == null) {
      throw new IllegalArgumentException("a text is missing");
    }
    return text;
  }

  private @Nullable String text() {
    int length = content.getInt();
    if (length < 0) {
      return null;
    }
    if (length > content.remaining()) {
      throw new BufferUnderflowException();
    }
    String text = new String(content.array(), content.arrayOffset() + content.position(), length, StandardCharsets.UTF_8);
    content.position(content.position() + length);
    return text;
  }
}
