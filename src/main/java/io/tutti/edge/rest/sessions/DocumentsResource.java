package io.tutti.edge.rest.sessions;

import io.tutti.documents.DocumentSummary;
import io.tutti.documents.Documents;
import io.tutti.edge.json.DocumentJson;
import io.tutti.edge.rest.http.Answer;
import io.tutti.edge.rest.http.LongAnswer;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.session.Past;
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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The documents of a session, now and then. One per request. */
@Path("v1/sessions/{id}/documents")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DocumentsResource {

  /** A text is in memory three times while it is made into an answer, and once while that is read. */
  private static final Semaphore TEXTS = new Semaphore(1, true);
  private static final long PATIENCE_SECONDS = 10;

  @Inject Readers readers;

  /** Rule REST43. */
  @GET
  public Response list(@PathParam("id") String id, @Context HttpHeaders headers) {
    List<DocumentSummary> documents = readers.look(id, headers, room -> room.state().documents().list());
    return Answer.of(generator -> {
      generator.writeStartObject();
      DocumentJson.list(generator, documents);
      generator.writeEnd();
    }).build();
  }

  /** Rule REST44. A document in which nothing was ever written is not there, but for the first one. */
  @GET
  @LongAnswer
  @Path("{doc}")
  @Produces({"text/plain;charset=UTF-8", MediaType.APPLICATION_JSON})
  public Response text(
      @PathParam("id") String id, @PathParam("doc") String doc, @QueryParam("seq") @Nullable String seq,
      @Context HttpHeaders headers) {
    if (!Documents.isName(doc)) {
      throw Problem.badRequest("A document's name is 1 to " + Documents.MAX_NAME_LENGTH + " letters, digits, dots, _ or -");
    }
    if (!mayWrite()) {
      throw Problem.unavailable("Too many documents are being written; try again");
    }
    try {
      if (seq == null) {
        return answer(readers.look(id, headers, room -> textOf(room.state().documents(), doc)));
      }
      Past.Found past = PastResource.found(Past.of(readers.readable(id, headers).log(), RequestParameters.place(seq)));
      return answer(textOf(past.state().documents(), doc));
    } finally {
      TEXTS.release();
    }
  }

  private static boolean mayWrite() {
    try {
      return TEXTS.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Optional<String> textOf(Documents documents, String name) {
    return documents.docSeq(name) == 0 && !name.equals(Documents.MAIN)
        ? Optional.empty() : Optional.of(documents.view(name).text());
  }

  private static Response answer(Optional<String> text) {
    byte[] bytes = text.orElseThrow(() -> Problem.notFound("There is no such document")).getBytes(StandardCharsets.UTF_8);
    return Response.ok(bytes, "text/plain;charset=UTF-8").build();
  }
}
