package io.tutti.edge.rest.http;

import io.tutti.edge.json.JsonText;
import io.tutti.identity.ErrorCode;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is a refusal (RFC 9457). {@code detail} is a text for people or, with 422, a list of what is wrong with which
 * member; {@code code} is the protocol's word for programs. Immutable.
 */
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The media type of every refusal. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String NO_SESSION = "Session not found";
  private static final MediaType TYPE = MediaType.valueOf(MEDIA_TYPE);

  private final int status;
  private final ErrorCode code;
  private final transient Object detail;
  private final long retryAfterSeconds;

  private Problem(int status, ErrorCode code, Object detail) {
    this(status, code, detail, status == 503 ? 2 : 0);
  }

  /** {@code retryAfterSeconds}: when it may be tried again, 0 to say nothing of it. */
  private Problem(int status, ErrorCode code, Object detail, long retryAfterSeconds) {
    super(String.valueOf(detail), null, false, false);
    this.retryAfterSeconds = retryAfterSeconds;
    this.status = status;
    this.code = code;
    this.detail = detail;
  }

  /** A refusal in words. */
  public static Problem of(int status, ErrorCode code, String detail) {
    return new Problem(status, code, detail);
  }

  /** A refusal that is the session's. */
  public static Problem of(ErrorCode code, String detail) {
    return of(status(code), code, detail);
  }

  private static int status(ErrorCode code) {
    return switch (code) {
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case GONE -> 410;
      case ID_TAKEN, STALE_VERSION, STALE_EPOCH, CONFLICT_CLOSED -> 409;
      case TOO_LARGE -> 413;
      case RATE_LIMITED -> 429;
      case UNAVAILABLE -> 503;
      case INTERNAL -> 500;
      case BAD_MESSAGE, UNKNOWN_TYPE, INVALID_PARAM, INVALID_OP -> 400;
    };
  }

  /** Rule TEAM10: the same words whether there is such a team or not. */
  public static Problem foreignTeam() {
    return forbidden("Only a member of a team may put a session into it");
  }

  public static Problem badRequest(String detail) {
    return of(400, ErrorCode.BAD_MESSAGE, detail);
  }

  public static Problem unauthenticated(String detail) {
    return of(401, ErrorCode.UNAUTHENTICATED, detail);
  }

  public static Problem forbidden(String detail) {
    return of(403, ErrorCode.FORBIDDEN, detail);
  }

  public static Problem notFound(String detail) {
    return of(404, ErrorCode.NOT_FOUND, detail);
  }

  public static Problem unavailable(String detail) {
    return of(503, ErrorCode.UNAVAILABLE, detail);
  }

  /** Rules REST64, REST65. */
  static Problem busy() {
    return unavailable("Too much is in progress at the moment; try again");
  }

  /** Rule REST64. */
  static Problem tooSlow() {
    return of(408, ErrorCode.UNAVAILABLE, "The body came too slowly");
  }

  static Problem tooLarge(String detail) {
    return of(413, ErrorCode.TOO_LARGE, detail);
  }

  static Problem tooManyRequests() {
    return of(429, ErrorCode.RATE_LIMITED, "Too many requests from this address; try again later");
  }

  static Problem tooManyAttempts(long retryAfterSeconds) {
    return new Problem(429, ErrorCode.RATE_LIMITED, "Too many attempts; try again later", retryAfterSeconds);
  }

  /** A failure of ours, of which only the id under which it was logged is told. */
  static Problem internal(String incident) {
    return of(500, ErrorCode.INTERNAL, "Something went wrong here (incident " + incident + ")");
  }

  public static Problem noSession() {
    return notFound(NO_SESSION);
  }

  /** Rule LOGID5. */
  static Problem deletedSession() {
    return of(410, ErrorCode.GONE, "This session was deleted");
  }

  /** Whether a session was asked for that is not there, or not for who asked. */
  boolean isNoSession() {
    return status == 404 && NO_SESSION.equals(detail);
  }

  /** A member that must be there is not. {@code where}: {@code body} or {@code query}, then the member. */
  public static Problem missing(String... where) {
    return invalid(List.of(Flaw.missing(where)));
  }

  /** A member has a value that cannot be. */
  public static Problem invalid(String type, String message, @Nullable Object input, String... where) {
    return invalid(List.of(new Flaw(type, message, input, List.of(where))));
  }

  /** The member {@code name} of the body has a value that cannot be; {@code value} is told where it is small. */
  public static Problem wrong(String name, String expectation, @Nullable Object value) {
    return invalid(List.of(Flaw.wrong(name, expectation, value)));
  }

  /** Everything that is wrong with what was sent. */
  static Problem invalid(List<Flaw> flaws) {
    return new Problem(422, ErrorCode.BAD_MESSAGE, flaws.stream().<Object>map(Flaw::members).toList());
  }

  /**
   * What is wrong with one member. {@code type}: a word for programs; {@code input}: what was sent, null where it is not told;
   * {@code where}: the part of the request, then the member. Immutable.
   */
  record Flaw(String type, String message, @Nullable Object input, List<String> where) {

    static Flaw missing(String... where) {
      return new Flaw("missing", "Field required", null, List.of(where));
    }

    static Flaw wrong(String name, String expectation, @Nullable Object value) {
      return new Flaw("value_error", name + " " + expectation, echo(value), List.of("body", name));
    }

    static Flaw noText(String name, Object value) {
      return new Flaw("string_type", "Input should be a valid string", echo(value), List.of("body", name));
    }

    /** What was sent goes back only where it is small; infinities are no JSON. */
    private static @Nullable Object echo(@Nullable Object value) {
      if (value instanceof String text) {
        return text.length() <= 200 ? text : null;
      }
      if (value instanceof Double number) {
        return Double.isFinite(number) ? number : null;
      }
      return value instanceof Number || value instanceof Boolean ? value : null;
    }

    private Map<String, @Nullable Object> members() {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      members.put("type", type);
      members.put("loc", where);
      members.put("msg", message);
      members.put("input", input);
      return members;
    }
  }

  public int status() {
    return status;
  }

  /** When it may be tried again; 0 where nothing is said of it. */
  long retryAfterSeconds() {
    return retryAfterSeconds;
  }

  public ErrorCode code() {
    return code;
  }

  /** The body: {@code {type, title, status, detail, code}}. */
  public String json() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "about:blank");
    body.put("title", title(status));
    body.put("status", (long) status);
    body.put("detail", detail);
    body.put("code", code.word());
    return JsonText.write(body);
  }

  Response response() {
    Response.ResponseBuilder answer =
        Response.status(status).type(TYPE).entity(json().getBytes(StandardCharsets.UTF_8));
    if (status == 401) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    if (retryAfterSeconds > 0) {
      answer.header(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfterSeconds));
    }
    return answer.build();
  }

  private static String title(int status) {
    Response.Status known = Response.Status.fromStatusCode(status);
    return known != null ? known.getReasonPhrase() : status == 422 ? "Unprocessable Content" : "Refused";
  }
}
