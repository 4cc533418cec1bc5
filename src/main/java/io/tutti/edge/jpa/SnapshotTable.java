package io.tutti.edge.jpa;

import io.tutti.documents.DocumentSnapshot;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.json.stored.StoredSnapshots;
import io.tutti.edge.sealing.Seal;
import io.tutti.session.JournalFailure;
import io.tutti.session.SessionSnapshot;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The newest snapshot of each session and its documents, within a transaction of its caller. Thread-safe: holds nothing.
 */
final class SnapshotTable {

  private SnapshotTable() {}

  /** The snapshot of the session with that key; empty where none was kept. */
  static Optional<SessionSnapshot> find(EntityManager entities, Seal seal, long sessionKey) {
    SnapshotEntity stored = entities.find(SnapshotEntity.class, sessionKey);
    if (stored == null) {
      return Optional.empty();
    }
    List<DocumentSnapshot> documents = documents(entities, sessionKey).stream()
        .map(row -> row.toSnapshot(seal)).toList();
    try {
      JsonObject json = new JsonObject("snapshot", JsonText.readObject(seal.open(SealedColumns.SNAPSHOT, stored.snapshot)));
      return Optional.of(StoredSnapshots.read(stored.seq, json, documents));
    } catch (MalformedJson e) {
      throw new JournalFailure("the snapshot at " + stored.seq + " of a session cannot be read: " + e.getMessage(), e, false);
    }
  }

  /** Replaces the stored snapshot, where there is one, by what {@code change} makes of it, but for the documents; how many. */
  static long rewrite(EntityManager entities, Seal seal, long sessionKey, UnaryOperator<SessionSnapshot> change) {
    Optional<SessionSnapshot> stored = find(entities, seal, sessionKey);
    stored.ifPresent(snapshot ->
        entities.find(SnapshotEntity.class, sessionKey).snapshot = sealed(seal, change.apply(snapshot)));
    return stored.isPresent() ? 1 : 0;
  }

  /** Replaces the stored snapshot, unless that is newer. */
  static void store(EntityManager entities, Seal seal, long sessionKey, SessionSnapshot snapshot) {
    SnapshotEntity stored = entities.find(SnapshotEntity.class, sessionKey);
    if (stored == null) {
      entities.persist(new SnapshotEntity(sessionKey, snapshot.seq(), sealed(seal, snapshot)));
    } else if (stored.seq <= snapshot.seq()) {
      stored.seq = snapshot.seq();
      stored.snapshot = sealed(seal, snapshot);
    } else {
      return;
    }
    store(entities, seal, sessionKey, snapshot.documents());
  }

  private static String sealed(Seal seal, SessionSnapshot snapshot) {
    return seal.seal(SealedColumns.SNAPSHOT, StoredSnapshots.write(snapshot));
  }

  private static void store(EntityManager entities, Seal seal, long sessionKey, List<DocumentSnapshot> documents) {
    if (documents.isEmpty()) {
      return;
    }
    Map<String, DocumentEntity> rows = new HashMap<>();
    documents(entities, sessionKey).forEach(row -> rows.put(row.place.document(), row));
    for (DocumentSnapshot document : documents) {
      DocumentEntity row = rows.get(document.document());
      if (row == null) {
        entities.persist(new DocumentEntity(new DocumentPlace(sessionKey, document.document()), document, seal));
      } else {
        row.take(document, seal);
      }
    }
  }

  private static List<DocumentEntity> documents(EntityManager entities, long sessionKey) {
    return entities
        .createQuery("select d from DocumentEntity d where d.place.sessionKey = :key order by d.place.document",
            DocumentEntity.class)
        .setParameter("key", sessionKey)
        .getResultList();
  }
}
