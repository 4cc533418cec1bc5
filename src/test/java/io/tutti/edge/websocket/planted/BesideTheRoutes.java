package io.tutti.edge.websocket.planted;

import io.tutti.access.AccountDesk;
import io.tutti.access.Accounts;
import io.tutti.access.AddressBlocks;
import io.tutti.access.Invites;
import io.tutti.access.JoinRequests;
import io.tutti.access.Revocations;
import io.tutti.access.TeamDesk;
import io.tutti.access.Teams;
import io.tutti.access.TokenIssuer;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.KeyRotation;
import io.tutti.session.PersonalData;
import java.util.List;

/** Planted for the rule that only audited routes change accounts, teams, tokens and doors (R12). Never called. */
public final class BesideTheRoutes {

  private BesideTheRoutes() {}

  static List<Object> kept(AccountDesk accounts, TeamDesk desk, Teams teams, TokenIssuer issuer, JoinRequests requests) {
    return List.of(accounts, desk, teams, issuer, requests);
  }

  static List<Object> operated(KeyRotation rotation, PersonalData data) {
    return List.of(rotation, data);
  }

  static void called(Accounts accounts, Invites invites, AddressBlocks blocks, Revocations revocations) {
    accounts.deactivate(new UserId("a"), 0);
    invites.revoke(new SessionId("s"), "i");
    blocks.lift(new SessionId("s"), "b");
    revocations.end(null);
  }
}
