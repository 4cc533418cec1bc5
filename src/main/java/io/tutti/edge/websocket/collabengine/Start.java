package io.tutti.edge.websocket.collabengine;

import io.tutti.documents.DocumentEvent;
import io.tutti.documents.Documents;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.SessionLog;
import io.tutti.session.SessionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What somebody who says hello is given (rules CE3–CE5). {@code docSeq}: the document's last event. Immutable.
 */
sealed interface Start {

  /** The most events that are sent again. */
  int MAX_EVENTS = 500;

  /** In so many entries of the session's log they are looked for; beyond, the text is the cheaper answer. */
  int MAX_ENTRIES = 20_000;

  long docSeq();

  /** How the client is told of events. */
  Numbering numbering();

  /** Gives the start to the case that it is. */
  <R> R match(Cases<R> cases);

  /** What follows from each. */
  interface Cases<R> {
    R resync(Resync start);

    R replay(Replay start);

    R reading(Reading start);
  }

  /** The text as it is. */
  record Resync(long docSeq, String text, Numbering numbering) implements Start {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.resync(this);
    }
  }

  /** What was missed, of which memory has everything. */
  record Replay(long docSeq, List<Entry> entries, Numbering numbering) implements Start {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.replay(this);
    }
  }

  /** What was missed must be read: the session's entries from {@code first} to {@code last} have it all. */
  record Reading(long docSeq, long lastSeen, long first, long last, Numbering numbering) implements Start {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.reading(this);
    }
  }

  /** What is right for a client that has been told of the document up to {@code serverSeq}. */
  static Start of(SessionState state, DocumentId document, long serverSeq) {
    Documents documents = state.documents();
    String name = document.document();
    Numbering numbering = Numbering.of(state, document);
    long lastSeen = numbering.meant(serverSeq);
    long docSeq = documents.docSeq(name);
    long first = documents.seqOf(name, lastSeen + 1);
    boolean isRecent = lastSeen > 0 && lastSeen < docSeq && docSeq - lastSeen <= MAX_EVENTS && first > 0;
    if (!isRecent || state.seq() - first > MAX_ENTRIES) {
      return resync(state, name, numbering);
    } else if (!state.tail().reachesBackTo(first - 1)) {
      return new Reading(docSeq, lastSeen, first, documents.seqOf(name, docSeq), numbering);
    }
    return replay(docSeq, lastSeen, state.tail().after(first - 1), name, numbering)
        .orElseGet(() -> resync(state, name, numbering));
  }

  private static Start resync(SessionState state, String name, Numbering numbering) {
    var view = state.documents().view(name);
    return new Resync(view.docSeq(), view.text(), numbering);
  }

  /**
   * The replay of what {@code entries} have of the document; empty where they lack something, a new epoch began, or it would be
   * more characters than are shown.
   */
  private static Optional<Start> replay(
      long docSeq, long lastSeen, List<Entry> entries, String name, Numbering numbering) {
    List<Entry> missed = new ArrayList<>();
    long characters = 0;
    for (Entry entry : entries) {
      if (entry.event() instanceof Event.DocumentChanged changed && changed.change().document().equals(name)) {
        if (!(changed.change() instanceof DocumentEvent.Edited edited)) {
          return Optional.empty();
        }
        characters += Math.min(Echoes.characters(edited), Echoes.MAX_CHARACTERS + 1);
        missed.add(entry);
      }
    }
    return characters <= Echoes.MAX_CHARACTERS && missed.size() == docSeq - lastSeen
        ? Optional.of(new Replay(docSeq, missed, numbering)) : Optional.empty();
  }

  /** Reads what is to be read; empty where it cannot be replayed. Blocks. */
  static Optional<Start> read(Reading reading, SessionLog log, DocumentId document) {
    List<Entry> found = new ArrayList<>();
    long next = reading.first();
    while (next <= reading.last()) {
      List<Entry> piece = log.readPiece(next, reading.last());
      if (piece.isEmpty()) {
        return Optional.empty();
      }
      piece.stream().filter(entry -> entry.event() instanceof Event.DocumentChanged).forEach(found::add);
      next = piece.get(piece.size() - 1).seq() + 1;
    }
    return replay(reading.docSeq(), reading.lastSeen(), found, document.document(), reading.numbering());
  }
}
