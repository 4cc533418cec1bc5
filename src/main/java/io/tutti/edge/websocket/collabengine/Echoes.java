package io.tutti.edge.websocket.collabengine;

import io.tutti.documents.DocumentEvent;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.text.Delete;
import io.tutti.text.ElementId;
import io.tutti.text.Insert;
import io.tutti.text.Operation;
import io.tutti.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * An edit as {@code op_echo} frames, one for each character (rules CE6, CE7). All but the last carry the number of the event
 * before: a client that loses its connection between two of them comes back with that one, and gets the whole edit again, of
 * which it passes over what it has. Confined to one rendering.
 */
final class Echoes {

  /** So many characters of one edit, or of one replay, are shown; whoever would get more gets the text anew. */
  static final int MAX_CHARACTERS = 2_000;

  private final DocumentId document;
  private final Numbering numbering;
  private final Entry entry;
  private final long docSeq;
  private final long total;
  private final List<String> frames = new ArrayList<>(1);

  private Echoes(DocumentId document, Numbering numbering, Entry entry, DocumentEvent.Edited edited) {
    this.document = document;
    this.numbering = numbering;
    this.entry = entry;
    this.docSeq = edited.docSeq();
    this.total = characters(edited);
  }

  /** How many characters an edit inserts or deletes: how many frames it takes. */
  static long characters(DocumentEvent.Edited edited) {
    double characters = 0;
    for (Operation operation : edited.operations()) {
      characters += operation.match(
          insert -> (double) insert.text().codePointCount(0, insert.text().length()),
          delete -> delete.spans().stream().mapToDouble(Span::count).sum());
    }
    return (long) characters;
  }

  /** The frames of an edit of at most {@link #MAX_CHARACTERS}; {@code entry} is the one that tells of it. */
  static List<String> of(DocumentId document, Numbering numbering, Entry entry, DocumentEvent.Edited edited) {
    Echoes echoes = new Echoes(document, numbering, entry, edited);
    for (Operation operation : edited.operations()) {
      operation.match(echoes::insert, echoes::delete);
    }
    return echoes.frames;
  }

  /** The echo of an operation on the root, which changes nothing (rule CE29): the document's last event is {@code docSeq}. */
  static String ofNothing(DocumentId document, Numbering numbering, long docSeq, DocumentMessage.Op op) {
    return ServerMessageEncoder.text(
        new ServerMessage.OpEcho(document, numbering.told(docSeq), op.client(), op.messageId(), op.operation()));
  }

  private boolean insert(Insert insert) {
    ElementId parent = insert.after();
    ElementId id = insert.id();
    for (int at = 0; at < insert.text().length(); ) {
      int codePoint = insert.text().codePointAt(at);
      add(new Insert(Character.toString(codePoint), id, parent));
      parent = id;
      id = new ElementId(id.lamport() + 1, id.replica());
      at += Character.charCount(codePoint);
    }
    return true;
  }

  private boolean delete(Delete delete) {
    for (Span span : delete.spans()) {
      for (long lamport = span.lamport(); lamport < span.lamport() + span.count(); lamport++) {
        add(new Delete(List.of(new Span(lamport, span.replica(), 1))));
      }
    }
    return true;
  }

  private void add(Operation op) {
    int number = frames.size() + 1;
    long serverSeq = numbering.told(number == total ? docSeq : docSeq - 1);
    String messageId = total == 1 ? messageId() : messageId() + "." + number;
    frames.add(ServerMessageEncoder.text(new ServerMessage.OpEcho(document, serverSeq, origin(), messageId, op)));
  }

  private String origin() {
    var client = entry.event() instanceof Event.DocumentChanged changed ? changed.client() : null;
    return client == null ? "server" : client.value();
  }

  /** Who edits with another dialect may give an edit no name: the place in the log is one. */
  private String messageId() {
    String ref = entry.ref();
    return ref == null ? "seq-" + entry.seq() : ref;
  }
}
