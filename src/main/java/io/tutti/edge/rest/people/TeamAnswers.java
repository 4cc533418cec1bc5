package io.tutti.edge.rest.people;

import io.tutti.access.Account;
import io.tutti.access.Team;
import io.tutti.access.TeamRequest;
import io.tutti.access.Teams;
import io.tutti.analytics.TeamReport;
import io.tutti.edge.json.Timestamps;
import io.tutti.edge.rest.http.Problem;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is told of teams, and why something was not done. Holds nothing. */
final class TeamAnswers {

  private TeamAnswers() {}

  /** A line of the list of teams. */
  public record TeamLine(String id, String name, @Nullable String description, long memberCount, long sessionCount, long activeSessions,
      String createdAt) {

    static TeamLine of(Team team, long members, TeamReport report) {
      return new TeamLine(team.id(), team.name().value(), team.description(), members, report.sessions(), report.active(),
          Timestamps.iso(team.createdAt()));
    }
  }

  /** Rule TEAM1. */
  public record TeamList(List<TeamLine> teams, int count) {}

  /** A team that was made. */
  public record CreatedTeam(String id, String name, @Nullable String description, String createdAt, String message) {}

  /** A team that was changed. */
  public record ChangedTeam(String id, String name, @Nullable String description, String updatedAt, String message) {}

  /** What a team's sessions come to. */
  public record TeamStats(long memberCount, long totalSessions, long activeSessions, long totalTokens, double averageHealth) {}

  /** Everything about a team. */
  public record WholeTeam(String id, String name, @Nullable String description, Map<String, @Nullable Object> settings, String createdAt,
      List<BriefMember> members, TeamStats stats) {}

  /** A member as the team's own page tells of one. */
  public record BriefMember(
      String id, String email, String username, String role, @JsonbProperty("is_active") boolean active, String createdAt) {

    static BriefMember of(Account member) {
      return new BriefMember(member.id().value(), member.email().value(), member.username().value(), member.role().word(),
          member.active(), Timestamps.iso(member.createdAt()));
    }
  }

  /** A member as the list of members tells of one. */
  public record WholeMember(String id, String email, String username, String role, @JsonbProperty("is_active") boolean active,
      String createdAt, @Nullable String fullName, @Nullable String lastLogin) {

    static WholeMember of(Account member) {
      Long lastLogin = member.lastLogin();
      return new WholeMember(member.id().value(), member.email().value(), member.username().value(), member.role().word(),
          member.active(), Timestamps.iso(member.createdAt()), member.fullName(), lastLogin == null ? null : Timestamps.iso(lastLogin));
    }
  }

  /** The members of a team. */
  public record MemberList(String teamId, String teamName, List<WholeMember> members, int count) {}

  /** Somebody who was taken into a team; the password is told where the account was made for them. */
  public record EnrolledMember(
      String id, String email, String username, String role, String message, @JsonbNillable(false) @Nullable String temporaryPassword) {

    static EnrolledMember of(Account account, @Nullable String password) {
      return new EnrolledMember(account.id().value(), account.email().value(), account.username().value(), account.role().word(),
          "Member added successfully" + (password == null ? "" : ". Temporary password: " + password), password);
    }
  }

  /** The new role of a member. */
  public record GivenTeamRole(String id, String role, String message) {}

  /** Somebody who asks to be in the team. */
  public record Asking(String userId, String email, String username, @Nullable String fullName, String requestedAt) {

    static Asking of(TeamRequest request) {
      Account account = request.account();
      return new Asking(account.id().value(), account.email().value(), account.username().value(), account.fullName(),
          Timestamps.iso(request.at()));
    }
  }

  /** Who asks to be in a team. */
  public record AskingList(String teamId, List<Asking> requests, int count) {}

  /** What was said to somebody who asked. */
  public record AnsweredRequest(String userId, boolean accepted) {}

  /** Goes through where it is done. */
  static void require(Teams.Outcome outcome) {
    switch (outcome) {
      case DONE -> { }
      case NO_TEAM -> throw TeamCallers.noTeam();
      case NO_REQUEST -> throw Problem.notFound("This user has not asked to join this team");
      case NO_ACCOUNT, NOT_A_MEMBER -> throw Problem.notFound("User not found in this team");
      case NAME_TAKEN -> throw Problem.badRequest("Team name already exists");
      case IN_THIS_TEAM -> throw Problem.badRequest("User is already a member of this team");
      case IN_ANOTHER_TEAM -> throw Problem.badRequest("User is already in another team");
      case LAST_ADMIN -> throw Problem.badRequest("A team needs an admin: make somebody else one first, or delete the team");
      case HAS_MEMBERS -> throw Problem.badRequest("Cannot delete a team with members. Remove members first.");
    }
  }
}
