package io.tutti.edge.rest.people;

import io.tutti.access.Account;
import io.tutti.access.Team;
import io.tutti.access.TeamRequest;
import io.tutti.access.Teams;
import io.tutti.edge.json.Timestamps;
import io.tutti.edge.rest.http.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is told of teams, and why something was not done. Holds nothing. */
final class TeamAnswers {

  private TeamAnswers() {}

  /** The team's id, name and description. */
  static Map<String, @Nullable Object> named(Team team) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("id", team.id());
    answer.put("name", team.name().value());
    answer.put("description", team.description());
    return answer;
  }

  /** A member as the team's own page tells of one. */
  static Map<String, @Nullable Object> brief(Account member) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("id", member.id().value());
    answer.put("email", member.email().value());
    answer.put("username", member.username().value());
    answer.put("role", member.role().word());
    answer.put("is_active", member.active());
    answer.put("created_at", Timestamps.iso(member.createdAt()));
    return answer;
  }

  /** Somebody who asks to be in the team. */
  static Map<String, @Nullable Object> asking(TeamRequest request) {
    Account account = request.account();
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("user_id", account.id().value());
    answer.put("email", account.email().value());
    answer.put("username", account.username().value());
    answer.put("full_name", account.fullName());
    answer.put("requested_at", Timestamps.iso(request.at()));
    return answer;
  }

  /** A member as the list of members tells of one. */
  static Map<String, @Nullable Object> whole(Account member) {
    Map<String, @Nullable Object> answer = brief(member);
    Long lastLogin = member.lastLogin();
    answer.put("full_name", member.fullName());
    answer.put("last_login", lastLogin == null ? null : Timestamps.iso(lastLogin));
    return answer;
  }

  /** Goes through where it is done. */
  static void require(Teams.Outcome outcome) {
    switch (outcome) {
      case DONE -> { }
      case NO_TEAM -> throw TeamCallers.noTeam();
      case NO_REQUEST -> throw Problem.notFound("Nobody of that id asks to be in this team");
      case NO_ACCOUNT, NOT_A_MEMBER -> throw Problem.notFound("User not found in this team");
      case NAME_TAKEN -> throw Problem.badRequest("Team name already exists");
      case IN_THIS_TEAM -> throw Problem.badRequest("User is already a member of this team");
      case IN_ANOTHER_TEAM -> throw Problem.badRequest("User is already in another team");
      case LAST_ADMIN -> throw Problem.badRequest("A team needs an admin: make somebody else one first, or delete the team");
      case HAS_MEMBERS -> throw Problem.badRequest("Cannot delete a team with members. Remove members first.");
    }
  }
}
