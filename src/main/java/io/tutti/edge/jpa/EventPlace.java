package io.tutti.edge.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A place in the log of the session with that key. Immutable. */
@Embeddable
record EventPlace(@Column(name = "session_key") long sessionKey, @Column(name = "seq") long seq) {}
