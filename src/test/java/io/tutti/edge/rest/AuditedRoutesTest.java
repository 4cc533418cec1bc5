package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.Unaudited;
import io.tutti.session.AuditLog;
import io.tutti.session.AuditRecord;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Walks all routes that are registered: one that nobody has classified for the audit log fails the test. */
class AuditedRoutesTest {

  private static final java.nio.file.Path SOURCES = java.nio.file.Path.of("src/main/java");
  private static final Pattern METHOD = Pattern.compile("\n  public Response (\\w+)\\(");

  /** A registered route. */
  private record Route(String verb, String path, Method method) {

    @Nullable Audited audited() {
      return method.getAnnotation(Audited.class);
    }

    boolean changes() {
      return !Set.of("GET", "HEAD", "OPTIONS").contains(verb);
    }

    @Override
    public String toString() {
      return verb + " " + path;
    }
  }

  private static List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (Class<?> resource : TuttiApplication.RESOURCES) {
      for (Method method : resource.getDeclaredMethods()) {
        Path below = method.getAnnotation(Path.class);
        String path = resource.getAnnotation(Path.class).value() + (below == null ? "" : "/" + below.value());
        for (Annotation annotation : method.getAnnotations()) {
          HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
          if (verb != null) {
            routes.add(new Route(verb.value(), "/" + path, method));
          }
        }
      }
    }
    assertFalse(routes.isEmpty());
    return routes;
  }

  @Test
  @DisplayName("[DP21] Every route that changes something is audited, or says why not")
  void everyRouteIsClassified() {
    List<String> wrong = new ArrayList<>();
    for (Route route : routes()) {
      Unaudited unaudited = route.method().getAnnotation(Unaudited.class);
      if (route.audited() != null ? unaudited != null : route.changes() && (unaudited == null || unaudited.value().isBlank())) {
        wrong.add(route.toString());
      }
    }
    assertEquals(List.of(), wrong, "routes that are neither @Audited nor @Unaudited, or both");
  }

  @Test
  @DisplayName("[DP21] Whatever is given away as a file is audited")
  void exportsAreAudited() throws IOException {
    Set<String> exports = new TreeSet<>();
    for (Class<?> resource : TuttiApplication.RESOURCES) {
      String source = Files.readString(SOURCES.resolve(resource.getName().replace('.', '/') + ".java"));
      for (int at = source.indexOf(".CONTENT_DISPOSITION"); at >= 0; at = source.indexOf(".CONTENT_DISPOSITION", at + 1)) {
        Matcher methods = METHOD.matcher(source.substring(0, at));
        String last = methods.results().map(method -> method.group(1)).reduce((first, second) -> second).orElseThrow();
        exports.add(resource.getSimpleName() + "#" + last);
      }
    }
    Set<String> audited = new TreeSet<>();
    routes().stream().filter(route -> route.audited() != null)
        .forEach(route -> audited.add(route.method().getDeclaringClass().getSimpleName() + "#" + route.method().getName()));
    assertTrue(exports.size() >= 3, exports.toString());
    exports.removeAll(audited);
    assertEquals(Set.of(), exports);
  }

  @Test
  @DisplayName("[DP10] An audited route about one session names it in its line")
  void sessionsAreNamed() {
    List<String> about = RouteWalkTest.ROUTES.get(RouteWalkTest.Kind.ONE);
    for (Route route : routes()) {
      Audited audited = route.audited();
      if (audited != null) {
        assertTrue(audited.value().matches("[a-z]+(:[a-z]+)?") && audited.value().length() <= AuditRecord.MAX_ACTION_LENGTH,
            audited.value());
        assertEquals(about.contains(route.toString()), !audited.session().isEmpty(), route + " and its session");
        assertTrue(audited.session().isEmpty() || route.path().contains("{" + audited.session() + "}"), route.toString());
      }
    }
  }

  @Test
  @DisplayName("[DP21] Every audited route leaves one line, whoever sends the request, whatever comes of it, however its address is written")
  void everyAuditedRouteLeavesALine() throws Exception {
    try (RestServer server = new RestServer(true, "/music")) {
      for (Route route : routes()) {
        Audited audited = route.audited();
        // One person's data are not kept by this server: ErasureIT sees to those.
        if (audited != null && !route.path().startsWith("/v1/users/")) {
          String path = "/api" + route.path().replaceAll("\\{\\w+}", "nobody");
          for (String written : List.of(path, path + "/", path + ";x=1", path.replaceFirst("^/api/\\w+", "$0;y=2"))) {
            List<String> lines = linesOf(server, request(server, route, written));
            assertEquals(1, lines.stream().filter(audited.value()::equals).count(), route + " as " + written + ": " + lines);
          }
        }
      }
    }
  }

  private static HttpRequest.Builder request(RestServer server, Route route, String path) {
    Consumes consumes = route.method().getAnnotation(Consumes.class);
    return server.to(path)
        .header("Content-Type", consumes == null ? "application/json" : consumes.value()[0])
        .method(route.verb(), HttpRequest.BodyPublishers.ofString("{}"));
  }

  private static List<String> linesOf(RestServer server, HttpRequest.Builder request) throws Exception {
    server.audit.flush();
    int before = all(server).size();
    server.send(request);
    server.audit.flush();
    List<AuditRecord> lines = all(server);
    return lines.subList(0, lines.size() - before).stream().map(AuditRecord::action).toList();
  }

  private static List<AuditRecord> all(RestServer server) {
    try (Stream<AuditRecord> lines = server.auditLog.read(
        new AuditLog.Query(0, Long.MAX_VALUE, null, null, AuditLog.MAX_LIMIT)).stream()) {
      return lines.toList();
    }
  }
}
