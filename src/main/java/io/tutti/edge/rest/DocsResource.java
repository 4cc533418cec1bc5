package io.tutti.edge.rest;

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

/** The description of the routes, for programs (OpenAPI 3.1) and as a page. One per request. */
@Path("")
@RequestScoped
public class DocsResource {

  /** Where the description says that the routes begin; it is served with the path under which the WAR runs. */
  private static final String SERVER = "\"url\": \"/\"";

  @GET
  @Path("openapi.json")
  public Response description(@Context UriInfo uri) {
    String base = uri.getBaseUri().resolve("..").getPath();
    String description = new String(resource("openapi.json"), StandardCharsets.UTF_8);
    String prefix = base.length() > 1 && base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    byte[] served = description.replace(SERVER, "\"url\": \"" + prefix + "\"").getBytes(StandardCharsets.UTF_8);
    return Response.ok(served, MediaType.APPLICATION_JSON_TYPE).build();
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
