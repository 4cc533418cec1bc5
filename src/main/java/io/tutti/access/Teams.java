package io.tutti.access;

import io.tutti.identity.UserId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where teams are kept, and who is in which. Every change is stored when its method returns, and is done as a whole or not at all,
 * whatever others do at the same moment. Thread-safe.
 */
public interface Teams {

  /** What became of a wish. Immutable. */
  enum Outcome {
    DONE, NO_TEAM, NO_ACCOUNT, NAME_TAKEN, IN_THIS_TEAM, IN_ANOTHER_TEAM,
    /** The account is not in this team. */
    NOT_A_MEMBER,
    /** Nobody would be left who may change the team. */
    LAST_ADMIN,
    /** There is still somebody in it beside the one who wishes. */
    HAS_MEMBERS,
    /** The account has not asked to be in this team. */
    NO_REQUEST
  }

  Optional<Team> find(String id);

  Optional<Team> find(TeamName name);

  /** The team of that name, or, where there is none, a new one with {@code id}. */
  Team findOrCreate(TeamName name, String id, long createdAt);

  /** At most {@code limit} accounts of the team, by the time of their creation, then by id, behind the first {@code offset}. */
  List<Account> members(String teamId, int offset, int limit);

  /** How many accounts are in the team. */
  long size(String teamId);

  /**
   * Puts an account into a team, or out of all where {@code teamId} is null; the account afterwards, or empty where there is no
   * such account or team.
   */
  Optional<Account> move(UserId account, @Nullable String teamId, TeamRole role);

  /** Keeps a new team with {@code admin}, who is in none, for its admin; NAME_TAKEN, NO_ACCOUNT or IN_ANOTHER_TEAM otherwise. */
  Outcome create(Team team, UserId admin);

  /** Changes a team's name, description and settings; NO_TEAM or NAME_TAKEN otherwise. */
  Outcome change(String teamId, UnaryOperator<Team> change);

  /** Takes in an account that is in no team; NO_TEAM, NO_ACCOUNT, IN_THIS_TEAM or IN_ANOTHER_TEAM otherwise. */
  Outcome admit(String teamId, UserId account, TeamRole role);

  /** Who asks to be in the team, can log in and is in none yet, the oldest first. */
  List<TeamRequest> requests(String teamId);

  /** The teams that an account asks to be in; empty where it is in one. */
  List<Team> requestedBy(UserId account);

  /** Takes in, as a member, an account that has asked; NO_TEAM, NO_REQUEST, IN_THIS_TEAM or IN_ANOTHER_TEAM otherwise. */
  Outcome accept(String teamId, UserId account);

  /** Drops what an account has asked; NO_REQUEST otherwise. */
  Outcome decline(String teamId, UserId account);

  /** Makes a member something else; NO_TEAM, NOT_A_MEMBER or LAST_ADMIN otherwise. */
  Outcome giveRole(String teamId, UserId account, TeamRole role);

  /** Lets a member go; NO_TEAM, NOT_A_MEMBER or LAST_ADMIN otherwise. */
  Outcome dismiss(String teamId, UserId account);

  /** Deletes a team in which nobody but {@code last} is left; NO_TEAM or HAS_MEMBERS otherwise. */
  Outcome delete(String teamId, UserId last);
}
