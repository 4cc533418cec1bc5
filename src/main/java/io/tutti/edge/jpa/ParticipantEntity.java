package io.tutti.edge.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.Length;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Somebody who took part in a session or has a role in it, for reading: {@link ParticipantTable} writes them. Immutable. */
@Entity
@Immutable
@Table(name = "session_participants")
class ParticipantEntity {

  @EmbeddedId
  ParticipantPlace place;

  @Column(length = Length.LONG32)
  @Nullable String name;

  @Column(length = 64)
  @Nullable String color;

  @Column(nullable = false, length = 16)
  String role;

  @Column(nullable = false)
  boolean anonymous;

  @Column(nullable = false)
  boolean guest;

  @Column(nullable = false)
  boolean present;

  /** Is banned. */
  @Column(nullable = false)
  boolean banned;

  /** Only the session's team lets them in. */
  @Column(name = "via_team", nullable = false)
  boolean viaTeam;

  @Column(name = "joined_at")
  @Nullable Long joinedAt;

  @Column(name = "left_at")
  @Nullable Long leftAt;

  /** For Hibernate, which fills every column. */
  ParticipantEntity() {}
}
