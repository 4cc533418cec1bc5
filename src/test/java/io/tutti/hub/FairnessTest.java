package io.tutti.hub;

import static io.tutti.hub.HubWorld.nth;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.ErrorCode;
import io.tutti.session.Entry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FairnessTest {

  private final HubWorld world = new HubWorld(new HubSettings(true, 500, 1_000, 0, 20_000, 10_000, 60_000, 500));
  private final FakePeer ann = new FakePeer();
  private final FakePeer mallory = new FakePeer();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  @DisplayName("[ERR5] Who floods a session fills no more than a share of its mailbox: others are heard")
  void flood() {
    Seat hers = world.join("ann", ann);
    ann.await(Notice.Welcomed.class);
    Seat floods = world.join("mallory", mallory);
    mallory.await(Notice.Welcomed.class);
    // While a question is asked the session is at work, and whatever comes waits in its mailbox.
    hers.ask(room -> {
      for (int i = 0; i < 20_000; i++) {
        floods.askState("f" + i);
      }
      hers.wish(nth(1), "hers");
      return true;
    }, done -> { }, null);
    // Mallory's joining comes first.
    assertEquals("hers", ann.await(Entry.class, 2).ref());
    assertEquals(List.of(), refusals(ann));
    assertTrue(refusals(mallory).stream().allMatch(refused -> refused.code() == ErrorCode.UNAVAILABLE));
    assertTrue(refusals(mallory).size() > 10_000);
  }

  private static List<Notice.Refused> refusals(FakePeer peer) {
    return peer.heard().stream().filter(Notice.Refused.class::isInstance).map(Notice.Refused.class::cast).toList();
  }
}
