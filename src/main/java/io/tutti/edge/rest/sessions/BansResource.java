package io.tutti.edge.rest.sessions;

import io.tutti.access.AddressBlocks;
import io.tutti.access.Identity;
import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.JsonBody;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RandomIds;
import io.tutti.edge.rest.http.RequestAudit;
import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.identity.Network;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Command;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may not come into a session, and from where nobody may, for its hosts (rules BAN1–BAN6). One per request. */
@Path("v1/sessions/{id}/bans")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class BansResource {

  private static final long HOUR_MILLIS = 3_600_000;

  @Inject Readers readers;
  @Inject SessionCommands commands;
  @Inject AddressBlocks blocks;
  @Inject RequestAudit audit;

  /** Rule BAN1. */
  @GET
  public MemberAnswers.BanList list(@PathParam("id") String id, @Context HttpHeaders headers) {
    readers.host(id, headers);
    List<MemberAnswers.BannedPerson> bans = readers.look(id, headers, room -> MemberAnswers.BannedPerson.all(room.state()));
    return new MemberAnswers.BanList(bans, blocks.list(RequestParameters.session(id), System.currentTimeMillis()).stream()
        .map(MemberAnswers.BlockedAddress::of).toList());
  }

  /** Rules BAN3, BAN4. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = "participant:ban", session = "id", byCommand = true)
  public MemberAnswers.Banned ban(
      @PathParam("id") String id, JsonBody<MemberBodies.NewBan> body, @Context HttpHeaders headers) {
    Identity host = readers.host(id, headers);
    SessionId session = RequestParameters.session(id);
    MemberBodies.NewBan asked = body.required();
    UserId user = RequestParameters.user(asked.userId());
    long hours = asked.blockAddressHours() == null ? 0 : asked.blockAddressHours();
    // Whoever is banned is gone, and with it where it came from.
    Set<String> addresses = hours == 0 ? Set.of() : readers.readable(id, headers).addressesOf(user);
    Optional<String> name = readers.look(id, headers, room -> room.state().nameOf(user));
    long seq = commands.perform(session, host, new Command.Ban(user, true));
    long now = System.currentTimeMillis();
    int blocked = 0;
    for (String address : addresses) {
      Optional<Network> network = Network.of(address);
      if (network.isPresent() && blocks.block(session, new AddressBlocks.Block(
          RandomIds.request(), network.get(), user, name.orElse(null), host.id(), now, now + hours * HOUR_MILLIS))) {
        blocked++;
      }
    }
    if (blocked > 0) {
      audit.also("address:block");
    }
    return new MemberAnswers.Banned("banned", user.value(), blocked, seq);
  }

  /** Rule BAN2. */
  @DELETE
  @Path("{user}")
  @Audited(value = "participant:unban", session = "id", byCommand = true)
  public MemberAnswers.LiftedBan lift(@PathParam("id") String id, @PathParam("user") String user, @Context HttpHeaders headers) {
    Identity host = readers.host(id, headers);
    SessionId session = RequestParameters.session(id);
    UserId banned = RequestParameters.user(user);
    if (!readers.look(id, headers, room -> room.state().isBanned(banned))) {
      throw Problem.notFound("This user is not banned");
    }
    long seq = commands.perform(session, host, new Command.Ban(banned, false));
    return new MemberAnswers.LiftedBan("lifted", banned.value(), seq);
  }

  /** Rule BAN5. */
  @DELETE
  @Path("addresses/{block}")
  @Audited(value = "address:unblock", session = "id")
  public MemberAnswers.LiftedBlock unblock(@PathParam("id") String id, @PathParam("block") String block, @Context HttpHeaders headers) {
    readers.host(id, headers);
    if (blocks.lift(RequestParameters.session(id), block).isEmpty()) {
      throw Problem.notFound("This address is not blocked");
    }
    return new MemberAnswers.LiftedBlock("lifted", block);
  }
}
