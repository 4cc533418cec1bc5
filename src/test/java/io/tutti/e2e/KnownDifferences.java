package io.tutti.e2e;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where this server knowingly answers otherwise than the one that was recorded: the whole table. Everything that is not here has
 * to be as it was recorded, but for what {@link Likeness} says, and for {@code ack}s, which come in addition everywhere.
 * Numbers in the reasons are those of {@code docs/protocol/original-defects.md}. Immutable.
 */
final class KnownDifferences {

  /**
   * What a connection receives instead: {@code "=2"} is the recorded message of that index, anything else a type and
   * the least that its payload has; {@code closed} is the code with which the server closes it, 0 where it does not.
   */
  record Received(String recording, String connection, String reason, int closed, List<String> messages) {}

  /** What a request (method, path, body) is answered instead: {@code status}, and a body that has at least {@code body}. */
  record Answered(String recording, String request, String reason, int status, String body) {}

  private static final String SAME_USER = "11: two connections of a user are one participant";
  private static final String AUTHOR = "1, 3: the author is known; kappa was nobody's and is taken; everybody is told of conflicts";
  private static final String TOLERANCE = "conflicts are told to everybody; 0.0005 is more than 1e-3 of the range of mu";
  private static final String SURVIVES = "5: a bad frame is answered, and its sender stays and hears";
  private static final String REDIS = "the history needs no Redis here";

  private static final List<Received> RECEIVED = List.of(
      survives("broken-malformed-json", "bad_message"),
      survives("broken-not-an-object", "bad_message"),
      survives("broken-auth-without-payload", "bad_message"),
      survives("broken-non-number", "invalid_param"),
      closed("broken-binary", "Ada", "5: a binary frame closes the connection instead of making it mute", 1003, "=0", "=1"),
      other("join-two-users-update", "Ada", "2: mu did not change",
          "=0", "=1", "param:broadcast {\"params\":{\"omega\":1,\"kappa\":0.03}}", "=3"),
      other("conflict-and-resolution", "Ada", TOLERANCE,
          "=0", "=1", "conflict:opened {\"param\":\"mu\"}", "=2", "conflict:closed {\"param\":\"mu\",\"value\":0.58}", "=3",
          "conflict:opened {\"param\":\"mu\"}",
          "conflict:detected {\"yourValue\":0.6605,\"theirValue\":0.66,\"theirUserName\":\"Ben\"}",
          "session:state {\"params\":{\"mu\":0.66,\"omega\":0.847,\"kappa\":0.0207,\"beta\":0.11644}}"),
      other("conflict-and-resolution", "Ben", TOLERANCE,
          "=0", "=1", "conflict:opened {\"param\":\"mu\"}", "=2", "conflict:closed {\"strategy\":\"average\"}",
          "conflict:opened {\"param\":\"mu\"}", "=4"),
      other("conflict-three-users-wrong-name", "Ada", AUTHOR,
          "=0", "=1", "=2", "=3", "param:broadcast {\"params\":{\"kappa\":0.03}}", "conflict:opened {\"param\":\"mu\"}",
          "conflict:opened {\"param\":\"omega\"}", "param:broadcast {\"params\":{\"mu\":0.67}}",
          "param:broadcast {\"params\":{\"mu\":0.69}}"),
      other("conflict-three-users-wrong-name", "Ben", AUTHOR,
          "=0", "=1", "=2", "conflict:opened {\"param\":\"mu\"}", "conflict:opened {\"param\":\"omega\"}",
          "conflict:detected {\"param\":\"mu\",\"yourValue\":0.52,\"theirValue\":0.66,\"theirUserName\":\"Cid\"}",
          "conflict:detected {\"param\":\"omega\",\"yourValue\":0.7,\"theirValue\":1.2,\"theirUserName\":\"Cid\"}",
          "param:broadcast {\"params\":{\"mu\":0.67}}", "param:broadcast {\"params\":{\"mu\":0.69}}", "=5"),
      other("conflict-three-users-wrong-name", "Cid", AUTHOR,
          "=0", "param:broadcast {\"params\":{\"kappa\":0.03}}", "conflict:opened {\"param\":\"mu\"}",
          "conflict:opened {\"param\":\"omega\"}", "=3", "=4"),
      closed("delete-session", "Ada", "deleting has a close code of its own", 4410, "=0", "=1"),
      closed("delete-session", "Ben", "deleting has a close code of its own; Ada did not leave", 4410, "=0"),
      other("out-of-range-and-unknown", "Ada", "4: mu has a range, zeta is unknown, beta is computed; unknown types are told",
          "=0", "=1", "error {\"code\":\"invalid_param\"}", "error {\"code\":\"invalid_param\"}",
          "error {\"code\":\"unknown_type\"}"),
      other("out-of-range-and-unknown", "Ben", "4: nothing of it is broadcast or stored",
          "=0", "session:state {\"params\":{\"mu\":0.569,\"omega\":0.847,\"kappa\":0.0207,\"beta\":0.20744}}", "=4"),
      other("same-user-two-tabs", "Ada", SAME_USER, "=0", "=1", "=4"),
      other("same-user-two-tabs", "Ben", SAME_USER, "=0"),
      other("same-user-two-tabs", "Ben-tab2", SAME_USER, "=0", "=2", "=3"),
      other("same-user-two-tabs", "Cid", SAME_USER,
          "auth:success {\"users\":[{\"name\":\"Ada\"},{\"name\":\"Ben\"},{\"name\":\"Cid\"}]}", "=1", "=2"),
      other("everyone-leaves-then-return", "Ben", "what was made is kept, with its numbers",
          "auth:success {\"users\":[{\"name\":\"Ben\"}],\"currentState\":{\"params\":{\"mu\":0.65},\"seq\":3}}"),
      other("unauthorised", "Ada", "8: X comes in", "=0", "session:joined {\"user\":{\"anonymous\":true}}"),
      other("unauthorised", "X", "6, 7, 8: before auth nothing is shown and everything answered; then the guest is let in",
          "error {\"code\":\"unauthenticated\"}", "=0", "error {\"code\":\"unauthenticated\"}",
          "auth:success {\"anonymous\":true}", "=3", "=4", "=5"));

