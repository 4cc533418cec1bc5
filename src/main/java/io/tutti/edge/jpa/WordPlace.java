package io.tutti.edge.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** That a word stands in the message that was posted at that place. Immutable. */
@Embeddable
record WordPlace(
    @Column(name = "session_key") long sessionKey,
    @Column(name = "word", length = MessageWords.MAX_LENGTH) String word,
    @Column(name = "seq") long seq) {}
