package io.tutti.edge.rest.http;

import io.tutti.access.Passwords;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** More logins at a time than the processors can compare passwords for: 503. Immutable. */
@Provider
public final class OverloadMapper implements ExceptionMapper<Passwords.Overloaded> {

  @Override
  public Response toResponse(Passwords.Overloaded failure) {
    return Problem.unavailable("Too many people are logging in at the moment; try again").response();
  }
}
