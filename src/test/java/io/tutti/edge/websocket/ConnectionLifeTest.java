package io.tutti.edge.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.TokenIssuer;
import io.tutti.contract.MemoryAccounts;
import io.tutti.edge.websocket.collabengine.CollabEndpoint;
import io.tutti.edge.websocket.llmsession.LlmEndpoint;
import io.tutti.edge.websocket.novel.NovelEndpoint;
import io.tutti.edge.websocket.v1.V1Endpoint;
import io.tutti.session.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the first word of a connection to its last, in every dialect: what comes too late, twice or in between. */
@DisplayName("The life of a connection")
@Timeout(120)
class ConnectionLifeTest {

  private static final String ROOM = ConnectionWorld.ROOM.value();

  private ConnectionWorld world = new ConnectionWorld(60_000);

  @AfterEach
  void close() {
    world.close();
  }

  /** A dialect: how one comes in, and a message that becomes an event. */
  private enum Dialect {
    V1("auth:success", "{\"type\":\"param:update\",\"payload\":{\"mu\":0.7}}") {
      @Override
      void open(Guest guest) {
        V1Endpoint endpoint = new V1Endpoint(guest.reception, null);
        guest.use(endpoint);
        endpoint.onOpen(guest.socket.session(), ROOM);
      }

      @Override
      @Nullable String greeting(@Nullable String token) {
        return "{\"type\":\"auth\",\"payload\":{\"token\":\"" + (token == null ? "anonymous" : token) + "\"}}";
      }
    },
    COLLAB("hello_ack", "{\"type\":\"op\",\"doc_id\":\"" + ROOM + "\",\"client_id\":\"kim\",\"client_msg_id\":\"1\","
        + "\"op\":{\"type\":\"ins\",\"parent_id\":[0,\"root\"],\"id\":[1,\"kim\"],\"value\":\"x\"}}") {
      @Override
      void open(Guest guest) {
        CollabEndpoint endpoint = new CollabEndpoint(guest.reception, null, null);
        guest.use(endpoint);
        endpoint.onOpen(guest.socket.session());
      }

      @Override
      @Nullable String greeting(@Nullable String token) {
        return "{\"type\":\"hello\",\"doc_id\":\"" + ROOM + "\",\"client_id\":\"kim\"}";
      }
    },
    LLM("connected", "{\"type\":\"chat_message\",\"content\":\"hello\"}") {
      @Override
      void open(Guest guest) {
        LlmEndpoint endpoint = new LlmEndpoint(guest.reception, Standings.LINK_ONLY, null, null);
        guest.use(endpoint);
        endpoint.onOpen(guest.socket.session(), ROOM);
      }
    },
    NOVEL("state_sync", "{\"type\":\"agent_action\",\"data\":{\"action_type\":\"wait\",\"target\":\"inn\"}}") {
      @Override
      void open(Guest guest) {
        NovelEndpoint endpoint = new NovelEndpoint(guest.reception, new MemoryAccounts(), Standings.LINK_ONLY, null, null);
        guest.use(endpoint);
        endpoint.onOpen(guest.socket.session());
      }
    };

    private final String welcome;
    private final String command;

    Dialect(String welcome, String command) {
      this.welcome = welcome;
      this.command = command;
    }

    abstract void open(Guest guest);

    /** What says who the client is; null where the handshake has said it. */
    @Nullable String greeting(@Nullable String token) {
      return null;
    }
  }

  /** Somebody at an endpoint, with a token for {@code /ws/room/user_kim}. */
  private static final class Guest {

    private final Reception reception;
    private final Dialect dialect;
    private final @Nullable String token;
    private final FakeSocket socket;
    private @Nullable ConversationEndpoint endpoint;

    Guest(ConnectionWorld world, Dialect dialect, @Nullable String token) {
      this.reception = world.reception();
      this.dialect = dialect;
      this.token = token;
      this.socket = new FakeSocket("/ws/" + ROOM + "/user_kim", token);
    }

    private void use(ConversationEndpoint made) {
      endpoint = made;
      socket.tell(made::onClose);
    }

    /** Opens the connection, and says who it is where the dialect wants to hear it. */
    Guest come() {
      dialect.open(this);
      greet();
      return this;
    }

    void greet() {
      String greeting = dialect.greeting(token);
      if (greeting != null) {
        say(greeting);
      }
    }

    Guest welcomed() throws InterruptedException {
      socket.await(dialect.welcome);
      return this;
    }

    void say(String text) {
      assertTrue(endpoint != null, "nobody has opened");
      endpoint.onText(text, true);
    }
  }

  private Guest guest(Dialect dialect, TokenIssuer.@Nullable Issued token) {
    return new Guest(world, dialect, token == null ? null : token.token());
  }

  private List<Event> events() {
    return world.log().stream().map(entry -> entry.event()).toList();
  }

  /** Waits until whoever came has gone, and nobody else has come. */
  private void assertNobodyIsIn() {
    world.awaitConnections(0);
    ConnectionWorld.await(() -> count(Event.Joined.class) == count(Event.Left.class));
  }

