package io.tutti.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.contract.Logs;
import io.tutti.session.SessionState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionLifeTest {

  private final SessionState state = new SessionState(Logs.session("s"));
  private final SessionLife.Loading loading = new SessionLife.Loading();
  private final SessionLife.Live live = loading.loaded(state);

  @Test
  @DisplayName("A session that is loaded lives, with its state, and is not over")
  void loaded() {
    assertEquals(Optional.empty(), loading.lastState());
    assertSame(state, live.lastState().orElseThrow());
    for (SessionLife life : List.of(loading, live)) {
      assertFalse(life.isOver());
      assertEquals(Optional.empty(), life.endedBecause());
    }
  }

  @Test
  @DisplayName("A session at rest is over for no reason, and what it had to say can still be said")
  void rests() {
    SessionLife resting = live.rest();
    assertTrue(resting.isOver());
    assertEquals(Optional.empty(), resting.endedBecause());
    assertSame(state, resting.lastState().orElseThrow());
  }

  @ParameterizedTest
  @EnumSource(Ending.class)
  @DisplayName("A session ends for a reason, loaded or not; a loaded one keeps its state for what is still to be said")
  void ends(Ending reason) {
    SessionLife never = loading.end(reason);
    assertTrue(never.isOver());
    assertEquals(Optional.of(reason), never.endedBecause());
    assertEquals(Optional.empty(), never.lastState());
    SessionLife ended = live.end(reason);
    assertTrue(ended.isOver());
    assertEquals(Optional.of(reason), ended.endedBecause());
    assertSame(state, ended.lastState().orElseThrow());
  }

  @ParameterizedTest
  @EnumSource(Ending.class)
  @DisplayName("What is over stays what it is: the first reason counts, and rest is no end")
  void stays(Ending another) {
    SessionLife ended = live.end(Ending.DELETED);
    assertSame(ended, ended.end(another));
    SessionLife resting = live.rest();
    assertSame(resting, resting.end(another));
  }
}
