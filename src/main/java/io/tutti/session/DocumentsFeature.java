package io.tutti.session;

import io.tutti.conversation.ConversationEvent;
import io.tutti.conversation.MessageAnchor;
import io.tutti.conversation.MessageId;
import io.tutti.documents.DocumentCommand;
import io.tutti.documents.DocumentEvent;
import io.tutti.documents.Documents;
import io.tutti.identity.UserId;
import io.tutti.text.ElementId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The text documents; one that nobody has edited for a while is compacted where that gains something (rule DOC12). */
final class DocumentsFeature extends Feature<DocumentsFeature.Own> {

  /** So long after its last edit nobody is in the middle of editing a document. */
  static final long QUIET_MILLIS = 3_000;

  /** When a document was edited last that comes from a snapshot. */
  private static final long UNKNOWN = 0;

  DocumentsFeature() {
    decides(Command.ChangeDocument.class, (state, actor, command, now) -> decide(state, actor, command));
    applies(Event.DocumentChanged.class, (state, own, event, entry) -> own.apply(event.change(), entry));
  }

  /** {@code overgrown}: documents that would be better compacted, and when each was edited last. Confined to its session. */
  record Own(Documents documents, Map<String, Long> overgrown) {

    void apply(DocumentEvent change, Entry entry) {
      documents.apply(change, entry.seq());
      overgrown.compute(change.document(), (name, before) -> documents.wantsCompaction(name) ? Long.valueOf(entry.at()) : null);
    }
  }

  @Override
  Own begin(SessionDescription description) {
    return new Own(Documents.empty().ofLog(description.log().generation()), new LinkedHashMap<>(0));
  }

  @Override
  Own restore(SessionDescription description, SessionSnapshot snapshot) {
    Own own = new Own(
        Documents.restored(snapshot.documents()).ofLog(description.log().generation()), new LinkedHashMap<>(0));
    own.documents.list().stream().map(summary -> summary.document()).filter(own.documents::wantsCompaction)
        .forEach(name -> own.overgrown.put(name, UNKNOWN));
    return own;
  }

  @Override
  void save(Own own, SnapshotDraft snapshot) {
    snapshot.documents = own.documents.snapshots();
  }

  @Override
  void renew(Own own, SessionDescription description) {
    own.documents.ofLog(description.log().generation());
  }

  @Override
  long nextDue(Own own) {
    return own.overgrown.isEmpty() ? NEVER : own.overgrown.values().stream().mapToLong(Long::longValue).min().orElse(0) + QUIET_MILLIS;
  }

  /** One document at a time, in turns: one whose compaction is refused comes again last. After a load all count as edited just now. */
  @Override
  Optional<Command> takeDue(Own own, long now) {
    own.overgrown.replaceAll((name, edited) -> edited == UNKNOWN ? now : edited);
    Optional<String> quiet = own.overgrown.entrySet().stream()
        .filter(document -> now - document.getValue() >= QUIET_MILLIS).map(Map.Entry::getKey).findFirst();
    quiet.ifPresent(name -> {
      own.overgrown.replaceAll((document, edited) -> now - edited >= QUIET_MILLIS ? now : edited);
      own.overgrown.remove(name);
      own.overgrown.put(name, now);
    });
    return quiet.map(name -> new Command.ChangeDocument(new DocumentCommand.Compact(name), null));
  }

  /** Rules DOC1–DOC14; open comments move with a compaction (rule DOC15). */
  private static Decision decide(SessionState state, @Nullable UserId actor, Command.ChangeDocument command) {
    return Decision.of(state.documents().decide(command.change()), change -> {
      List<Event> events = new ArrayList<>();
      if (change instanceof DocumentEvent.Compacted compacted) {
        Map<MessageId, MessageAnchor> moved = moved(state, compacted);
        if (!moved.isEmpty()) {
          events.add(new Event.Conversed(new ConversationEvent.Moved(moved)));
        }
      }
      events.add(new Event.DocumentChanged(actor, command.client(), change));
      return events;
    });
  }

  private static Map<MessageId, MessageAnchor> moved(SessionState state, DocumentEvent.Compacted compacted) {
    Map<MessageId, MessageAnchor> moved = new LinkedHashMap<>();
    state.conversation().anchored(compacted.document()).forEach((message, place) -> {
      ElementId old = place.lamport() == 0 ? ElementId.ROOT : new ElementId(place.lamport(), place.replica());
      ElementId now = state.documents().shifted(compacted, old);
      moved.put(message, new MessageAnchor.DocumentPlace(place.doc(), now.lamport(), now.replica(), place.right()));
    });
    return moved;
  }
}
