package io.tutti.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Role;
import io.tutti.hub.Ending;
import io.tutti.hub.Newcomer;
import io.tutti.hub.Notice;
import io.tutti.hub.Seat;
import io.tutti.identity.ClientId;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.parameters.Strategy;
import io.tutti.session.Command;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.Member;
import io.tutti.session.SessionView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client as the protocol wants it: names its commands, keeps each until it is answered, comes back with what it has seen last
 * and sends again what has no answer, in order. Mirrors the values from what it hears. Confined to the simulation.
 */
final class SimulatedClient {

  private static final int MAX_UNANSWERED = 30;

  final SessionId session;
  final ClientId id;
  private final String name;
  private final boolean guest;
  private final Consumer<String> happens;
  private final Map<String, Command> unanswered = new LinkedHashMap<>();
  private final Set<String> sent = new HashSet<>();
  private final Set<String> sentAgain = new HashSet<>();
  private final Map<Long, Entry> heard = new LinkedHashMap<>();
  private final Map<String, Long> acknowledged = new LinkedHashMap<>();
  private final Map<String, Double> mirror = new LinkedHashMap<>();
  private final Map<String, Notice.Questioned> questions = new LinkedHashMap<>();
  private UserId user;
  private @Nullable Wire wire;
  private @Nullable Long lastSeen;
  /** The place before what a truncated welcome has skipped, as long as answers may be in there (rule ENV16). */
  private @Nullable Long beforeSkipped;
  private boolean welcomed;
  private int refs;
  private int visits;

  SimulatedClient(int number, SessionId session, int users, Consumer<String> happens) {
    this.happens = happens;
    this.session = session;
    this.id = new ClientId("client" + number);
    this.guest = number % 5 == 4;
    this.name = "user" + number % users;
    this.user = new UserId(name);
  }

  // ---- what it does ----

  boolean isConnected() {
    return wire != null;
  }

  /** Opens a connection and asks to come in. */
  void connect(Wire fresh, BiFunction<Newcomer, Wire, Seat> join) {
    wire = fresh;
    welcomed = false;
    visits++;
    user = new UserId(guest ? "anon_" + id + "_" + visits : name);
    Member self = new Member(user, name, "#123456", Role.EDITOR, true, guest);
    lastSeen = beforeSkipped == null ? lastSeen : beforeSkipped;
    Newcomer newcomer = new Newcomer(self, id, lastSeen);
    fresh.send(() -> fresh.sit(join.apply(newcomer, fresh)));
  }

  /** Sends the command, or keeps it for the next connection. */
  void wish(Command command) {
    if (unanswered.size() < MAX_UNANSWERED) {
      String ref = "r" + ++refs;
      unanswered.put(ref, command);
      if (wire != null && welcomed) {
        send(ref, command);
      }
    }
  }

  /** Answers a question that it was asked, if there is one. */
  void answer(double value) {
    questions.values().stream().findFirst().ifPresent(asked -> {
      var question = asked.question();
      questions.remove(question.conflictId());
      wish(new Command.ResolveConflict(question.parameter(), value, Strategy.CUSTOM, question.conflictId()));
    });
  }

  private void send(String ref, Command command) {
    if (!sent.add(ref)) {
      sentAgain.add(ref);
    }
    Wire carrier = wire;
    if (carrier != null) {
      carrier.send(() -> carrier.seat().wish(command, ref));
    }
  }

  /** The connection is lost; it has noticed. */
  void lose() {
    wire = null;
    welcomed = false;
  }

  // ---- what it hears ----

