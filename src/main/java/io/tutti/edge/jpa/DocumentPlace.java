package io.tutti.edge.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A document of the session with that key. Immutable. */
@Embeddable
record DocumentPlace(@Column(name = "session_key") long sessionKey, @Column(name = "document") String document) {}
