package io.tutti.session.bench;

import io.tutti.access.Role;
import io.tutti.conversation.ConversationCommand;
import io.tutti.conversation.Message;
import io.tutti.edge.json.stored.StoredEvents;
import io.tutti.identity.ClientId;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Command;
import io.tutti.session.Decision;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.Member;
import io.tutti.session.Sequencer;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionState;
import io.tutti.session.Standing;
import io.tutti.state.StateCommand;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a command costs from the decision to the words that are stored, in CPU time of the thread that does it: parameters, shared state
 * and chat in turns, each with a ref. It prints nanoseconds a command for each round, so that two builds can be run in turns beside each
 * other on a busy machine; JMH measures wall time, which says nothing there.
 */
public final class CommandBenchmark {

  private static final int COMMANDS = 200_000;
  private static final UserId ANN = new UserId("ann");
  private static final UserId BOB = new UserId("bob");
  private static final ClientId TAB = new ClientId("tab-1");

  private final SessionState state =
      new SessionState(SessionDescription.onJoining(new SessionId("bench"), 500, 1_000));
  private long now = 1_000_000;
  private long stored;
  private long due;

  private CommandBenchmark() {}

  /** {@code args}: rounds; the first ones warm up. */
  public static void main(String[] args) {
    int rounds = args.length == 0 ? 20 : Integer.parseInt(args[0]);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (int round = 0; round < rounds; round++) {
      CommandBenchmark bench = new CommandBenchmark();
      bench.join(ANN);
      bench.join(BOB);
      long before = threads.getCurrentThreadCpuTime();
      bench.run();
      System.out.println((threads.getCurrentThreadCpuTime() - before) / COMMANDS + " ns, " + bench.stored / COMMANDS + " characters");
    }
  }

  private void join(UserId user) {
    Member member = new Member(user, user.value(), "#123456", Role.EDITOR, true, false);
    perform(null, new Command.Join(member, Set.of(), Standing.LINK), null);
  }

  private void run() {
    for (int i = 0; i < COMMANDS; i++) {
      now += 300;
      perform(i % 2 == 0 ? ANN : BOB, command(i), "r" + i);
      due += state.nextDue() < now ? 1 : 0;
    }
  }

  private static Command command(int i) {
    return switch (i % 8) {
      case 0 -> new Command.PatchState(new StateCommand.Patch(Map.of("door", (long) i), null));
      case 1 -> new Command.Converse(new ConversationCommand.Send("Good morning", null, Message.Kind.CHAT, null, Set.of()));
      default -> new Command.UpdateParameters(Map.of("mu", 0.55 + i % 100 / 1_000.0), null);
    };
  }

  private void perform(@Nullable UserId actor, Command command, @Nullable String ref) {
    if (actor != null && ref != null && state.placeOf(actor, TAB, ref) > 0) {
      throw new IllegalStateException(ref + " is known");
    }
    state.recallFor(command);
    if (Sequencer.decide(state, actor, command, now) instanceof Decision.Accepted accepted) {
      for (Event event : accepted.events()) {
        Entry entry = new Entry(state.seq() + 1, now, actor, ref == null ? null : TAB, ref, event);
        state.apply(entry);
        stored += StoredEvents.type(event).length() + StoredEvents.payload(event).length();
      }
    } else {
      throw new IllegalStateException("refused: " + command);
    }
  }
}
