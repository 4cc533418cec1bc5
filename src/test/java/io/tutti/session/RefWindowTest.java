package io.tutti.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RefWindowTest {

  private static final ClientId TAB = new ClientId("tab");
  private static final UserId ANN = new UserId("ann");

  @Property(tries = 200)
  @Label("[ENV9] The last 256 commands and at most twice as many are found at their places, whatever came before")
  void lastOnes(@ForAll @IntRange(max = 3_000) int commands, @ForAll @IntRange(min = 1, max = 5) int stride) {
    var window = new RefWindow();
    for (int i = 1; i <= commands; i++) {
      window.remember(ANN, TAB, "r" + i, (long) i * stride);
    }
    int generations = (commands - 1) / RefWindow.GENERATION;
    int forgotten = Math.max(0, generations - 1) * RefWindow.GENERATION;
    for (int i = Math.max(1, forgotten - 3); i <= commands; i++) {
      assertEquals(i <= forgotten ? 0 : (long) i * stride, window.find(ANN, TAB, "r" + i));
    }
    assertEquals((long) forgotten * stride, window.evictedUpTo());
    assertEquals(0, window.find(ANN, TAB, "r" + (commands + 1)));
  }

  @Test
  @DisplayName("[ENV8] [ENV10] A command is told apart by person, client and ref together")
  void keys() {
    var window = new RefWindow();
    Map<Object[], Long> places = new LinkedHashMap<>();
    long seq = 0;
    for (UserId owner : new UserId[] {null, new UserId("a"), new UserId("ab"), new UserId("b")}) {
      for (String client : new String[] {"a", "ab", "b", "abc"}) {
        for (String ref : new String[] {"a", "c", "bc", "abc"}) {
          places.put(new Object[] {owner, client, ref}, ++seq);
          window.remember(owner, new ClientId(client), ref, seq);
        }
      }
    }
    places.forEach((key, place) ->
        assertEquals(place, window.find((UserId) key[0], new ClientId((String) key[1]), (String) key[2])));
  }

  @Test
  @DisplayName("[ENV9] After a snapshot nothing up to its place is known")
  void startAfter() {
    var window = new RefWindow();
    window.startAfter(500);
    window.remember(ANN, TAB, "r", 501);
    assertEquals(500, window.evictedUpTo());
    assertEquals(501, window.find(ANN, TAB, "r"));
    window.startAfter(100);
    assertTrue(window.evictedUpTo() == 500);
  }
}
