package io.tutti.edge.rest.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Refuses a {@link LongAnswer} for which there is no place. Thread-safe. */
@Provider
@LongAnswer
public class LongAnswerFilter implements ContainerRequestFilter {

  @Context
  @SuppressWarnings("NullAway.Init")
  HttpServletRequest request;

  @Override
  public void filter(ContainerRequestContext context) {
    BoundedAnswer answer = BoundedAnswer.of(request);
    if (answer != null && !answer.takePlace()) {
      context.abortWith(Problem.busy().response());
    }
  }
}
