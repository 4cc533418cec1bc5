package io.tutti.e2e;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where this server knowingly answers otherwise than the LLM Session Manager that was recorded: the whole table, each with the
 * number of the original's fault in {@code docs/protocol/llm-session-manager.md}. Immutable.
 */
final class LlmDifferences {

  private LlmDifferences() {}

  /** What is to be done and received here. Requests are left out: the routes are other tests' matter. */
  static List<Recording.Line> today(Recording recording) {
    List<Recording.Line> lines = new ArrayList<>(recording.lines());
    lines.removeIf(line -> line.is("http"));
    switch (recording.name()) {
      case "chat-comment-reaction" -> refusedReaction(lines);
      case "cursor-viewport-presence" -> statusInData(lines);
      case "session-update" -> disallowedKey(lines);
      case "viewer-denied" -> silentViewer(lines);
      case "two-tabs-of-one-user" -> twoTabs(lines);
      case "broken-malformed-json", "broken-array", "broken-number-content" -> survives(lines);
      case "broken-binary" -> closesBinary(lines);
      case "broken-unknown-type" -> answersUnknown(lines);
      default -> { }
    }
    return lines;
  }

  private static Recording.Line received(String connection, String json) {
    return new Recording.Line(connection, "recv", PeopleServer.frame(json));
  }

  private static Recording.Line error(String connection, String code) {
    return received(connection, "{'type':'error','error_code':'" + code + "'}");
  }

  private static int find(List<Recording.Line> lines, String direction, Predicate<JsonObject> wanted) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).is(direction) && wanted.test(lines.get(i).data())) {
        return i;
      }
    }
    throw new IllegalStateException("the recording has no such line");
  }

  /** 6: a reaction to nothing is refused; and what was ignored in silence is answered. */
  private static void refusedReaction(List<Recording.Line> lines) {
    lines.removeIf(line -> line.is("recv") && line.data().getString("message_id", "").equals("nope"));
    int sent = find(lines, "send", data -> data.getString("message_id", "").equals("nope"));
    lines.add(sent + 1, error("alice", "INVALID_MESSAGE"));
    lines.add(sent, error("alice", "INVALID_MESSAGE"));
  }

  /** 3: a status in {@code data} is read. */
  private static void statusInData(List<Recording.Line> lines) {
    lines.replaceAll(line -> line.is("recv") && line.data().getString("status", "").equals("active")
        ? received(line.connection(), "{'type':'presence_update','user_id':'user_bob','status':'away'}") : line);
  }

  /** 6: a change with a key that may not be changed is refused as a whole. */
  private static void disallowedKey(List<Recording.Line> lines) {
    lines.removeIf(line -> line.is("recv") && Messages.type(line.data()).equals("session_update"));
    lines.add(find(lines, "send", data -> true) + 1, error("bob", "INVALID_MESSAGE"));
  }

  /** 2: viewers neither comment nor chat, and are told so. */
  private static void silentViewer(List<Recording.Line> lines) {
    lines.removeIf(line -> line.is("recv") && Messages.type(line.data()).equals("chat_message"));
    lines.add(find(lines, "send", data -> Messages.type(data).equals("code_comment")) + 1, error("charlie", "PERMISSION_DENIED"));
    lines.add(find(lines, "send", data -> Messages.type(data).equals("chat_message")) + 1, error("charlie", "PERMISSION_DENIED"));
  }

  /** 5: two tabs come and go as one, and both hear. */
  private static void twoTabs(List<Recording.Line> lines) {
    List<Recording.Line> joins = lines.stream()
        .filter(line -> line.is("recv") && Messages.type(line.data()).equals("user_joined")).toList();
    lines.remove(joins.get(1));
    lines.removeIf(line -> line.is("recv") && Messages.type(line.data()).equals("user_left"));
    heardToo(lines, "who hears this", "bob-tab1");
    heardToo(lines, "and this", "bob-tab2");
  }

  private static void heardToo(List<Recording.Line> lines, String content, String connection) {
    int sent = find(lines, "send", data -> data.getString("content", "").equals(content));
    lines.add(sent + 1, received(connection, "{'type':'chat_message','message':{'content':'" + content + "'}}"));
  }

  /** 4: what is malformed is answered; its sender stays, hears what follows, and nobody is told that it left. */
  private static void survives(List<Recording.Line> lines) {
    int closed = find(lines, "close", data -> data.getString("by").equals("server"));
    String sender = lines.get(closed).connection();
    lines.set(closed, error(sender, "INVALID_MESSAGE"));
    lines.removeIf(line -> line.is("recv") && Messages.type(line.data()).equals("user_left"));
    heardToo(lines, "after", sender);
  }

  /** 4: a binary frame closes with the code that says so. */
  private static void closesBinary(List<Recording.Line> lines) {
    int closed = find(lines, "close", data -> data.getString("by").equals("server"));
    lines.set(closed, new Recording.Line(
        lines.get(closed).connection(), "close", PeopleServer.frame("{'by':'server','code':1003}")));
  }

  private static void answersUnknown(List<Recording.Line> lines) {
    lines.add(find(lines, "send", data -> Messages.type(data).equals("dance")) + 1, error("bob", "UNKNOWN_TYPE"));
  }
}
