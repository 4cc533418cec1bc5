package io.tutti.edge.jpa;

import io.tutti.conversation.Message;
import io.tutti.conversation.MessageAnchor;
import io.tutti.conversation.MessageId;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.json.stored.MessageFormat;
import io.tutti.edge.sealing.Seal;
import io.tutti.identity.UserId;
import io.tutti.session.JournalFailure;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Map;
import org.hibernate.Length;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A message's row, for reading: {@link MessageTable} writes them. Immutable. */
@Entity
@Immutable
@Table(name = "session_messages")
class MessageEntity {

  @EmbeddedId
  MessagePlace place;

  @Column(nullable = false)
  long seq;

  @Column(nullable = false, length = 16)
  String kind;

  @Column(name = "user_id", nullable = false, length = UserId.MAX_LENGTH)
  String userId;

  @Column(nullable = false, length = Length.LONG32)
  String username;

  /** As it is sealed. */
  @Column(nullable = false, length = Length.LONG32)
  String content;

  @Column(nullable = false, length = Length.LONG32)
  String mentions;

  @Column(nullable = false, length = Length.LONG32)
  String reactions;

  @Column(length = Length.LONG32)
  @Nullable String anchor;

  @Column(length = 2048)
  @Nullable String file;

  @Column(name = "file_key")
  @Nullable Long fileKey;

  @Column
  @Nullable Integer line;

  @Column(name = "parent_id", length = MessageId.MAX_LENGTH)
  @Nullable String parentId;

  @Column(name = "reply_count", nullable = false)
  int replyCount;

  @Column(name = "created_at", nullable = false)
  long createdAt;

  @Column(name = "updated_at")
  @Nullable Long updatedAt;

  @Column(name = "deleted_at")
  @Nullable Long deletedAt;

  @Column(nullable = false)
  boolean resolved;

  /** For Hibernate, which fills every column. */
  MessageEntity() {}

  /**
   * The message of this row.
   *
   * @throws JournalFailure where the row holds none
   */
  Message toMessage(Seal seal) {
    try {
      return new Message(new MessageId(place.messageId()), new UserId(userId), username,
          Message.Kind.of(kind).orElseThrow(() -> new MalformedJson("its kind is " + kind)), content(seal),
          MessageFormat.mentions(new JsonObject("message", JsonText.readObject(mentions)).objects("mentions")),
          MessageFormat.reactions(new JsonObject("reactions", JsonText.readObject(reactions))),
          parentId == null ? null : new MessageId(parentId), replyCount, anchor == null ? null : anchor(anchor),
          createdAt, updatedAt, deletedAt, resolved, seq);
    } catch (MalformedJson | IllegalArgumentException e) {
      throw new JournalFailure("message " + place.messageId() + " cannot be read: " + e.getMessage(), e, false);
    }
  }

  /** What was said. */
  String content(Seal seal) {
    return seal.open(SealedColumns.MESSAGE, content);
  }

  private static MessageAnchor anchor(String stored) throws MalformedJson {
    Map<String, Object> members = JsonText.readObject(stored);
    return MessageFormat.anchor(new JsonObject("anchor", members));
  }
}
