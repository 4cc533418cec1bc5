package io.tutti.edge.rest.sessions;

import io.tutti.access.AddressBlocks;
import io.tutti.access.Invites;
import io.tutti.access.JoinRequest;
import io.tutti.access.Role;
import io.tutti.edge.json.Timestamps;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Ban;
import io.tutti.session.SessionState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is told of who may be in a session, and as what. Holds nothing. */
final class MemberAnswers {

  private MemberAnswers() {}

  /** Rules REST10, REST35: somebody's role. {@code seq}: where the log says so. */
  public record RoleGiven(String sessionId, String userId, String role, long seq) {

    static RoleGiven of(SessionId session, UserId user, Role role, long seq) {
      return new RoleGiven(session.value(), user.value(), role.word(), seq);
    }
  }

  /** Rules REST11, REST34: who had to go. */
  public record Removal(String status, String sessionId, String userId, long seq) {}

  /** Rule BAN1. */
  public record BanList(List<BannedPerson> bans, List<BlockedAddress> addresses) {}

  /** Somebody who may not come in. {@code since}: null where it is not known. */
  public record BannedPerson(String userId, @Nullable String name, @Nullable String since, @Nullable String by, @Nullable String byName) {

    /** The newest first. */
    static List<BannedPerson> all(SessionState state) {
      List<BannedPerson> bans = new ArrayList<>();
      for (Ban ban : state.bans()) {
        UserId by = ban.by();
        String name = ban.name();
        bans.add(0, new BannedPerson(ban.user().value(), name == null ? state.nameOf(ban.user()).orElse(null) : name,
            ban.since() == 0 ? null : Timestamps.iso(ban.since()), by == null ? null : by.value(),
            by == null ? null : state.nameOf(by).orElse(null)));
      }
      return List.copyOf(bans);
    }
  }

  /** From where nobody comes in, and because of whom. */
  public record BlockedAddress(String id, String userId, @Nullable String name, String since, String until, String by) {

    static BlockedAddress of(AddressBlocks.Block block) {
      return new BlockedAddress(block.id(), block.user().value(), block.name(), Timestamps.iso(block.since()),
          Timestamps.iso(block.until()), block.by().value());
    }
  }

  /** Rules BAN3, BAN4. */
  public record Banned(String status, String userId, int addressesBlocked, long seq) {}

  /** Rule BAN2. */
  public record LiftedBan(String status, String userId, long seq) {}

  /** Rule BAN5. */
  public record LiftedBlock(String status, String id) {}

  /** Rule INV3: an invitation, without its token. */
  public record Invite(String id, String role, String createdBy, String createdAt, String expiresAt, @Nullable Integer maxUses, int uses,
      boolean revoked, boolean good) {

    static Invite of(Invites.Invite invite, long now) {
      return new Invite(invite.id(), invite.terms().role().word(), invite.createdBy().value(), Timestamps.iso(invite.createdAt()),
          Timestamps.iso(invite.terms().expiresAt()), invite.terms().maxUses(), invite.uses(), invite.revoked(), invite.isGood(now));
    }
  }

  /** Rules INV1, INV2: an invitation, and its token for this once. */
  public record IssuedInvite(String token, String url, String id, String role, String createdBy, String createdAt, String expiresAt,
      @Nullable Integer maxUses, int uses, boolean revoked, boolean good) {

    static IssuedInvite of(Invites.Issued issued, String url, long now) {
      Invite invite = Invite.of(issued.invite(), now);
      return new IssuedInvite(issued.token(), url, invite.id(), invite.role(), invite.createdBy(), invite.createdAt(),
          invite.expiresAt(), invite.maxUses(), invite.uses(), invite.revoked(), invite.good());
    }
  }

  /** Rule INV6. */
  public record RevokedInvite(String status, String sessionId, String inviteId) {}

  /** Rule BAN6: the new link. */
  public record NewLink(String token, String url, String role, String expiresAt) {}

  /** Rules REQ1–REQ7: somebody who asks to be let in. {@code role}: what was granted, null where nothing was. */
  public record JoinRequestAnswer(String id, String sessionId, String userId, String name, boolean anonymous, @Nullable String message,
      String createdAt, String status, @Nullable String role) {

    static JoinRequestAnswer of(JoinRequest request) {
      Role role = request.role();
      return new JoinRequestAnswer(request.id(), request.session().value(), request.user().value(), request.name(),
          request.anonymous(), request.message(), Timestamps.iso(request.at()), request.status().word(),
          role == null ? null : role.word());
    }
  }
}
