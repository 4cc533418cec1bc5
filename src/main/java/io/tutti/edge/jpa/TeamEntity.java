package io.tutti.edge.jpa;

import io.tutti.access.Team;
import io.tutti.access.TeamName;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.session.JournalFailure;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;

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

  @Column(length = Team.MAX_DESCRIPTION_LENGTH)
  @Nullable String description;

  /** A JSON object; null for an empty one. */
  @Column(length = Length.LONG32)
  @Nullable String settings;

  @Column(name = "created_at", nullable = false, updatable = false)
  long createdAt;

  @Column(name = "updated_at")
  @Nullable Long updatedAt;

  /** For Hibernate, which fills every column. */
  TeamEntity() {}

  /** The row of a new team. */
  TeamEntity(Team team) {
    this.id = team.id();
    this.createdAt = team.createdAt();
    take(team);
  }

  /** Has the row say what {@code team} says; its id and age stay. */
  final void take(Team team) {
    name = team.name().value();
    nameKey = team.name().key();
    description = team.description();
    settings = team.settings().isEmpty() ? null : JsonText.write(team.settings());
    updatedAt = team.updatedAt();
  }

  Team toTeam() {
    try {
      return new Team(id, new TeamName(name), description, settings == null ? Map.of() : JsonText.readObject(settings),
          createdAt, updatedAt);
    } catch (MalformedJson e) {
      throw new JournalFailure("the settings of team " + id + " cannot be read: " + e.getMessage(), e, false);
    }
  }
}
