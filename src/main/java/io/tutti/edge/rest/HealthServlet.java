package io.tutti.edge.rest;

import io.tutti.edge.rest.http.ReadingServlet;
import io.tutti.edge.rest.http.RestSettings;
import io.tutti.edge.rest.http.ServletAnswer;
import io.tutti.hub.SessionGate;
import io.tutti.hub.SessionHub;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Says how the server is (rules REST24, REST25): {@code /health} for people and for the originals' clients, {@code /health/live}
 * for whoever restarts it, {@code /health/ready} for whoever sends it requests. Nothing is tried out for it: what is wrong was
 * found before, by those who look after the storage, so that a broken storage keeps no answer waiting. Thread-safe.
 */
@WebServlet(value = {"/health", "/health/live", "/health/ready"}, asyncSupported = true)
public final class HealthServlet extends ReadingServlet {

  private static final long serialVersionUID = 1L;

  private final transient Supplier<SessionGate> gate;
  private final transient Supplier<RestSettings> settings;

  public HealthServlet() {
    this(() -> CDI.current().select(SessionGate.class).get(), () -> CDI.current().select(RestSettings.class).get());
  }

  HealthServlet(Supplier<SessionGate> gate, Supplier<RestSettings> settings) {
    this.gate = gate;
    this.settings = settings;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (request.getServletPath().endsWith("/live")) {
      ServletAnswer.write(response, Map.of("status", "alive"));
      return;
    }
    SessionHub.Status status = gate.get().status();
    if (!status.storage().isHealthy() && request.getServletPath().endsWith("/ready")) {
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("status", status.storage().isHealthy() ? "healthy" : "degraded");
    answer.put("service", "tutti");
    answer.put("version", settings.get().version());
    answer.put("active_sessions", (long) status.activeSessions());
    answer.put("total_connections", (long) status.connections());
    answer.put("checks", status.storage().parts());
    ServletAnswer.write(response, answer);
  }
}