  private static final List<Answered> ANSWERED = List.of(
      new Answered("join-two-users-update", "GET /api/v1/sessions ", "a private session is not listed for strangers (rule REST7)", 200, "[]"),
      new Answered("broken-.*", "GET /api/v1/sessions/.*", SURVIVES, 200, "{\"state\":{\"mu\":0.569,\"omega\":1.1}}"),
      new Answered(".*everyone-leaves.*", "GET /api/v1/sessions/.*", "what was made is kept", 200,
          "{\"user_count\":0,\"current_seq\":3,\"state\":{\"mu\":0.65}}"),
      new Answered(".*", "GET /health .*", "its own name; its counts are those of all tests", 200, "{\"status\":\"healthy\"}"),
      new Answered("rest", "GET / .*", "its own name and addresses", 200, "{\"service\":\"Tutti\",\"docs\":\"/api/docs\","
          + "\"websocket\":\"/api/v1/session/connect/{session_id}\",\"health\":\"/health\"}"),
      new Answered("delete-session", "GET /api/v1/sessions/.*", "a deleted session is said to be gone", 410, "{\"code\":\"gone\"}"),
      new Answered(".*", "GET /api/v1/sessions .*", "a session that joining made is in nobody's list", 200, "[]"),
      new Answered("rest", "GET /api/v1/sessions/.*", "14: it is there at once", 200, "{\"user_count\":0,\"current_seq\":0}"),
      new Answered("rest", "DELETE /api/v1/sessions/.*", "14: it is there at once", 200, "{\"status\":\"deleted\"}"),
      new Answered("rest", "POST /api/v1/auth/login .*kim@.*", "13: nobody logs in without an account", 401,
          "{\"code\":\"unauthenticated\"}"),
      new Answered("rest", "POST /api/v1/auth/login .*bad.*", "the same in other words", 422,
          "{\"detail\":[{\"loc\":[\"body\",\"email\"],\"input\":\"bad\"}]}"),
      new Answered("rest", "POST /api/v1/auth/refresh .*", "the next token is a new one", 200, "{}"),
      new Answered("unauthorised", "GET /api/v1/auth/verify.*", "9: answered as POST is", 200,
          "{\"valid\":true,\"username\":\"Ada\"}"),
      new Answered(".*history", "GET /api/v1/history/active .*", "10: the word active is no session", 200, "[]"),
      new Answered("history", ".* /api/v1/history/unknown-one/metadata .*", REDIS, 404, "{\"detail\":\"Session not found\"}"),
      new Answered("history", ".* /api/v1/history/.*", REDIS, 200, "{}"));

  /** Recordings whose numbers differ, because one of the differences above takes a number or saves one. */
  private static final List<String> RENUMBERED = List.of("conflict-and-resolution", "conflict-three-users-wrong-name",
      "out-of-range-and-unknown", "same-user-two-tabs", "unauthorised", "everyone-leaves-then-return", "broken-malformed-json",
      "broken-not-an-object", "broken-non-number", "broken-auth-without-payload");

  private KnownDifferences() {}

  /** Ada sends a bad frame and a ping; then Ben changes omega, and Ada and Ben leave. */
  private static Received survives(String recording, String code) {
    return other(recording, "Ada", SURVIVES,
        "=0", "=1", "error {\"code\":\"" + code + "\"}", "pong {}", "param:broadcast {\"params\":{\"omega\":1.1}}");
  }

  private static Received other(String recording, String connection, String reason, String... messages) {
    return closed(recording, connection, reason, 0, messages);
  }

  private static Received closed(String recording, String connection, String reason, int code, String... messages) {
    return new Received(recording, connection, reason, code, List.of(messages));
  }

  static Optional<Received> received(String recording, String connection) {
    return RECEIVED.stream()
        .filter(known -> known.recording().equals(plain(recording)) && known.connection().equals(connection)).findFirst();
  }

  /** The first entry for the request {@code method}, {@code path} and {@code body}. */
  static Optional<Answered> answered(String recording, String method, String path, @Nullable String body) {
    String request = method + " " + path + " " + (body == null ? "" : body);
    return ANSWERED.stream()
        .filter(known -> recording.matches(known.recording()) && request.matches(known.request())).findFirst();
  }

  static boolean isRenumbered(String recording) {
    return RENUMBERED.contains(plain(recording));
  }

  private static String plain(String recording) {
    return recording.substring(recording.indexOf('/') + 1);
  }
}
