package io.tutti.edge.jpa;

import io.tutti.access.Invites;
import io.tutti.access.Role;
import io.tutti.identity.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** An invitation. Confined to its entity manager. */
@Entity
@Table(name = "session_invites")
class InviteEntity {

  @Id
  @Column(name = "invite_id")
  String id;

  @Column(name = "session_key", nullable = false)
  long sessionKey;

  @Column(name = "token_digest", nullable = false)
  String tokenDigest;

  @Column(nullable = false)
  String role;

  @Column(name = "created_by", nullable = false)
  String createdBy;

  @Column(name = "created_at", nullable = false)
  long createdAt;

  @Column(name = "expires_at", nullable = false)
  long expiresAt;

  @Column(name = "max_uses")
  @Nullable Integer maxUses;

  @Column(nullable = false)
  int uses;

  @Column(nullable = false)
  boolean revoked;

  /** For Hibernate, which fills every column. */
  @SuppressWarnings("NullAway")
  InviteEntity() {}

  InviteEntity(long sessionKey, String tokenDigest, Invites.Invite invite) {
    this.id = invite.id();
    this.sessionKey = sessionKey;
    this.tokenDigest = tokenDigest;
    this.role = invite.terms().role().word();
    this.createdBy = invite.createdBy().value();
    this.createdAt = invite.createdAt();
    this.expiresAt = invite.terms().expiresAt();
    this.maxUses = invite.terms().maxUses();
  }

  Invites.Invite toInvite() {
    return new Invites.Invite(id, new Invites.Terms(Role.of(role).orElseThrow(), expiresAt, maxUses), new UserId(createdBy),
        createdAt, uses, revoked);
  }
}
