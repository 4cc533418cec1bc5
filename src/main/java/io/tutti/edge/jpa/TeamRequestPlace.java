package io.tutti.edge.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;

/** Who asks which team. Immutable. */
@Embeddable
record TeamRequestPlace(
    @Column(name = "team_id", length = 64) String teamId, @Column(name = "user_id", length = 128) String userId)
    implements Serializable {}
