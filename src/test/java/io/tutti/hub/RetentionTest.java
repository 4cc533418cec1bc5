package io.tutti.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Role;
import io.tutti.contract.MemoryMessages;
import io.tutti.conversation.ConversationCommand;
import io.tutti.conversation.Message;
import io.tutti.conversation.Messages;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.parameters.ParameterSchema;
import io.tutti.session.Command;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.Journal;
import io.tutti.session.Past;
import io.tutti.session.SessionLog;
import io.tutti.session.ProfileField;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionSnapshot;
import io.tutti.session.SessionState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sessions that keep ten days, in virtual time: one thing is done each day. */
class RetentionTest {

  private static final UserId ADA = new UserId("ada");
  private static final long DAY = TimeUnit.DAYS.toMillis(1);

  private final HubWorld world = new HubWorld();
  private final MemoryMessages messages = new MemoryMessages();
  private final Retention retention =
      new Retention(world.journal, () -> messages, world.hub, world.new Noted(), world.time::millis);

  @AfterEach
  void close() {
    world.close();
  }

  private void create(SessionId id, @Nullable Integer days) {
    world.hub.create(new SessionDescription(id, null, null, ParameterSchema.trivector(), Role.EDITOR,
        SessionDescription.Visibility.PRIVATE, SessionDescription.Durability.STRICT, ADA, true, 0, days, world.time.millis()));
  }

  private void say(SessionId id, String text) {
    Command said = new Command.Converse(new ConversationCommand.Send(text, null, Message.Kind.CHAT, null));
    assertTrue(world.hub.perform(id, Origin.of(ADA, null), said).orElseThrow() instanceof Outcome.Done);
    Entry last = world.log(id).get(world.log(id).size() - 1);
    messages.take(id, last.at(), ((Event.Conversed) last.event()).event());
  }

  /** Ada comes (1), and says something on each of so many days (2 …). */
  private Seat talkFor(SessionId id, int days) {
    Seat seat = world.join(id, "ada", new FakePeer(), null);
    world.hub.report(id);
    for (int day = 1; day <= days; day++) {
      world.time.pass(DAY);
      say(id, "Day " + day);
    }
    return seat;
  }

  private long retainedAfter(SessionId id) {
    return world.stored.retainedAfter(id);
  }

  private SessionSnapshot state(SessionId id, long seq) {
    return ((Past.Found) Past.of(new SessionLog(world.stored, id), seq)).state().snapshot();
  }

  private List<String> said(SessionId id) {
    return messages.page(id, Messages.Query.latest(null, 200)).messages().stream().map(Message::content).toList();
  }

  @Test
  @DisplayName("[DP6] Entries and messages older than the session wishes to keep are dropped, and its state stays")
  void whatIsTooOldIsDropped() {
    create(HubWorld.ROOM, 10);
    talkFor(HubWorld.ROOM, 14);
    SessionSnapshot before = state(HubWorld.ROOM, 15);
    assertEquals(4, retention.sweep());
    assertEquals(4, retainedAfter(HubWorld.ROOM));
    assertEquals(5, world.log().get(0).seq(), "Day 4, ten days ago to the millisecond");
    assertEquals("Day 4", said(HubWorld.ROOM).get(0));
    assertEquals(11, said(HubWorld.ROOM).size());
    assertEquals(before, state(HubWorld.ROOM, 15));
    assertEquals(before, world.stored.open(HubWorld.ROOM).orElseThrow().state().snapshot());
    assertEquals(0, retention.sweep());
  }

  @Test
  @DisplayName("[DP6] Sweep after sweep the log goes on behind the newest snapshot, also where that is ahead")
  void sweepsFollowEachOther() {
    create(HubWorld.ROOM, 10);
    talkFor(HubWorld.ROOM, 12);
    retention.sweep();
    world.stored.keep(HubWorld.ROOM, world.stored.open(HubWorld.ROOM).orElseThrow().state().snapshot());
    SessionSnapshot kept = state(HubWorld.ROOM, 13);
    world.time.pass(5 * DAY);
    assertEquals(5, retention.sweep());
    assertEquals(7, retainedAfter(HubWorld.ROOM));
    assertEquals(kept, world.stored.open(HubWorld.ROOM).orElseThrow().snapshot());
    world.time.pass(100 * DAY);
    retention.sweep();
    assertEquals(13, retainedAfter(HubWorld.ROOM));
    assertEquals(List.of(), world.log());
    say(HubWorld.ROOM, "Hello again");
    assertEquals(14, world.log().get(0).seq());
  }

  @Test
  @DisplayName("[DP6] A session in memory does not give out what was dropped")
  void memoryForgetsToo() {
    create(HubWorld.ROOM, 10);
    talkFor(HubWorld.ROOM, 14);
    retention.sweep();
    FakePeer late = new FakePeer();
    world.join(HubWorld.ROOM, "ben", late, 1L);
    world.hub.report(HubWorld.ROOM);
    Notice.Welcomed welcome = late.heard().stream()
        .filter(Notice.Welcomed.class::isInstance).map(Notice.Welcomed.class::cast).findFirst().orElseThrow();
    assertTrue(welcome.truncated(), "what is replayed must not begin with what was dropped");
  }

  @Test
  @DisplayName("[DP7] Sessions that wish nothing, or nothing older, keep everything; a wish that changes counts")
  void othersKeepEverything() {
    SessionId other = new SessionId("other");
    create(HubWorld.ROOM, null);
    create(other, 100);
    talkFor(HubWorld.ROOM, 14);
    talkFor(other, 14);
    assertEquals(0, retention.sweep());
    world.hub.perform(HubWorld.ROOM, Origin.of(ADA, null), new Command.ChangeProfile(
        Map.of(ProfileField.RETENTION_DAYS, 20L)));
    assertTrue(retention.sweep() > 0);
    assertEquals(0, retainedAfter(other));
  }

  @Test
  @DisplayName("[DP8] A session that fails does not keep the others, and is tried again")
  void failuresAreTriedAgain() {
    SessionId other = new SessionId("a-first");
    create(HubWorld.ROOM, 10);
    create(other, 10);
    talkFor(HubWorld.ROOM, 14);
    world.stored.beginAfter(other, 3);
    world.stored.append(List.of(new Journal.Batch(other, List.of(new Entry(4, 0, null, null, null, new Event.Left(ADA, false))))));
    assertEquals(4, retention.sweep());
    assertEquals(1, world.incidents.size(), world.incidents.toString());
    world.stored.keep(other, new SessionState(world.stored.describe(other).orElseThrow()).snapshot());
    retention.sweep();
    assertEquals(2, world.incidents.size());
  }
}
