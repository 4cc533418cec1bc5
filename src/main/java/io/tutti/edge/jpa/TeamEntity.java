package io.tutti.edge.jpa;

import io.tutti.access.Team;
import io.tutti.access.TeamName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A team's row. Confined to its persistence context. */
@Entity
@Table(name = "teams")
class TeamEntity {

  @Id
  @Column(name = "team_id", length = 64)
  String id;

  @Column(nullable = false, length = TeamName.MAX_LENGTH)
  String name;

  @Column(name = "name_key", nullable = false, length = 400)
  String nameKey;

  @Column(name = "created_at", nullable = false, updatable = false)
  long createdAt;

  /** For Hibernate, which fills every column. */
  TeamEntity() {}

  /** The row of a new team. */
  TeamEntity(String id, TeamName name, long createdAt) {
    this.id = id;
    this.name = name.value();
    this.nameKey = name.key();
    this.createdAt = createdAt;
  }

  Team toTeam() {
    return new Team(id, new TeamName(name), createdAt);
  }
}
