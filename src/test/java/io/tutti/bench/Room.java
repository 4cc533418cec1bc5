package io.tutti.bench;

/**
 * One session as the generator sees it. Immutable.
 *
 * @param id the session's id
 * @param index its place among the generator's rooms
 * @param users how many connections join it
 * @param senders how many of them send; user {@code i} owns parameter {@code p<i>}
 */
record Room(String id, int index, int users, int senders) {

  /** The highest value a parameter may take: beyond every microsecond count, exact in a double. */
  private static final String MAX = "1e15";

  /** The largest number of parameters a session may have. */
  static final int MAX_SENDERS = 64;

  Room {
    if (users < 1 || senders < 0 || senders > Math.min(users, MAX_SENDERS)) {
      throw new IllegalArgumentException("A session needs a user, and at most " + MAX_SENDERS + " senders of them.");
    }
  }

  /** The body that creates this session: one parameter per sender, so that nobody conflicts. */
  String creation() {
    var schema = new StringBuilder();
    for (int i = 0; i < Math.max(1, senders); i++) {
      schema.append(i == 0 ? "" : ",").append("\"p").append(i).append("\":{\"min\":0,\"max\":").append(MAX).append(",\"initial\":0}");
    }
    return "{\"session_id\":\"" + id + "\",\"schema\":{" + schema + "}}";
  }

  /** The first message of one of its users. */
  static String auth(int user, String clientId) {
    return "{\"type\":\"auth\",\"payload\":{\"name\":\"u" + user + "\",\"clientId\":\"" + clientId + "\"}}";
  }
}
