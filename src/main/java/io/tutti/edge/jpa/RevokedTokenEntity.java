package io.tutti.edge.jpa;

import io.tutti.access.Credential;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A token that was ended before its time. Confined to its persistence context. */
@Entity
@Table(name = "revoked_tokens")
class RevokedTokenEntity {

  @Id
  @Column(name = "token_id", length = Credential.MAX_ID_LENGTH)
  String id;

  @Column(name = "expires_at", nullable = false)
  long expiresAt;

  /** For Hibernate, which fills every column. */
  RevokedTokenEntity() {}

  RevokedTokenEntity(String id, long expiresAt) {
    this.id = id;
    this.expiresAt = expiresAt;
  }
}
