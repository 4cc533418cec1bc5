package io.tutti.edge.websocket;

import io.tutti.access.Identity;
import io.tutti.hub.Ending;
import io.tutti.hub.Peer;
import io.tutti.hub.RateLimiter;
import jakarta.websocket.Session;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection, in whatever dialect: puts messages together, bounds their size and rate, notes signs of life, and has the way
 * out. A dialect says what a whole message means ({@link #onMessage(String)}), what of a session is shown, and in which state the
 * connection is. It is constructed completely, then {@linkplain #start started}. Thread-safe: what the client says comes from one
 * container thread at a time, what the session shows and tells from the session's mailbox; the two share only the state and the
 * outbox.
 */
public abstract class Conversation implements Peer, Reception.Visitor {

  /** A token of 8,192 characters, an invitation, names: the first message needs no more. */
  private static final int MAX_INTRODUCTION_BYTES = 32 << 10;

  private final Reception reception;
  private final @Nullable String address;
  private final TextAssembly assembly;
  private final RateLimiter.Bucket rate;
  private final Patience patience = new Patience();
  private final PeerConnection out;
  private volatile long lastHeardNanos = System.nanoTime();
  /** Whether it holds one of the places for those who have not said who they are. Guarded by itself. */
  private boolean isUnknown;

  /** A new connection; {@code address}: where it comes from, null where that is not known. */
  protected Conversation(Reception reception, Session socket, @Nullable String address) {
    this.reception = reception;
    this.address = address;
    WebSocketSettings settings = reception.settings();
    this.assembly = new TextAssembly(settings.maxMessageBytes());
    this.rate = new RateLimiter.Bucket(reception.messageRate(), System.nanoTime());
    this.out = reception.receive(socket);
  }

  /** Starts the connection: from now on it is asked for signs of life. Whoever calls will say when the connection is gone. */
  final void start() {
    reception.watch(this);
    if (isClosed()) {
      reception.dismiss(this);
    } else {
      begin();
    }
  }

  /** The connection has started: it waits to be told who the client is, or joins. */
  protected abstract void begin();

  /**
   * Nobody knows yet who it is: it may say little until {@link #introduced}, and holds one of a bounded number of places. Where there
   * is none, the connection is closed (rule JOIN24).
   */
  protected final void awaitIntroduction() {
    assembly.limit(Math.min(MAX_INTRODUCTION_BYTES, reception.settings().maxMessageBytes()));
    if (!reception.admitUnknown(address)) {
      endConversation(CloseCode.OVERLOADED);
      return;
    }
    synchronized (this) {
      isUnknown = true;
    }
  }

  /** It has said who it is, or will not any more; called by the container's thread, while it hears or when the connection is gone. */
  protected final void introduced() {
    assembly.limit(reception.settings().maxMessageBytes());
    synchronized (this) {
      if (!isUnknown) {
        return;
      }
      isUnknown = false;
    }
    reception.releaseUnknown(address);
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
  protected abstract void onMessage(String text);

  final void onText(String part, boolean last) {
    onSignOfLife();
    if (isClosed()) {
      return;
    }
    Optional<String> whole = assembly.add(part, last);
    if (whole.isPresent()) {
      onMessage(whole.get());
    } else if (assembly.isOverflown()) {
      endConversation(CloseCode.TOO_LARGE);
    }
  }

  final void onBinary() {
    endConversation(CloseCode.BINARY);
  }

  protected final void onSignOfLife() {
    lastHeardNanos = System.nanoTime();
  }

  /** 0 where a message may come now, and it is counted; else in how many milliseconds one may. */
  protected final long millisToWait() {
    long waitNanos = rate.take(System.nanoTime());
    return waitNanos == 0 ? 0 : Math.max(1, (waitNanos + 999_999) / 1_000_000);
  }

  /** Counts a message that was none; one too many ends the conversation. */
  protected final void countMalformed() {
    if (patience.isOver(lastHeardNanos)) {
      endConversation(CloseCode.POLICY);
    }
  }

  // ---- its end ----

  /** Whether the state is the last one: nothing that the client says counts any more. */
  protected abstract boolean isClosed();

  /** Makes the state the last one, if it is not yet: nobody waits for the connection, and no time runs against it. */
  protected abstract void markClosed();

  /** Nothing that the client says from now on counts; closes after what was sent before. */
  protected final void endConversation(CloseCode code) {
    markClosed();
    out.close(code);
  }

  /** As {@link #endConversation(CloseCode)}, with a more particular {@code reason} of at most 123 bytes. */
  protected final void endConversation(CloseCode code, String reason) {
    markClosed();
    out.close(code, reason);
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
    markClosed();
    reception.dismiss(this);
    out.gone();
    introduced();
    reception.later(this::leave);
  }

  /** The connection is gone: if it has joined a session, it leaves that. */
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
    Identity known = isClosed() ? null : identity();
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
