package io.tutti.edge.wal;

import io.tutti.edge.json.EventJson;
import io.tutti.edge.json.MalformedJson;
import io.tutti.identity.ClientId;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Entry;
import io.tutti.session.Journal.Batch;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the content of one record. Confined to one thread. */
final class RecordContent {

  private final ByteBuffer content;

  private RecordContent(ByteBuffer content) {
    this.content = content;
  }

  /**
   * The batches in {@code content}.
   *
   * @throws MalformedJson if it is none that {@link Frame} writes
   */
  static List<Batch> batches(ByteBuffer content) throws MalformedJson {
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
        EventJson.event(required(), required()));
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
