package io.tutti.edge.jpa;

import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.json.stored.StoredEvents;
import io.tutti.edge.sealing.Seal;
import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import io.tutti.session.Entry;
import io.tutti.session.JournalFailure;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.Length;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** An entry's row, for reading: {@link EventAppender} writes them, thousands at a time. Immutable. */
@Entity
@Immutable
@Table(name = "session_events")
class EventEntity {

  @EmbeddedId
  EventPlace place;

  @Column(name = "created_at", nullable = false)
  long createdAt;

  @Column(nullable = false, length = 64)
  String type;

  @Column(name = "user_id", length = UserId.MAX_LENGTH)
  @Nullable String userId;

  @Column(name = "client_id", length = ClientId.MAX_LENGTH)
  @Nullable String clientId;

  @Column(length = 64)
  @Nullable String ref;

  /** As it is sealed. */
  @Column(nullable = false, length = Length.LONG32)
  String payload;

  /** For Hibernate, which fills every column. */
  EventEntity() {}

  /**
   * The entry of this row.
   *
   * @throws JournalFailure where the row holds no event that this server knows
   */
  Entry toEntry(Seal seal) {
    try {
      return new Entry(place.seq(), createdAt, userId == null ? null : new UserId(userId),
          clientId == null ? null : new ClientId(clientId), ref, StoredEvents.read(type, seal.open(SealedColumns.PAYLOAD, payload)));
    } catch (MalformedJson | IllegalArgumentException e) {
      throw new JournalFailure("entry " + place.seq() + " of a log cannot be read: " + e.getMessage(), e, false);
    }
  }
}
