package io.tutti.edge.rest.archives;

import io.tutti.access.Identity;
import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.Callers;
import io.tutti.edge.rest.http.LongAnswer;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RandomIds;
import io.tutti.edge.rest.http.RequestAudit;
import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.edge.rest.sessions.Authority;
import io.tutti.edge.rest.sessions.Readers;
import io.tutti.hub.SessionAccess;
import io.tutti.hub.SessionGate;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Sessions as archives: out and in again. One per request. */
@Path("v1/sessions")
@RequestScoped
public class ArchivesResource {

  public static final String ZIP = "application/zip";

  private static final int ATTEMPTS = 5;
  /** Each export holds a session in memory while its archive is made; not while it is read. */
  private static final Semaphore EXPORTS = new Semaphore(2);
  /** Each import may fill a file and a session's memory. */
  private static final Semaphore IMPORTS = new Semaphore(2);

  @Inject SessionGate gate;
  @Inject Callers callers;
  @Inject Authority authority;
  @Inject Readers readers;
  @Inject RequestAudit audit;

  /** The session that came of an archive, and where its log ends. */
  public record ImportedSession(String sessionId, long seq) {}

  /** Rule DP1. */
  @GET
  @LongAnswer
  @Path("{id}/export")
  @Produces({ZIP, MediaType.APPLICATION_JSON + ";qs=0.1"})
  @Audited(value = "session:export", session = "id")
  public Response export(@PathParam("id") String id, @Context HttpHeaders headers) {
    SessionAccess session = authority.deletable(RequestParameters.session(id), headers).orElseThrow(Problem::noSession);
    if (!EXPORTS.tryAcquire()) {
      throw Problem.unavailable("Others take sessions out at the moment; try again");
    }
    InputStream archive;
    try {
      archive = ArchiveWriter.file(session.log(), session.log().open().orElseThrow(Problem::noSession));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      EXPORTS.release();
    }
    StreamingOutput body = out -> {
      try (archive) {
        archive.transferTo(out);
      }
    };
    return Response.ok(body, ZIP)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + session.id() + ".zip\"").build();
  }

  /** Rules DP2–DP5. */
  @POST
  @Path("import")
  @Consumes(ZIP)
  @Produces(MediaType.APPLICATION_JSON)
  @Audited("session:import")
  public ImportedSession bring(@Nullable InputStream in, @Context HttpHeaders headers) {
    Optional<Identity> caller = callers.admitted(headers);
    if (in == null) {
      throw Problem.missing("body");
    }
    if (headers.getLength() > 0 && headers.getLength() > ArchiveFile.MAX_BYTES) {
      throw ArchiveFile.tooLarge();
    }
    if (!IMPORTS.tryAcquire()) {
      throw Problem.unavailable("The server is importing other sessions at the moment; try again");
    }
    try (ArchiveFile archive = ArchiveFile.receive(in)) {
      return brought(archive, caller);
    } catch (MalformedJson e) {
      throw ArchiveFile.refused(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw ArchiveFile.refused("The archive could not be read");
    } finally {
      IMPORTS.release();
    }
  }

  private ImportedSession brought(ArchiveFile archive, Optional<Identity> caller) throws IOException, MalformedJson {
    new ArchiveReader(archive, RandomIds.sessionId(), caller).validate();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      ArchiveReader session = new ArchiveReader(archive, RandomIds.sessionId(), caller);
      if (session.store(gate, readers.caller(caller))) {
        audit.made(session.description().id());
        return new ImportedSession(session.description().id().value(), session.seq());
      }
    }
    throw Problem.unavailable("No free session id was found; try again");
  }
}
