package io.tutti.bench;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Sends each text to the other members of its room from the thread that received it, blocking, under a lock
 * per connection. It knows no session, log, queue or JSON: the least that a relay can do on this container.
 *
 * <p>Thread-safe: rooms are concurrent collections, sends hold the receiving connection's lock.
 */
@ServerEndpoint("/api/v1/session/connect/{id}")
public final class RelayEndpoint {

  /** Characters of one connection's text buffer; set before the container starts. */
  static volatile int textBufferSize = 8192;

  private static final ConcurrentMap<String, List<Session>> ROOMS = new ConcurrentHashMap<>();

  private List<Session> room = List.of();

  @OnOpen
  public void open(Session session, @PathParam("id") String id) {
    session.setMaxTextMessageBufferSize(textBufferSize);
    session.setMaxBinaryMessageBufferSize(textBufferSize);
    room = ROOMS.computeIfAbsent(id, unused -> new CopyOnWriteArrayList<>());
    room.add(session);
  }

  @OnMessage
  public void relay(Session from, String text) {
    for (Session to : room) {
      if (to != from) {
        send(to, text);
      }
    }
  }

  private static void send(Session to, String text) {
    synchronized (to) {
      try {
        to.getBasicRemote().sendText(text);
      } catch (IOException | IllegalStateException e) {
        System.err.println("relay: could not send to " + to.getId() + ": " + e);
      }
    }
  }

  @OnClose
  public void close(Session session) {
    room.remove(session);
  }

  @OnError
  public void error(Session session, Throwable error) {
    // A connection that goes away mid-read ends here; its close follows.
    System.err.println("relay: " + session.getId() + ": " + error);
  }
}
