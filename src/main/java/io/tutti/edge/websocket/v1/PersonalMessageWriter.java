package io.tutti.edge.websocket.v1;

import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.Timestamps;
import java.util.Map;

/** Writes what is told to one connection. Thread-safe: holds nothing. */
final class PersonalMessageWriter implements PersonalMessage.Cases<String> {

  @Override
  public String pong(PersonalMessage.Pong message) {
    return new Envelope("pong", message.at(), message.ref()).around(Envelope.NOTHING);
  }

  @Override
  public String acknowledged(PersonalMessage.Acknowledged message) {
    return new Envelope("ack", message.seq(), message.at(), message.ref())
        .around(generator -> generator.write("seq", message.seq()));
  }

  @Override
  public String refused(PersonalMessage.Refused message) {
    Map<String, Object> details = message.details();
    return new Envelope("error", message.at(), message.ref()).around(generator -> {
      generator.write("code", message.code().word()).write("message", message.message());
      String ref = message.ref();
      if (ref != null) {
        generator.write("ref", ref);
      }
      if (details.get("retryAfterMs") instanceof Number retryAfterMillis) {
        generator.write("retryAfterMs", retryAfterMillis.longValue());
      }
      if (!details.isEmpty()) {
        JsonText.member(generator, "details", details);
      }
    });
  }

  @Override
  public String staleDocument(PersonalMessage.StaleDocument message) {
    return new Envelope("doc:stale", message.at(), message.ref()).around(
        generator -> message.details().forEach((name, value) -> JsonText.member(generator, name, value)));
  }

  @Override
  public String storyFailed(PersonalMessage.StoryFailed message) {
    return new Envelope("story:failed", message.at(), message.ref()).around(generator -> {
      JsonText.member(generator, "action", message.action());
      generator.write("error", message.error()).write("code", message.code().word());
    });
  }

  @Override
  public String conflictDetected(PersonalMessage.ConflictDetected message) {
    var notice = message.notice();
    var question = notice.question();
    return new Envelope("conflict:detected", notice.seq(), message.at(), notice.ref()).around(generator -> generator
        .write("param", question.parameter())
        .write("yourValue", question.yourValue())
        .write("theirValue", question.theirValue())
        .write("theirUserId", question.theirUser().value())
        .write("theirUserName", question.theirName())
        .write("conflictId", question.conflictId())
        .write("theirSeq", question.theirSeq())
        .write("expiresAt", Timestamps.iso(question.expiresAt())));
  }

  @Override
  public String authFailed(PersonalMessage.AuthFailed message) {
    return new Envelope("auth:failed", message.at(), message.ref())
        .around(generator -> generator.write("error", message.error()).write("code", message.code()));
  }

  @Override
  public String authExpiring(PersonalMessage.AuthExpiring message) {
    return new Envelope("auth:expiring", message.at(), null).around(generator -> generator.write("in", message.leftMillis()));
  }

  @Override
  public String authRenewed(PersonalMessage.AuthRenewed message) {
    return new Envelope("auth:renewed", message.at(), message.ref()).around(generator ->
        generator.write("expiresIn", message.leftMillis()).write("serverTime", Timestamps.iso(message.at())));
  }

  @Override
  public String accessRequested(PersonalMessage.AccessRequested message) {
    var notice = message.notice();
    return new Envelope("access:requested", message.at(), null).around(generator -> {
      generator
          .write("requestId", notice.requestId())
          .write("userId", notice.user().value())
          .write("name", notice.name())
          .write("anonymous", notice.anonymous());
      JsonText.member(generator, "message", notice.message());
      generator.write("createdAt", Timestamps.iso(notice.at()));
    });
  }

  @Override
  public String mentioned(PersonalMessage.Mentioned message) {
    return new Envelope("chat:mentioned", message.at(), null)
        .around(generator -> generator.write("messageId", message.messageId()));
  }
}
