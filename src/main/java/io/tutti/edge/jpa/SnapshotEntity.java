package io.tutti.edge.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.Length;

/** The newest snapshot of a session. Confined to its persistence context. */
@Entity
@Table(name = "session_snapshots")
class SnapshotEntity {

  @Id
  @Column(name = "session_key")
  long sessionKey;

  @Column(nullable = false)
  long seq;

  @Column(nullable = false, length = Length.LONG32)
  String snapshot;

  /** For Hibernate, which fills every column. */
  SnapshotEntity() {}

  SnapshotEntity(long sessionKey, long seq, String snapshot) {
    this.sessionKey = sessionKey;
    this.seq = seq;
    this.snapshot = snapshot;
  }
}
