package io.tutti.edge.websocket;

import io.tutti.access.Invites;
import io.tutti.access.Memberships;
import io.tutti.hub.Newcomer;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Command;
import io.tutti.session.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out what newcomers can show: their team, and invitations. May block. Thread-safe. */
@ApplicationScoped
public class Standings {

  /** For a server without teams and invitations. */
  public static final Standings LINK_ONLY = new Standings(Memberships.NONE, Invites.NONE);

  private Memberships teams;
  private Invites invites;

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected Standings() {}

  @Inject
  public Standings(Memberships teams, Invites invites) {
    this.teams = teams;
    this.invites = invites;
  }

  /**
   * The standing of {@code user}, who arrives with the token of an invitation, or null; empty where that is not good (rule INV4).
   * The use counts. {@code linkIsEnough}: see {@link Standing}.
   */
  public Optional<Standing> arriving(SessionId session, UserId user, @Nullable String invite, boolean linkIsEnough) {
    if (invite == null) {
      return Optional.of(new Standing(teams.teamOf(user), null, linkIsEnough));
    }
    return invites.accept(session, invite, user, System.currentTimeMillis())
        .map(accepted -> new Standing(teams.teamOf(user), accepted.role(), linkIsEnough));
  }

  /**
   * {@code newcomer} with what it can show, where it comes by a dialect's own address: there the link alone lets nobody into the
   * private session of an account, and coming makes a session that is not there (rules JOIN20, INV4); empty where the invitation is not
   * good.
   */
  public Optional<Newcomer> byDialect(SessionId session, Newcomer newcomer, @Nullable String invite) {
    return arriving(session, newcomer.member().id(), invite, false).map(standing ->
        newcomer.with(standing.starting()));
  }

  /** What {@link #arriving} would answer; nothing counts. */
  public Optional<Standing> asking(SessionId session, UserId user, @Nullable String invite, boolean linkIsEnough) {
    if (invite == null) {
      return arriving(session, user, null, linkIsEnough);
    }
    return invites.look(session, invite, user, System.currentTimeMillis())
        .map(accepted -> new Standing(teams.teamOf(user), accepted.role(), linkIsEnough));
  }

  /** {@code command} of {@code user}, with the team that {@code user} is in, where it depends on that (rule TEAM10). */
  public Command proven(UserId user, Command command) {
    return Command.ChangeProfile.namesTeam(command) ? Command.ChangeProfile.by(teams.teamOf(user), command) : command;
  }
}
