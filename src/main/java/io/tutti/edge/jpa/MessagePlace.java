package io.tutti.edge.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** The message of that id in the session with that key. Immutable. */
@Embeddable
record MessagePlace(
    @Column(name = "session_key") long sessionKey, @Column(name = "message_id", length = 64) String messageId) {}
