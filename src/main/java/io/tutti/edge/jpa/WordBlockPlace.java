package io.tutti.edge.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A block of places of the log of the session with that key: see {@link WordBlocks}. Immutable. */
@Embeddable
record WordBlockPlace(@Column(name = "session_key") long sessionKey, @Column(name = "block") long block) {}
