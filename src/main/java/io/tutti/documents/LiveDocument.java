package io.tutti.documents;

import io.tutti.text.Delete;
import io.tutti.text.Insert;
import io.tutti.text.Integration;
import io.tutti.text.Limits;
import io.tutti.text.Operation;
import io.tutti.text.TextDocument;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One document as the log has made it, with what readers were given of it. Confined to its session. */
final class LiveDocument {
  /** The events that an opening has beside its view weigh at most so much: a code unit 1, an operation or a span 32. */
  private static final int MAX_OPENING_WEIGHT = 1 << 16;
  private static final int OPERATION_WEIGHT = 32;

  private final String name;
  private final LogPlaces places;
  private TextDocument text;
  private long docSeq;
  private @Nullable DocumentSnapshot snapshot;
  private @Nullable DocumentView view;
  /** What happened since the view. */
  private final List<DocumentEvent.Edited> since = new ArrayList<>();
  private int sinceWeight;

  /** A document that nothing has happened to. */
  LiveDocument(String name, Limits limits) {
    this.name = name;
    this.places = new LogPlaces();
    this.text = new TextDocument(1, limits);
  }

  /** The document of a snapshot. */
  LiveDocument(DocumentSnapshot snapshot, TextDocument text, LogPlaces places) {
    this.name = snapshot.document();
    this.places = places;
    this.text = text;
    this.docSeq = snapshot.docSeq();
    this.snapshot = snapshot;
  }

  TextDocument text() {
    return text;
  }

  long docSeq() {
    return docSeq;
  }

  DocumentSummary summary() {
    return new DocumentSummary(name, text.epoch(), docSeq, text.length());
  }

  /** Whether a new epoch would free anything, or make lamports smaller. */
  boolean gainsByCompaction() {
    return text.elements() > text.length() || text.waiting() > 0 || text.clock() > text.length();
  }

  void apply(DocumentEvent.Edited event, long seq) {
    if (event.epoch() != text.epoch()) {
      throw unexpected(event);
    }
    advance(event, seq);
    for (Operation operation : event.operations()) {
      if (text.integrate(operation) instanceof Integration.Refused refused) {
        throw new IllegalStateException(name + ", docSeq " + docSeq + ": " + refused.detail());
      }
    }
    keepForOpening(event);
  }

  void apply(DocumentEvent.Compacted event, long seq) {
    if (event.epoch() != text.epoch() + 1) {
      throw unexpected(event);
    }
    advance(event, seq);
    text = text.compacted(replicaOf(event.epoch()));
    forgetView();
  }

  /** The replica whose elements an epoch begins with, and of which only the server inserts. */
  static String replicaOf(long epoch) {
    return "e" + epoch;
  }

  private void advance(DocumentEvent event, long seq) {
    if (event.docSeq() != docSeq + 1 || seq < places.fromEnd(0)) {
      throw unexpected(event);
    }
    docSeq++;
    places.add(seq);
    snapshot = null;
  }

  private IllegalStateException unexpected(DocumentEvent event) {
    return new IllegalStateException(name + ": event " + event.docSeq() + " of epoch " + event.epoch()
        + " follows " + docSeq + " of epoch " + text.epoch());
  }

  private void keepForOpening(DocumentEvent.Edited event) {
    if (view == null) {
      return;
    }
    sinceWeight += weight(event);
    if (since.size() == Documents.MAX_OPENING_EVENTS || sinceWeight > MAX_OPENING_WEIGHT) {
      forgetView();
    } else {
      since.add(event);
    }
  }

  private static int weight(DocumentEvent.Edited event) {
    long weight = 0;
    for (Operation operation : event.operations()) {
      weight += OPERATION_WEIGHT + operation.match(LiveDocument::weight, LiveDocument::weight);
    }
    return (int) Math.min(weight, MAX_OPENING_WEIGHT + 1);
  }

  private static int weight(Insert insert) {
    return insert.text().length() + OPERATION_WEIGHT * insert.restores().size();
  }

  private static int weight(Delete delete) {
    return OPERATION_WEIGHT * delete.spans().size();
  }

  private void forgetView() {
    view = null;
    since.clear();
    sinceWeight = 0;
  }

  /** The document now. */
  DocumentView view() {
    DocumentView now = view;
    if (now == null || !since.isEmpty()) {
      forgetView();
      now = new DocumentView(name, text.epoch(), docSeq, text.text(), text.runs(), text.restorations());
      view = now;
    }
    return now;
  }

  Opening opening() {
    DocumentView recent = view;
    return recent == null ? new Opening(view(), List.of()) : new Opening(recent, since);
  }

  DocumentSnapshot snapshot() {
    DocumentSnapshot now = snapshot;
    if (now == null) {
      now = new DocumentSnapshot(name, text.epoch(), docSeq, SnapshotContent.write(text, docSeq, places));
      snapshot = now;
    }
    return now;
  }

  /** The place in the log of the event {@code number}, or 0. */
  long seqOf(long number) {
    return places.fromEnd(docSeq - number);
  }
}
