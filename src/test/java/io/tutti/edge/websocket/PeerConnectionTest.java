package io.tutti.edge.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

@DisplayName("A connection's way out")
class PeerConnectionTest {

  private final List<String> written = new ArrayList<>();
  private final List<CloseReason> closes = new ArrayList<>();
  private final Deque<Runnable> writers = new ArrayDeque<>();
  private final AnswerMemory memory = new AnswerMemory(1_000_000);
  private final PeerConnection out = new PeerConnection(session(), writers::add, settings(), memory);

  private static WebSocketSettings settings() {
    return new WebSocketSettings(
        Set.of(), true, false, 100_000, 16, 1_000, 1_000_000, 100, 100, 100, 1_000, 1_000, 1_000, 1_000);
  }

  private Session session() {
    Map<String, Object> properties = new HashMap<>();
    RemoteEndpoint.Basic remote = fake(RemoteEndpoint.Basic.class, (name, argument) -> {
      if (name.equals("sendText")) {
        written.add((String) argument);
      }
      return null;
    });
    return fake(Session.class, (name, argument) -> switch (name) {
      case "getBasicRemote" -> remote;
      case "getUserProperties" -> properties;
      case "close" -> {
        closes.add((CloseReason) argument);
        yield null;
      }
      default -> null;
    });
  }

  private interface Answering {
    @Nullable Object to(String method, @Nullable Object argument);
  }

  private static <T> T fake(Class<T> type, Answering answering) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
        (proxy, method, arguments) -> answering.to(method.getName(), arguments == null ? null : arguments[0])));
  }

  private void write() {
    while (!writers.isEmpty()) {
      writers.remove().run();
    }
  }

  @Test
  @DisplayName("writes what was sent, in order, by one writer")
  void order() {
    out.send("a");
    out.answer(List.of("b", "c"));
    out.signal("d");
    assertEquals(1, writers.size());
    write();
    assertEquals(List.of("a", "b", "c", "d"), written);
    out.send("e");
    write();
    assertEquals(List.of("a", "b", "c", "d", "e"), written);
  }

  @Test
  @DisplayName("[ERR10] makes no answer for who does not read, and makes it again for who has read")
  void unread() {
    assertTrue(out.tryAnswer(() -> List.of("x".repeat(8_000))));
    assertFalse(out.tryAnswer(() -> {
      throw new AssertionError("this answer must not even be made");
    }));
    assertEquals(8_000, memory.held());
    write();
    assertEquals(0, memory.held());
    assertTrue(out.tryAnswer(() -> List.of("y")));
    write();
    assertEquals("y", written.get(1));
  }

  @Test
  @DisplayName("[ERR10] a replay that finds no room ends with 1013, and what waits is dropped")
  void noRoom() {
    out.answer(List.of("x".repeat(8_000)));
    out.answer(List.of("y"));
    assertEquals(0, memory.held());
    write();
    assertEquals(List.of(), written);
    assertEquals(1013, closes.get(0).getCloseCode().getCode());
  }

  @Test
  @DisplayName("[ERR10] when all hold too much, who holds most and does not read has to go")
  void hoarder() {
    AnswerMemory little = new AnswerMemory(300_000);
    PeerConnection hoarder = new PeerConnection(session(), writers::add, settings(), little);
    PeerConnection modest = new PeerConnection(session(), writers::add, settings(), little);
    hoarder.answer(List.of("h".repeat(200_000)));
    modest.answer(List.of("m".repeat(150_000)));
    assertEquals(150_000, little.held());
    assertFalse(modest.tryAnswer(() -> List.of("n".repeat(200_000))), "nobody else holds as much");
    write();
    assertEquals(List.of("m".repeat(150_000)), written);
    assertEquals(List.of(1013), closes.stream().map(reason -> reason.getCloseCode().getCode()).toList());
    assertEquals(0, little.held());
  }

  @Test
  @DisplayName("[ERR10] who has gone holds nothing")
  void gone() {
    out.answer(List.of("x".repeat(8_000)));
    out.gone();
    assertEquals(0, memory.held());
    assertTrue(out.tryAnswer(() -> List.of("nobody hears it")));
    write();
    assertEquals(List.of(), written);
    assertEquals(0, memory.held());
  }

  @Test
  @DisplayName("closes once, after what was sent before, with the first reason")
  void close() {
    out.send("last");
    out.close(CloseCode.POLICY);
    out.close(CloseCode.TOO_LARGE);
    out.send("too late");
    write();
    assertEquals(List.of("last"), written);
    assertEquals(List.of(1008), closes.stream().map(reason -> reason.getCloseCode().getCode()).toList());
  }
}
