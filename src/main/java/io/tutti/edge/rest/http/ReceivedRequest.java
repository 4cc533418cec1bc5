package io.tutti.edge.rest.http;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request whose body is received before a route sees it. Confined to that request. */
final class ReceivedRequest extends HttpServletRequestWrapper {

  private @Nullable ServletInputStream content;

  ReceivedRequest(HttpServletRequest request) {
    super(request);
  }

  void receive(ServletInputStream body) {
    content = body;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    ServletInputStream body = content;
    return body == null ? super.getInputStream() : body;
  }

  @Override
  public BufferedReader getReader() throws IOException {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }
}
