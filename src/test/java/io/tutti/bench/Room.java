package io.tutti.bench;

/**
 * One session as the generator sees it. Immutable.
 *
 * @param id the session's id
 * @param index its place among the generator's rooms
 * @param users how many connections join it
 * @param senders how many of them send; where they move parameters, user {@code i} owns {@code p<i>}
 */
record Room(String id, int index, int users, int senders) {

  /** The highest value a parameter may take: beyond every microsecond count, exact in a double. */
  private static final String MAX = "1e15";

  /** The largest number of parameters a session may have. */
  static final int MAX_SENDERS = 64;

  Room {
    if (users < 1 || senders < 0 || senders > users) {
      throw new IllegalArgumentException("A session needs a user, and no more senders than users.");
    }
  }

  /** The body that creates this session; where its users move parameters, one for each of them, so that nobody conflicts. */
  String creation(Talk talk) {
    if (talk != Talk.UPDATES) {
      return "{\"session_id\":\"" + id + "\"}";
    }
    var schema = new StringBuilder();
    for (int i = 0; i < Math.max(1, senders); i++) {
      schema.append(i == 0 ? "" : ",").append("\"p").append(i).append("\":{\"min\":0,\"max\":").append(MAX).append(",\"initial\":0}");
    }
    return "{\"session_id\":\"" + id + "\",\"schema\":{" + schema + "}}";
  }

  /** The first message of one of its users; {@code batch}: whether cursors are to come many in one message. */
  static String auth(int user, String clientId, boolean batch) {
    return "{\"type\":\"auth\",\"payload\":{\"name\":\"u" + user + "\",\"clientId\":\"" + clientId + "\""
        + (batch ? ",\"batch\":true" : "") + "}}";
  }
}