  private long count(Class<? extends Event> type) {
    return events().stream().filter(type::isInstance).count();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("joins, is closed and has left")
  void whole(Dialect dialect) throws Exception {
    Guest kim = guest(dialect, world.token("user_kim")).come().welcomed();
    world.awaitConnections(1);
    kim.socket.vanish();
    assertNobodyIsIn();
    assertTrue(events().get(0) instanceof Event.Joined, () -> events().toString());
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("what comes after the server has closed counts for nothing")
  void afterTheClose(Dialect dialect) throws Exception {
    Guest kim = guest(dialect, world.token("user_kim")).come().welcomed();
    int before = events().size();
    kim.endpoint.onBinary(java.nio.ByteBuffer.allocate(1), true);
    kim.say(dialect.command);
    kim.greet();
    assertEquals(1003, kim.socket.awaitClose());
    kim.say(dialect.command);
    assertNobodyIsIn();
    assertEquals(before + 1, events().size(), () -> "but its leaving: " + events());
  }

  @ParameterizedTest
  @EnumSource(names = {"V1", "COLLAB"})
  @DisplayName("who says who it is when the connection is closed joins nothing")
  void greetingAfterTheClose(Dialect dialect) throws Exception {
    Guest kim = guest(dialect, world.token("user_kim"));
    dialect.open(kim);
    kim.endpoint.onBinary(java.nio.ByteBuffer.allocate(1), true);
    kim.greet();
    assertEquals(1003, kim.socket.awaitClose());
    kim.greet();
    assertEquals(List.of(), events());
    assertNobodyIsIn();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("who goes away while the token is judged joins nothing")
  void goneWhileJudged(Dialect dialect) throws Exception {
    Guest kim = guest(dialect, world.token("user_kim"));
    world.whileJudging(kim.socket::vanish);
    kim.come();
    assertNobodyIsIn();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("who goes away while the session lets it in has left again")
  void goneWhileJoining(Dialect dialect) {
    Guest kim = guest(dialect, world.token("user_kim"));
    world.whileLoading(kim.socket::vanish);
    kim.come();
    assertNobodyIsIn();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("[REV2] a token that ends while it is judged lets nobody in")
  void endedWhileJudged(Dialect dialect) throws Exception {
    TokenIssuer.Issued token = world.token("user_kim");
    Guest kim = guest(dialect, token);
    world.whileJudging(() -> world.end(token));
    kim.come();
    assertEquals(4401, kim.socket.awaitClose());
    assertEquals(List.of(), events());
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("[REV2] a token that ends while the session lets its owner in sends them away again")
  void endedWhileJoining(Dialect dialect) throws Exception {
    TokenIssuer.Issued token = world.token("user_kim");
    Guest kim = guest(dialect, token);
    world.whileLoading(() -> world.end(token));
    kim.come();
    assertEquals(4401, kim.socket.awaitClose());
    assertNobodyIsIn();
  }

  @Test
  @DisplayName("[JOIN17] a second auth without a token is refused, and one with a token of somebody else as well; both stay in")
  void authTwice() throws Exception {
    Guest kim = guest(Dialect.V1, world.token("user_kim")).come().welcomed();
    kim.say("{\"type\":\"auth\",\"ref\":\"again\",\"payload\":{}}");
    assertTrue(kim.socket.await("error").contains("\"code\":\"bad_message\""));
    kim.say("{\"type\":\"auth\",\"payload\":{\"token\":\"" + world.token("user_lee").token() + "\"}}");
    assertTrue(kim.socket.await("auth:failed").contains("\"code\":\"other_person\""));
    kim.say("{\"type\":\"auth\",\"payload\":{\"token\":\"" + world.token("user_kim").token() + "\"}}");
    kim.socket.await("auth:renewed");
    world.awaitConnections(1);
    assertEquals(1, events().size());
  }

  @Test
  @DisplayName("[CE13] a second hello ends the connection")
  void helloTwice() throws Exception {
    Guest kim = guest(Dialect.COLLAB, null).come().welcomed();
    kim.greet();
    assertEquals(1003, kim.socket.awaitClose());
    assertNobodyIsIn();
  }

  @ParameterizedTest
  @EnumSource(names = {"V1", "COLLAB"})
  @DisplayName("[JOIN3] [CE11] who says nothing of who it is is closed with 4408, who has joined in time is not")
  void late(Dialect dialect) throws Exception {
    world.close();
    world = new ConnectionWorld(1_500);
    Guest kim = guest(dialect, null).come().welcomed();
    Guest silent = guest(dialect, null);
    dialect.open(silent);
    assertEquals(4408, silent.socket.awaitClose());
    world.awaitConnections(1);
    kim.socket.vanish();
    assertNobodyIsIn();
  }

  @Test
  @DisplayName("[JOIN3] who has shown a bad token and no other is closed with 4401")
  void refusedAndLate() throws Exception {
    world.close();
    world = new ConnectionWorld(300);
    Guest kim = guest(Dialect.V1, null);
    Dialect.V1.open(kim);
    kim.say("{\"type\":\"auth\",\"payload\":{\"token\":\"forged\"}}");
    kim.socket.await("auth:failed");
    assertEquals(4401, kim.socket.awaitClose());
  }
}
