package io.tutti.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Role;
import io.tutti.contract.MemoryJournal;
import io.tutti.hub.HubSettings;
import io.tutti.hub.Published;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Command;
import io.tutti.session.Entry;
import io.tutti.session.SessionState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Twenty clients, two sessions, a bad network and a server that dies now and then; everything that could happen in any order is
 * one step, drawn by the seed. What the disk has is all that outlasts a life of the server.
 */
final class Simulation {

  private static final int CLIENTS = 20;
  private static final int USERS = 9;
  private static final List<SessionId> SESSIONS = List.of(new SessionId("one"), new SessionId("two"));

  private final Random random;
  private final boolean journalBreaks;
  private final HubSettings settings;
  private final MemoryJournal disk = new MemoryJournal();
  private final VirtualTime time = new VirtualTime(1_000_000_000);
  private final List<SimulatedClient> clients = new ArrayList<>();
  private final Map<SimulatedClient, Wire> wires = new LinkedHashMap<>();
  private final List<Wire> unnoticed = new ArrayList<>();
  private final Map<String, Integer> happened = new HashMap<>();
  private SimulatedServer server;

  Simulation(long seed) {
    // Neighbouring seeds would begin alike.
    random = new Random(new SplittableRandom(seed).nextLong());
    journalBreaks = random.nextInt(3) == 0;
    settings = SimulatedServer.settings(random.nextBoolean() ? 25 : 800, random.nextBoolean() ? 15 : 300);
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(new SimulatedClient(i, SESSIONS.get(i % SESSIONS.size()), USERS, what -> count(what, true)));
    }
    server = new SimulatedServer(disk, time, settings);
  }

  /** Lets {@code steps} things happen, then heals the world and looks whether everybody agrees. */
  void run(int steps) {
    try {
      for (int i = 0; i < steps; i++) {
        step();
      }
      heal();
      numbersWithoutGaps();
      nothingTakesEffectTwice();
      sameOrderAtEveryone();
      nothingAcknowledgedIsLost();
      eachClientsOrderIsKept();
      everyoneConverges();
      assertEquals(List.of(), server.faults());
    } finally {
      server.crash();
    }
  }

  // ---- what may happen ----

  private void step() {
    SimulatedClient client = clients.get(random.nextInt(CLIENTS));
    Wire wire = wires.get(client);
    int what = random.nextInt(1_000);
    if (what < 300) {
      client.wish(anyCommand());
    } else if (what < 330) {
      client.answer(0.5 + random.nextInt(200) / 1_000.0);
    } else if (what < 520) {
      deliver(wire, true);
    } else if (what < 700) {
      deliver(wire, false);
    } else if (what < 780) {
      server.publish(random);
    } else if (what < 840) {
      server.store(random);
    } else if (what < 900) {
      boolean fails = random.nextInt(60) == 0;
      count(fails ? "failed commit" : "commit", server.commit(fails));
    } else if (what < 930) {
      time.pass(random.nextInt(20) == 0 ? 31_000 : random.nextInt(200));
    } else if (what < 975) {
      connect(client);
    } else {
      goWrong(client, what);
    }
  }

  private void goWrong(SimulatedClient client, int what) {
    if (what < 985) {
      lose(client);
    } else if (what < 994) {
      if (!unnoticed.isEmpty()) {
        unnoticed.remove(random.nextInt(unnoticed.size())).noticed();
      }
    } else if (what < 996) {
      crash();
    } else if (what < 997) {
      clients.forEach(this::lose);
    } else if (journalBreaks && what < 998) {
      server.breakJournal();
      count("journal broken", true);
    } else {
      server.repairJournal();
    }
  }

  private Command anyCommand() {
    int what = random.nextInt(100);
    UserId somebody = new UserId("user" + random.nextInt(USERS));
    if (what < 2) {
      return new Command.ChangeRole(somebody, Role.values()[random.nextInt(3)]);
    } else if (what < 3) {
      return new Command.Kick(somebody);
    } else if (what < 8) {
      return new Command.UpdateParameters(Map.of("nosuch", 1.0), null);
    }
    Map<String, Double> values = new LinkedHashMap<>();
    if (random.nextInt(4) == 0) {
      values.put("mu", 0.5 + random.nextInt(20) / 100.0);
      values.put("kappa", 0.01 + random.nextInt(4) / 100.0);
    } else {
      values.put("omega", 0.5 + random.nextInt(100) / 100.0);
    }
    return new Command.UpdateParameters(values, random.nextInt(3) == 0 ? (long) random.nextInt(500) : null);
  }

  private void deliver(Wire wire, boolean up) {
    if (wire != null && up) {
      wire.deliverUp();
    } else if (wire != null) {
      wire.deliverDown();
    }
  }

  private void connect(SimulatedClient client) {
    if (!client.isConnected()) {
      Wire old = wires.remove(client);
      if (old != null) {
        old.cut();
        unnoticed.add(old);
      }
      SimulatedServer reached = server;
      Wire fresh = new Wire(client, published -> nothingUnstoredIsShown(client.session, published));
      wires.put(client, fresh);
      client.connect(fresh, (newcomer, wire) -> reached.join(client.session, newcomer, wire));
      count("connection", true);
    }
  }

  /** The network loses the connection; the server will hear of it some time. */
  private void lose(SimulatedClient client) {
    Wire wire = wires.remove(client);
    if (wire != null) {
      wire.cut();
      unnoticed.add(wire);
      client.lose();
      count("cut", true);
    }
  }

  private void crash() {
    server.crash();
    time.clear();
    wires.values().forEach(Wire::cut);
    wires.clear();
    unnoticed.clear();
    clients.forEach(SimulatedClient::lose);
    assertEquals(List.of(), server.faults());
    sameOrderAtEveryone();
    nothingAcknowledgedIsLost();
    server = new SimulatedServer(disk, time, settings);
    count("crash", true);
  }

  private void count(String what, boolean happens) {
    if (happens) {
      happened.merge(what, 1, Integer::sum);
    }
  }

  /** From now on nothing goes wrong and nobody wishes anything new, until nothing is left to do. */
  private void heal() {
    server.repairJournal();
    for (int round = 0; round < 200_000; round++) {
      clients.forEach(this::connect);
      boolean moved = false;
      for (Wire wire : List.copyOf(wires.values())) {
        moved |= !wire.isQuiet();
        wire.deliverUp();
        wire.deliverDown();
      }
      while (!unnoticed.isEmpty()) {
        unnoticed.remove(0).noticed();
      }
      moved |= server.publish(random) | server.store(random) | server.commit(false);
      if (!moved && server.isIdle() && unnoticed.isEmpty() && clients.stream().allMatch(SimulatedClient::isSettled)) {
        return;
      }
      if (!moved) {
        clients.stream().filter(client -> !client.isSettled()).forEach(this::lose);
      }
    }
    throw new AssertionError("the world does not come to rest: " + clients.stream().filter(client -> !client.isSettled()).count()
        + " clients wait, " + clients.stream().filter(SimulatedClient::hasUnanswered).count() + " for answers");
  }

  // ---- what must hold ----

  /** Whatever is shown to anybody is on the disk. */
  private void nothingUnstoredIsShown(SessionId session, Published published) {
    Entry entry = published.entry();
    assertEquals(List.of(entry), disk.read(session, entry.seq(), entry.seq(), 1), "shown before it was stored");
  }

  private void numbersWithoutGaps() {
    for (SessionId session : SESSIONS) {
      long expected = 0;
      for (Entry entry : log(session)) {
        assertEquals(++expected, entry.seq(), "a gap in " + session);
      }
    }
  }

  /** What anybody has heard of a place is what the log has there. */
  private void sameOrderAtEveryone() {
    for (SessionId session : SESSIONS) {
      List<Entry> log = log(session);
      for (SimulatedClient client : clients) {
        if (client.session.equals(session)) {
          client.heard().forEach((seq, entry) -> {
            assertTrue(seq <= log.size(), client.id + " has heard of " + seq + ", which is lost");
            assertEquals(log.get((int) (seq - 1)), entry, client.id + " has heard something else");
          });
        }
      }
    }
  }

  private void nothingAcknowledgedIsLost() {
    for (SimulatedClient client : clients) {
      List<Entry> log = log(client.session);
      client.acknowledged().forEach((ref, seq) -> {
        assertTrue(seq <= log.size(), ref + " of " + client.id + " was acknowledged and is lost");
        Entry entry = log.get((int) (seq - 1));
        assertEquals(ref, entry.ref());
        assertEquals(client.id, entry.client());
      });
    }
  }

  /** All entries of one command stand together: they come from one decision. */
  private void nothingTakesEffectTwice() {
    for (SessionId session : SESSIONS) {
      Map<String, Long> lastPlaces = new HashMap<>();
      for (Entry entry : log(session)) {
        if (entry.ref() != null) {
          Long before = lastPlaces.put(entry.client() + " " + entry.ref(), entry.seq());
          assertTrue(before == null || before == entry.seq() - 1, entry + " has taken effect at " + before + " already");
        }
      }
    }
  }

  /** A client's commands take effect in its order; one that had no effect at first may have it when it comes again. */
  private void eachClientsOrderIsKept() {
    for (SimulatedClient client : clients) {
      int last = 0;
      for (Entry entry : log(client.session)) {
        String ref = entry.ref();
        if (ref != null && client.id.equals(entry.client()) && !client.hasSentAgain(ref)) {
          int number = Integer.parseInt(ref.substring(1));
          assertTrue(last <= number || journalBreaks, entry + " comes after " + last);
          last = number;
        }
      }
    }
  }

  private void everyoneConverges() {
    for (SessionId session : SESSIONS) {
      SessionState whole = new SessionState(disk.describe(session).orElseThrow());
      log(session).forEach(whole::apply);
      SessionState opened = disk.open(session).orElseThrow().state();
      assertEquals(whole.snapshot(), opened.snapshot(), "the snapshot leads elsewhere");
      for (SimulatedClient client : clients) {
        if (client.session.equals(session)) {
          assertEquals(whole.seq(), client.lastSeen(), client.id + " has not heard everything");
          assertEquals(whole.parameters().values(), client.values(), client.id + " has other values");
        }
      }
      assertEquals(present(session), whole.members().size(), "ghosts in " + session);
    }
  }

  private long present(SessionId session) {
    return clients.stream().filter(client -> client.session.equals(session)).map(SimulatedClient::user).distinct().count();
  }

  /** Everything on the disk. */
  List<Entry> log(SessionId session) {
    return disk.read(session, 1, Long.MAX_VALUE, Integer.MAX_VALUE);
  }

  /** How often what happened: the simulation must reach its corners. */
  Map<String, Integer> happened() {
    return happened;
  }

  static List<SessionId> sessions() {
    return SESSIONS;
  }
}
