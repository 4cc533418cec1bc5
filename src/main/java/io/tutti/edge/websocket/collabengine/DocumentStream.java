package io.tutti.edge.websocket.collabengine;

import io.tutti.documents.DocumentEvent;
import io.tutti.edge.websocket.PeerConnection;
import io.tutti.hub.Published;
import io.tutti.hub.Seat;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one connection gets of its document: the beginning, and from then on every event, without a gap or a repetition (rules
 * CE3–CE8). What happens while the beginning is being read waits for it. Confined to the session's mailbox, but for
 * {@link #open}, which any thread may call.
 */
final class DocumentStream {

  private enum Stage { CLOSED, READING, LIVE }

  /** An entry on its way: its frames, or why they cannot be shown. */
  private record Rendered(List<String> frames, @Nullable Closing closing) {

    static Rendered of(DocumentId document, Numbering numbering, Entry entry, DocumentEvent event) {
      return event instanceof DocumentEvent.Edited edited && Echoes.characters(edited) <= Echoes.MAX_CHARACTERS
          ? new Rendered(Echoes.of(document, numbering, entry, edited), null)
          : new Rendered(List.of(), Closing.HELLO_AGAIN);
    }
  }

  private final DocumentId document;
  private final Seat seat;
  private final PeerConnection out;
  private final Consumer<Closing> end;
  private final List<String> waiting = new ArrayList<>(0);
  /** Echoes that are sent again, for which there has been no place yet. */
  private final List<String> repeated = new ArrayList<>(0);
  private Stage stage = Stage.CLOSED;
  private Numbering numbering;

  /** {@code end}: closes the connection. */
  DocumentStream(DocumentId document, Seat seat, PeerConnection out, Consumer<Closing> end) {
    this.document = document;
    this.numbering = new Numbering(document.form(), 0);
    this.seat = seat;
    this.out = out;
    this.end = end;
  }

  /** Begins, for a client that has the document up to {@code lastSeen}. */
  void open(long lastSeen) {
    seat.ask(room -> Start.of(room.state(), document, lastSeen), this::begin, null);
  }

  private void begin(Start start) {
    numbering = start.numbering();
    start.match(new Beginning()).ifPresent(this::goLive);
  }

  /** The beginning, {@code hello_ack} first; empty where it must be read. */
  private final class Beginning implements Start.Cases<Optional<List<String>>> {

    @Override
    public Optional<List<String>> resync(Start.Resync start) {
      return Optional.of(List.of(helloAck(start), ServerMessageEncoder.text(
          new ServerMessage.Resync(document, numbering.told(start.docSeq()), start.text()))));
    }

    @Override
    public Optional<List<String>> replay(Start.Replay start) {
      List<String> frames = new ArrayList<>(List.of(helloAck(start)));
      start.entries().forEach(entry -> frames.addAll(echoes(entry)));
      return Optional.of(frames);
    }

    @Override
    public Optional<List<String>> reading(Start.Reading start) {
      stage = Stage.READING;
      seat.read(() -> Start.read(start, seat.log(), document), DocumentStream.this::hasRead, null);
      return Optional.empty();
    }

    private String helloAck(Start start) {
      return ServerMessageEncoder.text(new ServerMessage.HelloAck(document, numbering.told(start.docSeq())));
    }
  }

  private void goLive(List<String> beginning) {
    List<String> frames = new ArrayList<>(beginning);
    frames.addAll(waiting);
    frames.addAll(repeated);
    waiting.clear();
    repeated.clear();
    stage = Stage.LIVE;
    out.answer(frames);
  }

  private void hasRead(Optional<Start> start) {
    if (start.isPresent()) {
      begin(start.get());
    } else {
      // What waited is in the text that the client gets instead.
      stage = Stage.CLOSED;
      waiting.clear();
      open(0);
    }
  }

  /** Sends the echo of an entry again; false where it is none of this document, or cannot be shown. */
  boolean repeat(Entry entry) {
    List<String> frames = echoes(entry);
    if (stage == Stage.LIVE) {
      say(frames);
    } else {
      repeated.addAll(frames);
    }
    return !frames.isEmpty();
  }

  private List<String> echoes(Entry entry) {
    DocumentEvent event = eventOf(entry);
    return event == null ? List.of() : Rendered.of(document, numbering, entry, event).frames();
  }

  private @Nullable DocumentEvent eventOf(Entry entry) {
    return entry.event() instanceof Event.DocumentChanged changed && changed.change().document().equals(document.document())
        ? changed.change() : null;
  }

  void show(Published published) {
    DocumentEvent event = stage == Stage.CLOSED ? null : eventOf(published.entry());
    if (event == null) {
      return;
    }
    Rendered shown = published.rendering(numbering, entry -> Rendered.of(document, numbering, entry, event));
    if (shown.closing() != null) {
      end.accept(shown.closing());
    } else if (stage == Stage.LIVE) {
      say(shown.frames());
    } else if (waiting.size() + shown.frames().size() <= Echoes.MAX_CHARACTERS) {
      waiting.addAll(shown.frames());
    } else {
      end.accept(Closing.HELLO_AGAIN);
    }
  }

  private void say(List<String> frames) {
    if (frames.size() == 1) {
      out.send(frames.get(0));
    } else if (!frames.isEmpty()) {
      out.sendTogether(frames);
    }
  }
}
