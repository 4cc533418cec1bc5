package io.tutti.edge.websocket;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The writing side of one connection: a write is done, or fails, within the send time-out. Tomcat has a time-out for blocking
 * sends, which are its cheap ones. Tyrus has none, and waits for a stalled reader for ever; but its blocking send is an
 * asynchronous one that is waited for, so waiting here with a limit costs nothing more. Confined to one writer at a time.
 */
final class Wire {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final String TYRUS = "org.glassfish.tyrus.";
  private static final String TOMCAT_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";
  /** How long Tomcat waits for the other side to close too before it ends the connection; 30 s otherwise. */
  private static final String TOMCAT_CLOSE_TIMEOUT = "org.apache.tomcat.websocket.SESSION_CLOSE_TIMEOUT";

  private final Session session;
  private long timeoutMillis;
  private final boolean waitsForEver;
  private final @Nullable TomcatTexts onTomcat;
  private boolean batching;

  Wire(Session session, long timeoutMillis) {
    this.session = session;
    this.waitsForEver = session.getClass().getName().startsWith(TYRUS);
    this.onTomcat = TomcatTexts.on(session);
    limit(timeoutMillis);
  }

  /** How long a write may take from now on. */
  void limit(long millis) {
    if (millis != timeoutMillis) {
      timeoutMillis = millis;
      session.getUserProperties().put(TOMCAT_TIMEOUT, millis);
      session.getUserProperties().put(TOMCAT_CLOSE_TIMEOUT, millis);
    }
  }

  void send(String text) throws IOException {
    TomcatTexts texts = onTomcat;
    if (texts != null) {
      send(texts, text);
    } else if (waitsForEver) {
      await(session.getAsyncRemote().sendText(text));
    } else {
      session.getBasicRemote().sendText(text);
    }
  }

  /** What a batch holds goes out before a long text, which would be copied through its small buffer. */
  private void send(TomcatTexts texts, String text) throws IOException {
    boolean parted = batching && text.length() > TomcatTexts.LONG;
    if (parted) {
      endBatch();
    }
    texts.send(text, timeoutMillis);
    if (parted) {
      beginBatch();
    }
  }

  void ping() throws IOException {
    session.getBasicRemote().sendPing(NOTHING.duplicate());
  }

  /** What is sent until {@link #endBatch} may go out together then. */
  void beginBatch() throws IOException {
    session.getBasicRemote().setBatchingAllowed(true);
    batching = true;
  }

  void endBatch() throws IOException {
    RemoteEndpoint.Basic remote = session.getBasicRemote();
    remote.flushBatch();
    remote.setBatchingAllowed(false);
    batching = false;
  }

  private void await(Future<Void> sent) throws IOException {
    try {
      sent.get(timeoutMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("the reader is too slow", e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while writing", e);
    }
  }
}