  void hear(Wire from, Object message) {
    if (from != wire) {
      return;
    }
    if (message instanceof Entry entry) {
      hearEvent(entry);
    } else if (message instanceof Notice.Welcomed welcome) {
      hearWelcome(welcome);
    } else if (message instanceof Notice.Repeated repeated) {
      happens.accept("repeated");
      settle(repeated.entry().ref(), repeated.entry());
    } else if (message instanceof Notice.Acknowledged answer) {
      settle(answer.ref(), null);
    } else if (message instanceof Notice.Questioned asked) {
      happens.accept("question");
      questions.put(asked.question().conflictId(), asked);
      settle(asked.ref(), null);
    } else if (message instanceof Notice.Refused refused) {
      hearRefusal(refused);
    } else if (message instanceof Ending ending) {
      happens.accept(ending.name().toLowerCase(Locale.ROOT));
      from.cut();
      lose();
    }
  }

  private void hearRefusal(Notice.Refused refused) {
    if (refused.code() == ErrorCode.UNAVAILABLE) {
      Wire carrier = wire;
      if (carrier != null) {
        carrier.cut();
      }
      lose();
    } else {
      settle(refused.ref(), null);
    }
  }

  private void hearEvent(Entry entry) {
    assertTrue(welcomed, id + " was shown an event before it was welcomed");
    follow(entry);
    if (id.equals(entry.client())) {
      settle(entry.ref(), entry);
    }
  }

  private void hearWelcome(Notice.Welcomed welcome) {
    SessionView view = welcome.view();
    welcomed = true;
    if (lastSeen == null || welcome.truncated()) {
      beforeSkipped = unanswered.isEmpty() ? null : lastSeen;
      happens.accept(welcome.truncated() ? "truncated" : guest ? "guest" : "first visit");
      mirror.clear();
      mirror.putAll(view.values());
    } else {
      happens.accept(welcome.replay().isEmpty() ? "nothing missed" : "replay");
      for (Entry missed : welcome.replay()) {
        follow(missed);
        if (id.equals(missed.client())) {
          settle(missed.ref(), missed);
        }
      }
      assertTrue(view.seq() - lastSeen <= 1, id + " was not told of " + (lastSeen + 1) + " up to " + view.seq());
    }
    lastSeen = view.seq();
    assertEquals(view.values(), mirror, id + " has other values after what it missed");
    List<String> refsToSend = new ArrayList<>(unanswered.keySet());
    refsToSend.forEach(ref -> send(ref, unanswered.get(ref)));
  }

  private void follow(Entry entry) {
    assertEquals(lastSeen == null ? entry.seq() : lastSeen + 1, entry.seq(), id + " hears a gap or a repetition");
    lastSeen = entry.seq();
    heard.put(entry.seq(), entry);
    if (entry.event() instanceof Event.ParametersChanged changed) {
      mirror.putAll(changed.values());
    } else if (entry.event() instanceof Event.ConflictClosed closed) {
      happens.accept("conflict closed");
      questions.remove(closed.conflictId());
    }
  }

  private void settle(@Nullable String ref, @Nullable Entry entry) {
    if (ref != null) {
      unanswered.remove(ref);
      beforeSkipped = unanswered.isEmpty() ? null : beforeSkipped;
      if (entry != null) {
        acknowledged.putIfAbsent(ref, entry.seq());
        heard.putIfAbsent(entry.seq(), entry);
      }
    }
  }

  // ---- what the invariants look at ----

  /** Who it was at its last visit. */
  UserId user() {
    return user;
  }

  boolean isSettled() {
    return welcomed && unanswered.isEmpty();
  }

  boolean hasUnanswered() {
    return !unanswered.isEmpty();
  }

  @Nullable Long lastSeen() {
    return lastSeen;
  }

  Map<String, Double> values() {
    return mirror;
  }

  /** Whether the command went on its way more than once. */
  boolean hasSentAgain(String ref) {
    return sentAgain.contains(ref);
  }

  /** Every entry that it has ever heard of, by place. */
  Map<Long, Entry> heard() {
    return heard;
  }

  /** The places at which its commands took effect, as it was told, by ref. */
  Map<String, Long> acknowledged() {
    return acknowledged;
  }
}
