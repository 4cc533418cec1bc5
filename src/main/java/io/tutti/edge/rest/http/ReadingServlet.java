package io.tutti.edge.rest.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A servlet that is only read: any other method is refused, with those that there are (rule ERR11). Thread-safe. */
public abstract class ReadingServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final String METHODS = "GET, HEAD, OPTIONS";

  @Override
  protected final void service(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
    switch (request.getMethod()) {
      case "GET", "HEAD" -> super.service(request, response);
      case "OPTIONS" -> response.setHeader("Allow", METHODS);
      default -> {
        response.setHeader("Allow", METHODS);
        ServletAnswer.refuse(response, RoutingMapper.problem(HttpServletResponse.SC_METHOD_NOT_ALLOWED));
      }
    }
  }
}
