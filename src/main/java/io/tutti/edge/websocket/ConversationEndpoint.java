package io.tutti.edge.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.PongMessage;
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

  private @Nullable Conversation conversation;

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
