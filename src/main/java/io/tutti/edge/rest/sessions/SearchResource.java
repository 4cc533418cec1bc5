package io.tutti.edge.rest.sessions;

import io.tutti.access.Identity;
import io.tutti.conversation.Messages;
import io.tutti.edge.json.MessageJson;
import io.tutti.edge.rest.http.Answer;
import io.tutti.edge.rest.http.Callers;
import io.tutti.edge.rest.http.Problem;
import io.tutti.hub.SessionGate;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Searches in all sessions of the one who asks. One per request. */
@Path("v1/search/messages")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SearchResource {

  /** In so many of one's sessions, those joined last, is searched. */
  static final int MAX_SESSIONS = 200;

  @Inject SessionGate gate;
  @Inject Callers callers;
  @Inject Readers readers;

  /** Rule REST39. */
  @GET
  public Response search(
      @QueryParam("q") @Nullable String text, @QueryParam("limit") @Nullable String limit, @Context HttpHeaders headers) {
    Identity caller = callers.known(headers);
    if (text == null || text.isBlank()) {
      throw Problem.missing("query", "q");
    }
    List<Messages.Found> found = gate.search(caller.id(), readers.caller(caller), MAX_SESSIONS)
        .find(MessagesResource.words(text), MessagesResource.size(limit));
    return Answer.of(generator -> {
      generator.writeStartArray();
      for (Messages.Found one : found) {
        generator.writeStartObject().write("session_id", one.session().value()).writeStartObject("message");
        MessageJson.members(generator, one.message());
        generator.writeEnd().writeEnd();
      }
      generator.writeEnd();
    }).build();
  }
}
