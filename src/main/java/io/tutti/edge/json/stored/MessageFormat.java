package io.tutti.edge.json.stored;

import io.tutti.conversation.Mention;
import io.tutti.conversation.Message;
import io.tutti.conversation.MessageAnchor;
import io.tutti.conversation.MessageId;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.json.Timestamps;
import io.tutti.identity.UserId;
import jakarta.json.stream.JsonGenerator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages and what they are made of as they are stored, in the log and in the tables. What does not apply is null. Thread-safe: holds nothing. */
public final class MessageFormat {

  private MessageFormat() {}

  /** Puts the members of {@code message} into the generator's object. */
  public static void members(JsonGenerator generator, Message message) {
    generator
        .write("id", message.id().value())
        .write("userId", message.userId().value())
        .write("username", message.username())
        .write("kind", message.kind().word())
        .write("content", message.content());
    mentions(generator.writeStartArray("mentions"), message.mentions());
    reactions(generator.writeEnd().writeStartObject("reactions"), message.reactions());
    generator.writeEnd();
    MessageId parent = message.parentId();
    JsonText.member(generator, "parentId", parent == null ? null : parent.value());
    generator.write("replyCount", message.replyCount());
    anchor(generator, "anchor", message.anchor());
    generator.write("createdAt", Timestamps.iso(message.createdAt()));
    time(generator, "updatedAt", message.updatedAt());
    time(generator, "deletedAt", message.deletedAt());
    generator.write("resolved", message.resolved()).write("seq", message.seq());
  }

  private static void time(JsonGenerator generator, String name, @Nullable Long at) {
    JsonText.member(generator, name, at == null ? null : Timestamps.iso(at));
  }

  /** Puts {@code mentions} into the generator's array. */
  public static void mentions(JsonGenerator generator, List<Mention> mentions) {
    for (Mention mention : mentions) {
      generator
          .writeStartObject()
          .write("userId", mention.userId().value())
          .write("username", mention.username())
          .writeEnd();
    }
  }

  /** Puts {@code reactions} into the generator's object: the users of each emoji. */
  public static void reactions(JsonGenerator generator, Map<String, List<UserId>> reactions) {
    reactions.forEach((emoji, users) -> {
      generator.writeStartArray(emoji);
      users.forEach(user -> generator.write(user.value()));
      generator.writeEnd();
    });
  }

  /**
   * Puts the member {@code name} with an anchor into the generator's object: {@code {file, line, …}} or {@code {doc,
   * anchor, affinity}}.
   */
  public static void anchor(JsonGenerator generator, String name, @Nullable MessageAnchor anchor) {
    if (anchor == null) {
      generator.writeNull(name);
    } else {
      anchorMembers(generator.writeStartObject(name), anchor);
      generator.writeEnd();
    }
  }

  /** Puts the members of {@code anchor} into the generator's object. */
  public static void anchorMembers(JsonGenerator generator, MessageAnchor anchor) {
    anchor.match(new AnchorMembers(generator));
  }

  private record AnchorMembers(JsonGenerator generator) implements MessageAnchor.Cases<JsonGenerator> {
    @Override
    public JsonGenerator file(MessageAnchor.FilePlace place) {
      generator.write("file", place.file()).write("line", place.line());
      if (place.column() != null) {
        generator.write("column", place.column());
      }
      return place.snippet() == null ? generator : generator.write("snippet", place.snippet());
    }

    @Override
    public JsonGenerator document(MessageAnchor.DocumentPlace place) {
      return generator
          .write("doc", place.doc())
          .writeStartArray("anchor")
          .write(place.lamport())
          .write(place.replica())
          .writeEnd()
          .write("affinity", place.right() ? "right" : "left");
    }
  }

