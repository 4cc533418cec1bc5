package io.tutti.documents;

import io.tutti.text.ByteSink;
import io.tutti.text.ByteSource;
import io.tutti.text.ElementId;
import io.tutti.text.Limits;
import io.tutti.text.Loaded;
import io.tutti.text.MalformedDocument;
import io.tutti.text.Snapshot;
import io.tutti.text.TextDocument;
import java.util.Arrays;

/**
 * The bytes of a document in a snapshot of its session. Immutable.
 *
 * <p>Four octets, the highest first: the length of the head. The head, sealed, its numbers as {@link ByteSink} writes them:
 * octet 1 for the version; epoch; docSeq; the clock; how many log places are kept; the oldest of them, then for each later
 * one by how much it is greater. Then the text as {@link Snapshot} writes it.
 */
final class SnapshotContent {
  private static final int VERSION = 1;
  private static final int LENGTH_BYTES = 4;
  private static final int MAX_HEAD_BYTES = 16 * LogPlaces.CAPACITY;

  private SnapshotContent() {}

  static byte[] write(TextDocument text, long docSeq, LogPlaces places) {
    byte[] head = head(text, docSeq, places);
    byte[] body = Snapshot.encode(text);
    byte[] content = new byte[LENGTH_BYTES + head.length + body.length];
    for (int at = 0; at < LENGTH_BYTES; at++) {
      content[at] = (byte) (head.length >>> 8 * (LENGTH_BYTES - 1 - at));
    }
    System.arraycopy(head, 0, content, LENGTH_BYTES, head.length);
    System.arraycopy(body, 0, content, LENGTH_BYTES + head.length, body.length);
    return content;
  }

  private static byte[] head(TextDocument text, long docSeq, LogPlaces places) {
    ByteSink sink = new ByteSink();
    sink.octet(VERSION);
    sink.number(text.epoch());
    sink.number(docSeq);
    sink.number(text.clock());
    sink.number(places.size());
    long before = 0;
    for (int back = places.size() - 1; back >= 0; back--) {
      sink.number(places.fromEnd(back) - before);
      before = places.fromEnd(back);
    }
    return sink.sealed();
  }

  /**
   * The document of a snapshot.
   *
   * @throws MalformedDocument if it is damaged, or not the one that the snapshot says
   */
  static LiveDocument read(DocumentSnapshot snapshot, Limits limits) throws MalformedDocument {
    byte[] content = snapshot.content();
    int headLength = headLength(content);
    ByteSource head = new ByteSource(Arrays.copyOfRange(content, LENGTH_BYTES, LENGTH_BYTES + headLength));
    int version = head.octet();
    if (version != VERSION) {
      throw new MalformedDocument("version " + version + " is not known here");
    }
    require(head.number(ElementId.MAX_LAMPORT) == snapshot.epoch() && snapshot.epoch() >= 1, "another epoch");
    require(head.number(Long.MAX_VALUE) == snapshot.docSeq(), "another docSeq");
    long clock = head.number(ElementId.MAX_LAMPORT);
    LogPlaces places = places(head);
    require(places.size() == Math.min(snapshot.docSeq(), LogPlaces.CAPACITY), "another number of log places");
    byte[] body = Arrays.copyOfRange(content, LENGTH_BYTES + headLength, content.length);
    TextDocument text = text(body, limits);
    require(text.epoch() == snapshot.epoch(), "a text of another epoch");
    text.witness(clock);
    return new LiveDocument(snapshot, text, places);
  }

  private static int headLength(byte[] content) throws MalformedDocument {
    require(content.length > LENGTH_BYTES, "too short");
    int length = 0;
    for (int at = 0; at < LENGTH_BYTES; at++) {
      length = length << 8 | (content[at] & 0xFF);
    }
    require(length > 0 && length <= Math.min(MAX_HEAD_BYTES, content.length - LENGTH_BYTES), "a head of another length");
    return length;
  }

  private static LogPlaces places(ByteSource head) throws MalformedDocument {
    LogPlaces places = new LogPlaces();
    int count = head.count(1);
    require(count <= LogPlaces.CAPACITY, "too many log places");
    long place = 0;
    for (int at = 0; at < count; at++) {
      place += head.number(Long.MAX_VALUE - place);
      places.add(place);
    }
    head.requireEnd();
    return places;
  }

  private static TextDocument text(byte[] body, Limits limits) throws MalformedDocument {
    Loaded loaded = Snapshot.decode(body, limits);
    if (loaded instanceof Loaded.Whole whole) {
      return whole.document();
    }
    throw new MalformedDocument(loaded.match(document -> "", reason -> reason));
  }

  private static void require(boolean holds, String otherwise) throws MalformedDocument {
    if (!holds) {
      throw new MalformedDocument(otherwise);
    }
  }
}
