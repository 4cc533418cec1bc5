package io.tutti.edge.rest.people;

import io.tutti.edge.rest.http.Answers;
import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.Operators;
import io.tutti.edge.rest.http.Problem;
import io.tutti.identity.ErrorCode;
import io.tutti.session.KeyRotation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The keys of what is stored, for operators. One per request. */
@Path("v1/keys")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class KeysResource {

  @Inject KeyRotation rotation;
  @Inject Operators operators;

  /** Rule SEAL8: which key seals, and how far a rotation is. */
  @GET
  public OperatorAnswers.Keys read(@Context HttpHeaders headers) {
    operators.require(headers.getHeaderString(HttpHeaders.AUTHORIZATION));
    return OperatorAnswers.Keys.of(rotation.progress());
  }

  /** Rule SEAL8: 202; 409 where one is running, or there is no key. */
  @POST
  @Path("rotate")
  @Audited("keys:rotate")
  @Answers(OperatorAnswers.Keys.class)
  public Response rotate(@Context HttpHeaders headers) {
    operators.require(headers.getHeaderString(HttpHeaders.AUTHORIZATION));
    if (!rotation.begin()) {
      throw Problem.of(409, ErrorCode.INVALID_OP, rotation.progress().key() == null
          ? "ENCRYPTION_KEY is not set" : "What is stored is being encrypted anew already");
    }
    return Response.status(Response.Status.ACCEPTED).entity(OperatorAnswers.Keys.of(rotation.progress())).build();
  }
}
