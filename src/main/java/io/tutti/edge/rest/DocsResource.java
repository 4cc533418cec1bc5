package io.tutti.edge.rest;

import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The description of the routes, for programs (OpenAPI 3.1) and as a page. One per request. */
@Path("")
@RequestScoped
public class DocsResource {

  /** Made when it is first asked for. */
  private static final class Described {
    static final Map<String, Object> WHOLE = new RouteDescription(said()).whole();
  }

  private static Map<String, Object> said() {
    try {
      return JsonText.readObject(new String(resource("routes.json"), StandardCharsets.UTF_8));
    } catch (MalformedJson e) {
      throw new IllegalStateException("routes.json cannot be read", e);
    }
  }

  /** Rule REST30: it names the path under which the WAR runs. */
  @GET
  @Path("openapi.json")
  public Response description(@Context UriInfo uri) {
    String base = uri.getBaseUri().resolve("..").getPath();
    String prefix = base.length() > 1 && base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    Map<String, Object> served = new LinkedHashMap<>(Described.WHOLE);
    served.put("servers", List.of(Map.of("url", prefix)));
    return Response.ok(JsonText.write(served).getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON_TYPE).build();
  }

  @GET
  @Path("docs")
  public Response page() {
    return Response.ok(resource("docs.html"), "text/html; charset=utf-8").build();
  }

  @GET
  @Path("docs.js")
  public Response script() {
    return Response.ok(resource("docs.js"), "text/javascript; charset=utf-8").build();
  }

  private static byte[] resource(String name) {
    try (InputStream in = DocsResource.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing in the WAR");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
