package io.tutti.edge.rest.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Link} header that leads to the next page of a list (RFC 8288; rule REST56). It names the query alone and no address:
 * whatever a proxy has done to the scheme, the host or the path, it leads to where the list was asked for. Holds nothing.
 */
public final class Paging {

  private Paging() {}

  /**
   * Adds the link to {@code answer}, where there is a next page.
   *
   * @param limit how many items a page has
   * @param cursor where the next page begins; null at the end of the list
   */
  public static Response.ResponseBuilder link(
      Response.ResponseBuilder answer, UriInfo uri, int limit, @Nullable String cursor) {
    if (cursor == null) {
      return answer;
    }
    URI next = uri.getRequestUriBuilder().replaceQueryParam("limit", limit).replaceQueryParam("cursor", cursor).build();
    return answer.header(HttpHeaders.LINK, "<?" + next.getRawQuery() + ">; rel=\"next\"");
  }
}
