package io.tutti.edge.rest.http;

import io.tutti.edge.json.JsonText;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** JSON answers of the plain servlets and filters. Holds nothing. */
public final class ServletAnswer {

  private ServletAnswer() {}

  public static void write(HttpServletResponse response, Map<String, Object> object) throws IOException {
    write(response, "application/json", JsonText.write(object));
  }

  public static void refuse(HttpServletResponse response, Problem problem) throws IOException {
    response.setStatus(problem.status());
    write(response, Problem.MEDIA_TYPE, problem.json());
  }

  /** As {@link #refuse}, in place of what was written and is not on its way yet; what the client still sends is not read. */
  static void refuseUnread(HttpServletResponse response, Problem problem) throws IOException {
    response.resetBuffer();
    response.setHeader("Connection", "close");
    if (problem.retryAfterSeconds() > 0) {
      response.setHeader("Retry-After", String.valueOf(problem.retryAfterSeconds()));
    }
    refuse(response, problem);
  }

  private static void write(HttpServletResponse response, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    response.setContentType(type);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
