package io.tutti.edge.rest.people;

import io.tutti.access.Identity;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.Timestamps;
import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.Callers;
import io.tutti.edge.rest.http.LongAnswer;
import io.tutti.edge.rest.http.Operators;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RandomIds;
import io.tutti.edge.rest.http.RequestAudit;
import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.identity.UserId;
import io.tutti.session.PersonalData;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What there is of one person: told to the person, and erased. One per request. */
@Path("v1/users")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {

  @Inject PersonalData data;
  @Inject Callers callers;
  @Inject Operators operators;
  @Inject PersonErasure erasing;
  @Inject RequestAudit audit;

  /** Rules DP13, DP14. */
  @GET
  @LongAnswer
  @Path("{id}/data")
  @Audited("user:export")
  public Response data(@PathParam("id") String id, @Context HttpHeaders headers) {
    UserId user = RequestParameters.user(id);
    requireOwn(user, headers);
    StreamingOutput body = out -> write(out, user);
    return Response.ok(body, MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"data.json\"").build();
  }

  /** Rules DP13, DP15–DP20. */
  @DELETE
  @Path("{id}")
  @Audited("user:erase")
  public Response erase(@PathParam("id") String id, @Context HttpHeaders headers) {
    UserId user = RequestParameters.user(id);
    Optional<Identity> person = requireOwn(user, headers);
    UserId pseudonym = RandomIds.pseudonym();
    audit.erased(pseudonym);
    String certificate = erasing.erase(user, pseudonym, person);
    return Response.ok(certificate.getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON_TYPE).build();
  }

  /** The person, or nobody where it is an operator who asks. */
  private Optional<Identity> requireOwn(UserId user, HttpHeaders headers) {
    if (operators.areShownBy(headers.getHeaderString(HttpHeaders.AUTHORIZATION))) {
      return Optional.empty();
    }
    Identity caller = callers.known(headers);
    if (!caller.id().equals(user)) {
      throw Problem.forbidden("Only that person or an operator may do that");
    }
    return Optional.of(caller);
  }

  private void write(OutputStream out, UserId user) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    String head = JsonText.write(generator -> generator.writeStartObject().write("format", "tutti-person").write("version", 1)
        .write("userId", user.value()).write("exportedAt", Timestamps.iso(System.currentTimeMillis())).writeEnd());
    writer.write(head.substring(0, head.length() - 1));
    for (PersonalData.Kind kind : PersonalData.Kind.values()) {
      writer.write(",\"" + kind.word() + "\":[");
      write(writer, user, kind);
      writer.write("]");
    }
    writer.write("}");
    writer.flush();
  }

  private void write(Writer writer, UserId user, PersonalData.Kind kind) throws IOException {
    String[] before = {"\n"};
    try {
      data.read(user, kind, line -> {
        try {
          writer.write(before[0] + JsonText.write(generator -> JsonText.value(generator, line)));
          before[0] = ",\n";
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
