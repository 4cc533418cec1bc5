package io.tutti.edge.rest.sessions;

import io.tutti.edge.json.PresenceJson;
import io.tutti.edge.rest.http.Answer;
import io.tutti.identity.UserId;
import io.tutti.presence.Sighting;
import io.tutti.session.SessionState;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who looks at what in a session. One per request. */
@Path("v1/sessions/{id}/presence")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PresenceResource {

  @Inject Readers readers;

  /** Who is seen, and what they are called. */
  private record Seen(List<Sighting> sightings, Map<UserId, String> names) {
    static Seen of(List<Sighting> sightings, SessionState state) {
      Map<UserId, String> names = new HashMap<>();
      sightings.forEach(sighting -> names.put(sighting.user(), state.nameOf(sighting.user()).orElse("")));
      return new Seen(sightings, names);
    }
  }

  /** Rule REST42. */
  @GET
  public Response presence(
      @PathParam("id") String id, @QueryParam("file") @Nullable String file, @Context HttpHeaders headers) {
    Seen seen = readers.look(id, headers, room -> Seen.of(room.signals().sightings(file), room.state()));
    return Answer.of(generator -> {
      generator.writeStartObject().writeStartArray("users");
      seen.sightings().forEach(sighting ->
          PresenceJson.sighting(generator, sighting, seen.names().getOrDefault(sighting.user(), "")));
      generator.writeEnd().writeEnd();
    }).build();
  }
}
