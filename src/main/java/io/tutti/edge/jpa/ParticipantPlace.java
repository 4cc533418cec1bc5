package io.tutti.edge.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** Somebody in the session with that key. Immutable. */
@Embeddable
record ParticipantPlace(@Column(name = "session_key") long sessionKey, @Column(name = "user_id") String userId) {}
