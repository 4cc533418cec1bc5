package io.tutti.documents;

import io.tutti.text.ByteSink;
import io.tutti.text.ByteSource;
import io.tutti.text.ElementId;
import io.tutti.text.Limits;
import io.tutti.text.Loaded;
import io.tutti.text.MalformedDocument;
import io.tutti.text.Restoration;
import io.tutti.text.Snapshot;
import io.tutti.text.TextDocument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The bytes of a document in a snapshot of its session. Immutable.
 *
 * <p>Four octets, the highest first: the length of the head. The head, sealed, its numbers as {@link ByteSink} writes them:
 * octet 1 or 2 for the version; epoch; docSeq; the clock; how many log places are kept; the oldest of them, then for each
 * later one by how much it is greater; in version 2 the number of replicas that have restored something or of which something
 * was restored, their names, the number of restorations, and for each of these the replica (as its place among the names)
 * and lamport of the first element that was restored, how many, and replica and lamport of the first that restored them.
 * Then the text as {@link Snapshot} writes it. Version 1 is written where nothing was restored.
 */
final class SnapshotContent {
  private static final int VERSION = 1;
  private static final int VERSION_WITH_RESTORATIONS = 2;
  private static final int LENGTH_BYTES = 4;

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
    List<Restoration> restorations = text.restorations();
    sink.octet(restorations.isEmpty() ? VERSION : VERSION_WITH_RESTORATIONS);
    sink.number(text.epoch());
    sink.number(docSeq);
    sink.number(text.clock());
    sink.number(places.size());
    long before = 0;
    for (int back = places.size() - 1; back >= 0; back--) {
      sink.number(places.fromEnd(back) - before);
      before = places.fromEnd(back);
    }
    if (!restorations.isEmpty()) {
      restorations(sink, restorations);
    }
    return sink.sealed();
  }

  private static void restorations(ByteSink sink, List<Restoration> restorations) {
    Map<String, Integer> names = new LinkedHashMap<>();
    for (Restoration one : restorations) {
      names.putIfAbsent(one.from().replica(), names.size());
      names.putIfAbsent(one.to().replica(), names.size());
    }
    sink.number(names.size());
    names.keySet().forEach(sink::text);
    sink.number(restorations.size());
    for (Restoration one : restorations) {
      sink.number(names.getOrDefault(one.from().replica(), 0));
      sink.number(one.from().lamport());
      sink.number(one.count());
      sink.number(names.getOrDefault(one.to().replica(), 0));
      sink.number(one.to().lamport());
    }
  }

  private static List<Restoration> restorations(ByteSource head) throws MalformedDocument {
    List<String> names = new ArrayList<>();
    for (int left = head.count(2); left > 0; left--) {
      names.add(head.text());
    }
    List<Restoration> restorations = new ArrayList<>();
    for (int left = head.count(5); left > 0; left--) {
      ElementId from = element(head, names);
      long count = head.number(ElementId.MAX_LAMPORT);
      Restoration one = new Restoration(from, count, element(head, names));
      require(one.isValid(), "a restoration of nothing");
      restorations.add(one);
    }
    return restorations;
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
    if (version != VERSION && version != VERSION_WITH_RESTORATIONS) {
      throw new MalformedDocument("version " + version + " is not known here");
    }
    require(head.number(ElementId.MAX_LAMPORT) == snapshot.epoch() && snapshot.epoch() >= 1, "another epoch");
    require(head.number(Long.MAX_VALUE) == snapshot.docSeq(), "another docSeq");
    long clock = head.number(ElementId.MAX_LAMPORT);
    LogPlaces places = places(head);
    require(places.size() == Math.min(snapshot.docSeq(), LogPlaces.CAPACITY), "another number of log places");
    List<Restoration> restorations = version == VERSION ? List.of() : restorations(head);
    head.requireEnd();
    byte[] body = Arrays.copyOfRange(content, LENGTH_BYTES + headLength, content.length);
    TextDocument text = text(body, limits);
    require(text.epoch() == snapshot.epoch(), "a text of another epoch");
    text.witness(clock);
    text.remember(restorations);
    return new LiveDocument(snapshot, text, places);
  }

  private static int headLength(byte[] content) throws MalformedDocument {
    require(content.length > LENGTH_BYTES, "too short");
    int length = 0;
    for (int at = 0; at < LENGTH_BYTES; at++) {
      length = length << 8 | (content[at] & 0xFF);
    }
    require(length > 0 && length <= content.length - LENGTH_BYTES, "a head of another length");
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
    return places;
  }

  private static ElementId element(ByteSource head, List<String> names) throws MalformedDocument {
    require(!names.isEmpty(), "a restoration of nobody");
    int name = (int) head.number(names.size() - 1L);
    return new ElementId(head.number(ElementId.MAX_LAMPORT), names.get(name));
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
