package io.tutti.edge.websocket;

import io.tutti.access.Identity;
import io.tutti.hub.Ending;
import io.tutti.hub.Peer;
import jakarta.websocket.Session;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection, in whatever dialect: puts messages together, bounds their size and rate, notes signs of life, and has the way
 * out. A dialect says what a whole message means ({@link #hear(String)}) and what of a session is shown. Thread-safe: what the client
 * says comes from one container thread at a time, what the session shows and tells from the session's mailbox; the two share only
 * volatile fields and the outbox.
 */
public abstract class Conversation implements Peer, Reception.Visitor {

  private final Reception reception;
  private final @Nullable String address;
  private final TextAssembly assembly;
  private final TokenBucket rate;
  private final Patience patience = new Patience();
  private final PeerConnection out;
  private volatile long lastHeardNanos = System.nanoTime();
  private volatile boolean isOver;

  /**
   * Takes a new connection in. {@code address}: where it comes from; null where that is not known. It is asked for signs of life
   * from now on: a subclass may not be complete when it is.
   */
  protected Conversation(Reception reception, Session socket, @Nullable String address) {
    this.reception = reception;
    this.address = address;
    WebSocketSettings settings = reception.settings();
    this.assembly = new TextAssembly(settings.maxMessageBytes());
    this.rate = new TokenBucket(settings.messagesPerSecond(), settings.messageBurst(), System.nanoTime());
    this.out = reception.receive(socket, this);
  }

  /** What all connections need. */
  protected final Reception reception() {
    return reception;
  }

  /** The way out. */
  protected final PeerConnection out() {
    return out;
  }

  /** Now, in milliseconds since 1970. */
  protected static long now() {
    return System.currentTimeMillis();
  }

  @Override
  public final @Nullable String address() {
    return address;
  }

  // ---- what the client says ----

  /** The client has said {@code text}, whole. */
  protected abstract void hear(String text);

  final void hear(String part, boolean last) {
    hearSignOfLife();
    if (isOver) {
      return;
    }
    Optional<String> whole = assembly.add(part, last);
    if (whole.isPresent()) {
      hear(whole.get());
    } else if (assembly.isOverflown()) {
      endConversation(CloseCode.TOO_LARGE);
    }
  }

  final void hearBinary() {
    endConversation(CloseCode.BINARY);
  }

  protected final void hearSignOfLife() {
    lastHeardNanos = System.nanoTime();
  }

  /** 0 where a message may come now, and it is counted; else in how many milliseconds one may. */
  protected final long millisToWait() {
    long now = System.nanoTime();
    return rate.take(now) ? 0 : rate.retryAfterMillis(now);
  }

  /** Counts a message that was none; one too many ends the conversation. */
  protected final void countMalformed() {
    if (patience.isOver(lastHeardNanos)) {
      endConversation(CloseCode.POLICY);
    }
  }

  // ---- its end ----

  /** Whether nothing that the client says counts any more. */
  protected final boolean isOver() {
    return isOver;
  }

  /** Nothing that the client says from now on counts; closes after what was sent before. */
  protected final void endConversation(CloseCode code) {
    isOver = true;
    out.close(code);
    ended();
  }

  /** As {@link #endConversation(CloseCode)}, with a more particular {@code reason} of at most 123 bytes. */
  protected final void endConversation(CloseCode code, String reason) {
    isOver = true;
    out.close(code, reason);
    ended();
  }

  /** Something went wrong here: the client may try again. */
  protected void fail() {
    endConversation(CloseCode.OVERLOADED);
  }

  /**
   * The connection is gone. Leaving the session may take a while: it is done on another thread, so that the container can end the
   * TCP connection at once (rule ERR12).
   */
  final void gone() {
    isOver = true;
    reception.dismiss(this);
    out.gone();
    ended();
    reception.later(this::leave);
  }

  /** The conversation is over, if not for the first time: nobody is to wait for it. */
  protected void ended() {
    // Most have nobody who waits.
  }

  /** The connection is gone: its seat is given up, if it has one. */
  protected abstract void leave();

  @Override
  public void end(Ending ending) {
    endConversation(CloseCode.of(ending), CloseCode.reason(ending));
  }

  @Override
  public void expel() {
    endConversation(CloseCode.TOKEN_REFUSED);
  }

  /** Rule TOK10: without a token nothing ends, and who is already on the way out is left alone. */
  @Override
  public final void lookAtToken(long nowMillis) {
    Identity known = isOver ? null : identity();
    if (known == null) {
      return;
    }
    long left = known.expiresAt() - nowMillis;
    if (left <= 0) {
      expel();
    } else if (left <= known.noticeMillis()) {
      expiring(known, left);
    }
  }

  /** The token of {@code known} ends in {@code leftMillis}; called again and again until then. */
  protected void expiring(Identity known, long leftMillis) {
    // Most dialects have no word for it.
  }

  // ---- signs of life ----

  @Override
  public final long lastHeardNanos() {
    return lastHeardNanos;
  }

  @Override
  public final void ping() {
    out.ping();
  }

  @Override
  public final void drop() {
    endConversation(CloseCode.OVERLOADED);
  }
}
