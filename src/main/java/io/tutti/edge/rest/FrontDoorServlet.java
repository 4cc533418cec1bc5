package io.tutti.edge.rest;

import io.tutti.edge.rest.http.ReadingServlet;
import io.tutti.edge.rest.http.RestSettings;
import io.tutti.edge.rest.http.ServletAnswer;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The front door (rule REST26): people get the page, programs get to know the server. {@code /trilogic} is where links to
 * sessions lead, and always the page. Thread-safe.
 */
@WebServlet(value = {"", "/trilogic"}, asyncSupported = true)
public final class FrontDoorServlet extends ReadingServlet {

  private static final long serialVersionUID = 1L;

  private final transient Supplier<RestSettings> settings;

  public FrontDoorServlet() {
    this(() -> CDI.current().select(RestSettings.class).get());
  }

  FrontDoorServlet(Supplier<RestSettings> settings) {
    this.settings = settings;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
    if (request.getServletPath().equals("/trilogic") || acceptsHtml(request.getHeaders("Accept"))) {
      request.getRequestDispatcher("/index.html").forward(request, response);
      return;
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("service", "Tutti");
    answer.put("version", settings.get().version());
    answer.put("docs", request.getContextPath() + "/api/docs");
    answer.put("websocket", request.getContextPath() + "/api/v1/session/connect/{session_id}");
    answer.put("health", request.getContextPath() + "/health");
    ServletAnswer.write(response, answer);
  }

  private static boolean acceptsHtml(Enumeration<String> accept) {
    while (accept.hasMoreElements()) {
      for (String range : accept.nextElement().toLowerCase(Locale.ROOT).split(",")) {
        String[] parts = range.split(";");
        if (parts.length > 0 && parts[0].strip().equals("text/html") && !range.matches(".*;\\s*q=0(\\.0*)?\\s*(;.*)?")) {
          return true;
        }
      }
    }
    return false;
  }
}
