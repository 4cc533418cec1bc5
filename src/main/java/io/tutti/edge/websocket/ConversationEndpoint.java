package io.tutti.edge.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the container and a dialect meet: one instance per connection, which only hands on. A dialect's endpoint opens the
 * {@link Conversation} and {@linkplain #begin begins} it. Confined to the container's callbacks, one at a time.
 */
public abstract class ConversationEndpoint {

  private static final Logger LOG = LoggerFactory.getLogger(ConversationEndpoint.class);

  private final Reception reception;
  private final @Nullable String bearer;
  private final @Nullable String address;
  private @Nullable Conversation conversation;

  /** What the handshake carried: the token {@code bearer} and the client's {@code address}; each may be null. */
  protected ConversationEndpoint(Reception reception, @Nullable String bearer, @Nullable String address) {
    this.reception = reception;
    this.bearer = bearer;
    this.address = address;
  }

  /** What all connections need. */
  protected final Reception reception() {
    return reception;
  }

  /** Where the connection comes from; null where that is not known. */
  protected final @Nullable String address() {
    return address;
  }

  /** The token of the query, else of the header; null without one. */
  protected final @Nullable String token(Session session) {
    String asked = Handshake.asked(session, "token");
    return asked == null ? bearer : asked;
  }

  /** From now on what the container tells goes to {@code opened}; null: nobody was let in, and nobody hears it. */
  protected final void begin(@Nullable Conversation opened) {
    conversation = opened;
  }

  @OnMessage
  public void onText(String part, boolean last) {
    if (conversation != null) {
      conversation.hear(part, last);
    }
  }

  @OnMessage
  public void onBinary(ByteBuffer part, boolean last) {
    if (conversation != null) {
      conversation.hearBinary();
    }
  }

  @OnMessage
  public void onPong(PongMessage pong) {
    if (conversation != null) {
      conversation.hearSignOfLife();
    }
  }

  @OnClose
  public void onClose(CloseReason reason) {
    if (conversation != null) {
      conversation.gone();
    }
  }

  /** A broken connection; the container closes it and calls {@link #onClose}. */
  @OnError
  public void onError(Throwable error) {
    if (error instanceof IOException) {
      LOG.debug("A connection broke: {}", error.toString());
    } else {
      LOG.warn("A connection failed", error);
      if (conversation != null) {
        conversation.fail();
      }
    }
  }
}