  /**
   * A message as {@link #members} writes it.
   *
   * @throws MalformedJson if it is none
   */
  public static Message message(JsonObject json) throws MalformedJson {
    String parent = json.optionalText("parentId");
    String updated = json.optionalText("updatedAt");
    String deleted = json.optionalText("deletedAt");
    JsonObject anchor = json.optionalObject("anchor");
    return new Message(new MessageId(json.text("id")), new UserId(json.text("userId")), json.text("username"),
        kind(json), json.text("content"), mentions(json.objects("mentions")), reactions(json.optionalObject("reactions")),
        parent == null ? null : new MessageId(parent), (int) count(json, "replyCount"),
        anchor == null ? null : anchor(anchor), Timestamps.millis(json.text("createdAt")),
        updated == null ? null : Timestamps.millis(updated), deleted == null ? null : Timestamps.millis(deleted),
        Boolean.TRUE.equals(json.members().get("resolved")), count(json, "seq"));
  }

  private static Message.Kind kind(JsonObject json) throws MalformedJson {
    return Message.Kind.of(json.text("kind"))
        .orElseThrow(() -> new MalformedJson("kind must be chat, comment or annotation"));
  }

  private static long count(JsonObject json, String name) throws MalformedJson {
    Long count = json.optionalCount(name);
    if (count == null) {
      throw new MalformedJson(name + " must be an integer of at least 0");
    }
    return count;
  }

  /** Mentions as {@link #mentions(JsonGenerator, List)} writes them. */
  public static List<Mention> mentions(List<JsonObject> json) throws MalformedJson {
    List<Mention> mentions = new ArrayList<>();
    for (JsonObject mention : json) {
      mentions.add(new Mention(new UserId(mention.text("userId")), mention.text("username")));
    }
    return mentions;
  }

  /** Reactions as {@link #reactions(JsonGenerator, Map)} writes them; none where there is no object. */
  public static Map<String, List<UserId>> reactions(@Nullable JsonObject json) throws MalformedJson {
    Map<String, List<UserId>> reactions = new LinkedHashMap<>();
    if (json != null) {
      for (Map.Entry<String, Object> reaction : json.members().entrySet()) {
        reactions.put(reaction.getKey(), users(reaction.getValue()));
      }
    }
    return reactions;
  }

  private static List<UserId> users(@Nullable Object value) throws MalformedJson {
    if (value instanceof List<?> users && users.stream().allMatch(String.class::isInstance)) {
      return users.stream().map(user -> new UserId((String) user)).toList();
    }
    throw new MalformedJson("a reaction must be a list of user ids");
  }

  /**
   * An anchor as {@link #anchor(JsonGenerator, String, MessageAnchor)} writes it: without a line it is
   * at line 0, without an affinity right.
   *
   * @throws MalformedJson if it is none
   */
  public static MessageAnchor anchor(JsonObject json) throws MalformedJson {
    if (json.has("doc")) {
      return documentPlace(json);
    }
    Integer line = line(json, "line");
    return new MessageAnchor.FilePlace(
        json.text("file"), line == null ? 0 : line, line(json, "column"), json.optionalText("snippet"));
  }

  private static @Nullable Integer line(JsonObject json, String name) throws MalformedJson {
    Long line = json.optionalCount(name);
    if (line != null && line > Integer.MAX_VALUE) {
      throw new MalformedJson("anchor." + name + " must be an integer of 0 to 1000000000");
    }
    return line == null ? null : line.intValue();
  }

  static MessageAnchor.DocumentPlace documentPlace(JsonObject json) throws MalformedJson {
    String affinity = json.optionalText("affinity");
    if (affinity != null && !affinity.equals("right") && !affinity.equals("left")) {
      throw new MalformedJson("anchor.affinity must be left or right");
    }
    if (json.members().get("anchor") instanceof List<?> id && id.size() == 2
        && id.get(0) instanceof Long lamport && id.get(1) instanceof String replica) {
      return new MessageAnchor.DocumentPlace(json.text("doc"), lamport, replica, !"left".equals(affinity));
    }
    throw new MalformedJson("anchor.anchor must be the id of an element: [lamport, replica]");
  }
}
