package io.tutti.edge.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Identity;
import io.tutti.hub.Notice;
import io.tutti.hub.Published;
import io.tutti.hub.Sensed;
import io.tutti.hub.WarmPool;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Where the container tells of a connection")
@Timeout(60)
class ConversationEndpointTest {

  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private final WarmPool pool = new WarmPool(Thread::new, 1, 1, 2, cause -> { });
  private final Reception reception = reception();

  /** What follows of a connection needs no session: nothing but the pool and the scheduler is asked. */
  @SuppressWarnings("NullAway")
  private Reception reception() {
    WebSocketSettings settings = new WebSocketSettings(
        Set.of(), true, false, 100_000, 16, 1_000, 1_000_000, 100, 100, 100, 1_000, 60_000, 60_000, 1_000);
    return new Reception(null, null, null, pool, scheduler, settings);
  }

  @AfterEach
  void stop() {
    reception.close();
    pool.stop();
    scheduler.shutdownNow();
  }

  private static Session socket() {
    HashMap<String, Object> properties = new HashMap<>();
    return (Session) Proxy.newProxyInstance(Session.class.getClassLoader(), new Class<?>[] {Session.class},
        (proxy, method, arguments) -> method.getName().equals("getUserProperties") ? properties : null);
  }

  /** Somebody whose leaving takes until {@code mayLeave}. */
  private final class SlowLeaver extends Conversation {

    private final CountDownLatch mayLeave = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);

    private volatile boolean closed;

    private SlowLeaver() {
      super(ConversationEndpointTest.this.reception, socket(), null);
    }

    @Override
    protected void begin() {}

    @Override
    protected boolean isClosed() {
      return closed;
    }

    @Override
    protected void markClosed() {
      closed = true;
    }

    @Override
    protected void onMessage(String text) {
      throw new AssertionError("nobody says anything here");
    }

    @Override
    protected void leave() {
      try {
        assertTrue(mayLeave.await(30, TimeUnit.SECONDS));
        left.countDown();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public @Nullable Identity identity() {
      return null;
    }

    @Override
    public void show(Published published) {}

    @Override
    public void sense(List<Sensed> signals) {}

    @Override
    public void tell(Notice notice) {}
  }

  private final class Endpoint extends ConversationEndpoint {

    private Endpoint(Conversation conversation) {
      super(ConversationEndpointTest.this.reception, null, null);
      start(conversation);
    }
  }

  @Test
  @DisplayName("[ERR12] the container gets its thread back at once when a connection closes; the person leaves after that")
  void closes() throws Exception {
    SlowLeaver leaver = new SlowLeaver();
    new Endpoint(leaver).onClose(new CloseReason(CloseReason.CloseCodes.NORMAL_CLOSURE, ""));
    assertEquals(1, leaver.left.getCount(), "the container waited for the leaving");
    leaver.mayLeave.countDown();
    assertTrue(leaver.left.await(30, TimeUnit.SECONDS), "the person never left");
  }
}
