package io.tutti.parameters;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The original clients send all their values 300 ms after every change, their own or another's, and know neither refs nor
 * baseSeq. On the original server two of them answered each other for ever. Virtual time; delays by a seed.
 */
class IdleClientsTest {

  private static final int MAX_DELAY_MILLIS = 200;
  private static final int MAX_DISPATCHES = 20_000;

  /** What a person does: at a time (ms) one client's parameter gets a value. */
  record Change(int client, int at, String parameter, int percent) {}

  private record Dispatch(long at, long order, Runnable action) {}

  private final class World {
    final Parameters server = new Parameters(ParameterSchema.trivector(), 500);
    final List<Client> clients = new ArrayList<>();
    final PriorityQueue<Dispatch> queue =
        new PriorityQueue<>(Comparator.comparingLong(Dispatch::at).thenComparingLong(Dispatch::order));
    final Random random;
    long now;
    long order;
    long seq;
    long lastEventAt;

    World(long seed, List<UserId> users) {
      random = new Random(seed);
      users.forEach(user -> clients.add(new Client(this, user)));
    }

    void at(long time, Runnable action) {
      queue.add(new Dispatch(time, order++, action));
    }

    void receive(Client sender, Map<String, Double> wishes) {
      var assessment = server.assess(sender.user, wishes, null, now);
      assertTrue(sender.touched.containsAll(assessment.conflicts()),
          "asked about what nobody at that client has touched: " + assessment.conflicts());
      if (assessment.writes().isEmpty()) {
        return;
      }
      seq++;
      lastEventAt = now;
      server.write(sender.user, assessment.writes(), seq, now);
      for (Client other : clients) {
        if (other != sender) {
          other.downlinkFree = Math.max(other.downlinkFree, now + random.nextInt(MAX_DELAY_MILLIS));
          at(other.downlinkFree, () -> other.hear(assessment.writes()));
        }
      }
    }

    /** Runs until nothing is to come; whether that happened at all. */
    boolean run() {
      for (int i = 0; i < MAX_DISPATCHES; i++) {
        Dispatch next = queue.poll();
        if (next == null) {
          return true;
        }
        now = next.at();
        next.action().run();
      }
      return false;
    }
  }

  private static final class Client {
    final World world;
    final UserId user;
    final Set<String> touched = new HashSet<>();
    final Map<String, Double> shown = new HashMap<>(ParameterSchema.trivector().initialValues());
    long timer;
    long uplinkFree;
    long downlinkFree;

    Client(World world, UserId user) {
      this.world = world;
      this.user = user;
    }

    void hear(Map<String, Double> values) {
      shown.putAll(values);
      long mine = ++timer;
      world.at(world.now + 300 + world.random.nextInt(101), () -> {
        if (timer == mine) {
          send();
        }
      });
    }

    private void send() {
      Map<String, Double> all = Map.copyOf(shown);
      uplinkFree = Math.max(uplinkFree, world.now + world.random.nextInt(MAX_DELAY_MILLIS));
      world.at(uplinkFree, () -> world.receive(this, all));
    }
  }

  @Property(tries = 1_000)
  @Label("[PAR9] [TRI2] Two idle original clients that repeat all their values come to rest and are asked nothing")
  void rest(@ForAll("changes") List<Change> changes, @ForAll long seed) {
    World world = played(changes, seed, List.of(new UserId("ann"), new UserId("bob")));
    assertTrue(world.lastEventAt <= soonAfter(changes, 2), "still moving at " + world.lastEventAt);
  }

  @Property(tries = 300)
  @Label("[PAR9] [TRI2] So do five of them")
  void restOfFive(@ForAll("changes") List<Change> changes, @ForAll long seed) {
    List<UserId> users = List.of(
        new UserId("ann"), new UserId("bob"), new UserId("cid"), new UserId("dee"), new UserId("eve"));
    World world = played(changes, seed, users);
    assertTrue(world.lastEventAt <= soonAfter(changes, 5), "still moving at " + world.lastEventAt);
  }

  @Property(tries = 300)
  @Label("[PAR9] [TRI11] So do two tabs of one person, whose changes are a second apart")
  void restOfTabs(@ForAll("changes") List<Change> changes, @ForAll long seed) {
    List<Change> spaced = new ArrayList<>();
    changes.forEach(change -> spaced.add(
        new Change(change.client(), 1_000 * spaced.size(), change.parameter(), change.percent())));
    World world = played(spaced, seed, List.of(new UserId("ann"), new UserId("ann")));
    assertTrue(world.lastEventAt <= 1_000L * spaced.size(), "still moving at " + world.lastEventAt);
  }

  /** What a client has not sent yet, another's change may put off: once per client, by a pause and the way there. */
  private static long soonAfter(List<Change> changes, int clients) {
    long lastChange = changes.stream().mapToLong(Change::at).max().orElse(0);
    return lastChange + clients * (400L + 2 * MAX_DELAY_MILLIS);
  }

  private World played(List<Change> changes, long seed, List<UserId> users) {
    World world = new World(seed, users);
    for (Change change : changes) {
      Parameter.Adjustable parameter = ParameterSchema.trivector().adjustable(change.parameter()).orElseThrow();
      double min = parameter.min() == null ? 0 : parameter.min();
      double max = parameter.max() == null ? 1 : parameter.max();
      double value = min + (max - min) * change.percent() / 100;
      Client client = world.clients.get(change.client() % users.size());
      world.at(change.at(), () -> {
        client.touched.add(change.parameter());
        client.hear(Map.of(change.parameter(), value));
      });
    }
    assertTrue(world.run(), "no rest after " + world.now + " ms");
    return world;
  }

  @Provide
  Arbitrary<List<Change>> changes() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 4), Arbitraries.integers().between(0, 4_000),
            Arbitraries.of("mu", "omega", "kappa"), Arbitraries.integers().between(0, 100))
        .as(Change::new).list().ofMinSize(1).ofMaxSize(20);
  }
}
