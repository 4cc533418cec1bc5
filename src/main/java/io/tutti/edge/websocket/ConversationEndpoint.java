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
 * {@link Conversation} and {@linkplain #start starts} it. Confined to the container's callbacks, one at a time, but for a
 * close, of which a writer may tell at any moment.
 */
public abstract class ConversationEndpoint {

  private static final Logger LOG = LoggerFactory.getLogger(ConversationEndpoint.class);

  private final Reception reception;
  private final @Nullable String bearer;
  private final @Nullable String address;
  private volatile @Nullable Conversation conversation;
  private volatile boolean gone;

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

  /** What the handshake of {@code session} carried. */
  protected final HandshakeData handshake(Session session) {
    String asked = Handshake.asked(session, "token");
    return new HandshakeData(asked == null ? bearer : asked, Handshake.asked(session, "invite"), address);
  }

  /** From now on what the container tells goes to {@code opened}, which starts; without one nobody was let in, and nobody is told. */
  protected final void start(Conversation opened) {
    conversation = opened;
    if (gone) {
      opened.gone();
    } else {
      opened.start();
    }
  }

  @OnMessage
  public void onText(String part, boolean last) {
    Conversation opened = conversation;
    if (opened != null) {
      opened.onText(part, last);
    }
  }

  @OnMessage
  public void onBinary(ByteBuffer part, boolean last) {
    Conversation opened = conversation;
    if (opened != null) {
      opened.onBinary();
    }
  }

  @OnMessage
  public void onPong(PongMessage pong) {
    Conversation opened = conversation;
    if (opened != null) {
      opened.onSignOfLife();
    }
  }

  @OnClose
  public void onClose(CloseReason reason) {
    gone = true;
    Conversation opened = conversation;
    if (opened != null) {
      opened.gone();
    }
  }

  /** A broken connection; the container closes it and calls {@link #onClose}. */
  @OnError
  public void onError(Throwable error) {
    if (error instanceof IOException) {
      LOG.debug("A connection broke: {}", error.toString());
    } else {
      LOG.warn("A connection failed", error);
      Conversation opened = conversation;
      if (opened != null) {
        opened.fail();
      }
    }
  }
}
