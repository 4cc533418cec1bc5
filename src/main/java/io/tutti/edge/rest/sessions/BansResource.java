package io.tutti.edge.rest.sessions;

import io.tutti.access.AddressBlocks;
import io.tutti.access.Identity;
import io.tutti.access.Network;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.Timestamps;
import io.tutti.edge.rest.http.Answer;
import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RandomIds;
import io.tutti.edge.rest.http.RequestAudit;
import io.tutti.edge.rest.http.RequestBody;
import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Ban;
import io.tutti.session.Command;
import io.tutti.session.SessionState;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
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
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may not come into a session, and from where nobody may, for its hosts (rules BAN1–BAN6). One per request. */
@Path("v1/sessions/{id}/bans")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class BansResource {

  private static final long HOUR_MILLIS = 3_600_000;
  private static final long MAX_HOURS = 720;

  @Inject Readers readers;
  @Inject SessionCommands commands;
  @Inject AddressBlocks blocks;
  @Inject RequestAudit audit;

  /** A ban, and the names of whom it names. */
  private record Named(Ban ban, @Nullable String name, @Nullable String byName) {}

  /** Rule BAN1. */
  @GET
  public Response list(@PathParam("id") String id, @Context HttpHeaders headers) {
    readers.host(id, headers);
    List<Named> bans = readers.look(id, headers, room -> named(room.state()));
    List<AddressBlocks.Block> addresses = blocks.list(RequestParameters.session(id), System.currentTimeMillis());
    return Answer.of(generator -> {
      generator.writeStartObject().writeStartArray("bans");
      bans.forEach(ban -> ban(generator, ban));
      generator.writeEnd().writeStartArray("addresses");
      addresses.forEach(block -> address(generator, block));
      generator.writeEnd().writeEnd();
    }).build();
  }

  private static List<Named> named(SessionState state) {
    List<Named> bans = new ArrayList<>();
    for (Ban ban : state.bans()) {
      UserId by = ban.by();
      String name = ban.name();
      bans.add(0, new Named(ban, name == null ? state.nameOf(ban.user()).orElse(null) : name,
          by == null ? null : state.nameOf(by).orElse(null)));
    }
    return List.copyOf(bans);
  }

  private static void ban(JsonGenerator generator, Named named) {
    Ban ban = named.ban();
    UserId by = ban.by();
    generator.writeStartObject().write("user_id", ban.user().value());
    JsonText.member(generator, "name", named.name());
    JsonText.member(generator, "since", ban.since() == 0 ? null : Timestamps.iso(ban.since()));
    JsonText.member(generator, "by", by == null ? null : by.value());
    JsonText.member(generator, "by_name", named.byName());
    generator.writeEnd();
  }

  private static void address(JsonGenerator generator, AddressBlocks.Block block) {
    generator.writeStartObject().write("id", block.id()).write("user_id", block.user().value());
    JsonText.member(generator, "name", block.name());
    generator
        .write("since", Timestamps.iso(block.since()))
        .write("until", Timestamps.iso(block.until()))
        .write("by", block.by().value())
        .writeEnd();
  }

  /** Rules BAN3, BAN4. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = "participant:ban", session = "id", byCommand = true)
  public Response ban(@PathParam("id") String id, @Nullable InputStream in, @Context HttpHeaders headers) {
    Identity host = readers.host(id, headers);
    SessionId session = RequestParameters.session(id);
    RequestBody body = RequestBody.required(in);
    UserId user = RequestParameters.user(body.requiredText("user_id"));
    long hours = body.integer("block_address_hours", 1, MAX_HOURS, 0);
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
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("status", "banned");
    answer.put("user_id", user.value());
    answer.put("addresses_blocked", blocked);
    answer.put("seq", seq);
    return Answer.of(answer);
  }

  /** Rule BAN2. */
  @DELETE
  @Path("{user}")
  @Audited(value = "participant:unban", session = "id", byCommand = true)
  public Response lift(@PathParam("id") String id, @PathParam("user") String user, @Context HttpHeaders headers) {
    Identity host = readers.host(id, headers);
    SessionId session = RequestParameters.session(id);
    UserId banned = RequestParameters.user(user);
    if (!readers.look(id, headers, room -> room.state().isBanned(banned))) {
      throw Problem.notFound("Nobody of that id is banned");
    }
    long seq = commands.perform(session, host, new Command.Ban(banned, false));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("status", "lifted");
    answer.put("user_id", banned.value());
    answer.put("seq", seq);
    return Answer.of(answer);
  }

  /** Rule BAN5. */
  @DELETE
  @Path("addresses/{block}")
  @Audited(value = "address:unblock", session = "id")
  public Response unblock(@PathParam("id") String id, @PathParam("block") String block, @Context HttpHeaders headers) {
    readers.host(id, headers);
    if (blocks.lift(RequestParameters.session(id), block).isEmpty()) {
      throw Problem.notFound("No such address is blocked");
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("status", "lifted");
    answer.put("id", block);
    return Answer.of(answer);
  }
}
