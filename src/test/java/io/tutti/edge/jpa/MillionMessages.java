package io.tutti.edge.jpa;

import io.tutti.contract.Logs;
import io.tutti.conversation.ConversationEvent;
import io.tutti.conversation.Message;
import io.tutti.conversation.MessageAnchor;
import io.tutti.conversation.MessageId;
import io.tutti.conversation.Messages;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * Measures what reading costs in a session with very many messages, on the embedded database: run it with the number of
 * messages (1,000,000 by default) and a folder, in which it makes the database unless there is one. Not a test.
 */
public final class MillionMessages {

  private static final SessionId SESSION = new SessionId("large");
  private static final UserId READER = new UserId("user-7");
  private static final int RUN = 2_000;
  private static final int TRIES = 41;

  private final JpaMessages messages;
  private final int count;

  private MillionMessages(Database database, int count) {
    this.messages = new JpaMessages(database, session -> { });
    this.count = count;
  }

  public static void main(String[] arguments) {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    Path folder = Path.of(arguments.length > 1 ? arguments[1] : System.getProperty("java.io.tmpdir") + "/million");
    boolean isNew = !Files.exists(folder.resolve("tutti.mv.db"));
    try (Database database = Database.open(DatabaseAddress.embedded(folder))) {
      if (isNew) {
        new JpaJournal(database).create(Logs.session(SESSION.value()));
        fill(database, count);
      }
      new MillionMessages(database, count).measure();
    }
  }

  private static void fill(Database database, int count) {
    MessageWriter writer = new MessageWriter(database);
    Random random = new Random(7);
    long started = System.nanoTime();
    long cpu = cpuNanos();
    for (int first = 1; first <= count; first += RUN) {
      List<MessageWriter.Said> run = new ArrayList<>();
      for (int seq = first; seq < first + RUN && seq <= count; seq++) {
        run.add(new MessageWriter.Said(SESSION, seq, new ConversationEvent.Posted(message(seq, random))));
      }
      writer.write(run);
      writer.sync();
    }
    System.out.printf("filled: %.1f s, %.1f µs CPU a message%n",
        (System.nanoTime() - started) / 1e9, (cpuNanos() - cpu) / 1e3 / count);
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** One in ten is an answer, one in ten a comment; ten words, some of them frequent. */
  private static Message message(int seq, Random random) {
    StringBuilder text = new StringBuilder("message number").append(seq);
    for (int i = 0; i < 8; i++) {
      text.append(" w").append((int) Math.pow(10_000, random.nextDouble()));
    }
    boolean comment = seq % 10 == 0;
    boolean answer = seq % 10 == 1 && seq > 1_000;
    return new Message(id(seq), new UserId("user-" + random.nextInt(50)), "Somebody",
        comment ? Message.Kind.COMMENT : Message.Kind.CHAT, text.toString(), List.of(), Map.of(),
        answer ? id(seq - 500) : null, 0, comment ? new MessageAnchor.FilePlace("src/F" + seq % 97 + ".java", seq % 500, 1, null) : null,
        1_700_000_000_000L + seq * 1_000L, null, null, false, seq);
  }

  private static MessageId id(int seq) {
    return new MessageId(UUID.nameUUIDFromBytes(("m" + seq).getBytes(StandardCharsets.UTF_8)).toString());
  }

  /** Every try asks for something else, for H2 remembers the last answer to a question. */
  private void measure() {
    time("page of 50, newest", i -> messages.page(SESSION, Messages.Query.latest((long) count + i, 50)));
    time("page of 50, anywhere", i -> messages.page(SESSION, Messages.Query.latest(count / 50L * (i + 1), 50)));
    time("page of 200, anywhere", i -> messages.page(SESSION, Messages.Query.latest(count / 60L * (i + 1), 200)));
    time("page of comments", i -> messages.page(SESSION, query(count - i, Message.Kind.COMMENT, null, null, null)));
    time("page of annotations (none)", i -> messages.page(SESSION, query(count - i, Message.Kind.ANNOTATION, null, null, null)));
    time("page of a thread", i -> messages.page(SESSION, query(count, null, id(count - 999 - 10 * i), null, null)));
    time("page of a file", i -> messages.page(SESSION, query(count, null, null, "src/F" + i + ".java", null)));
    time("comments in a file", i -> messages.page(SESSION, query(count, Message.Kind.COMMENT, null, "src/F" + i + ".java", null)));
    time("find by id", i -> messages.find(SESSION, id(count / 50 * (i + 1))));
    time("search: a word of every message", i -> search(count - i, "message"));
    time("search: one rare word", i -> search(count, "number" + count / 50 * (i + 1)));
    time("search: two words", i -> search(count, "w" + (4711 + i) + " w10"));
    time("search: two that never meet", i -> search(count, "number" + (5 + i) + " number600"));
    time("search: every message and a rare one", i -> search(count, "message w9 number" + (77 + i)));
    time("search: two frequent ones", i -> search(count - i, "w1 w2"));
    time("search: a beginning (w47…)", i -> search(count - i, "w47"));
    time("search: nothing like it", i -> search(count, "nothing" + i));
    time("search: comments with a word", i -> messages.page(SESSION, query(count - i, Message.Kind.COMMENT, null, null, "w10")));
    time("unread, never read", i -> messages.unread(SESSION, new UserId("user-" + i)));
    time("note a reading", i -> {
      messages.read(SESSION, READER, i);
      return true;
    });
    time("statistics", i -> {
      messages.read(SESSION, READER, 1_000 + i);
      return messages.statistics(SESSION);
    });
  }

  private static Messages.Query query(long before, Message.Kind kind, MessageId parent, String file, String text) {
    return new Messages.Query(before, 50, kind, parent, file, null, text);
  }

  private Object search(long before, String text) {
    return messages.page(SESSION, query(before, null, null, null, text));
  }

  private static void time(String what, IntFunction<?> work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long[] nanos = new long[TRIES];
    long[] cpu = new long[TRIES];
    int done = 0;
    long all = System.nanoTime();
    while (done < TRIES && (done < 3 || System.nanoTime() - all < 10_000_000_000L)) {
      long started = System.nanoTime();
      long cpuBefore = threads.getCurrentThreadCpuTime();
      work.apply(done);
      cpu[done] = threads.getCurrentThreadCpuTime() - cpuBefore;
      nanos[done] = System.nanoTime() - started;
      done++;
    }
    String first = String.format("%.2f (CPU %.2f)", nanos[0] / 1e6, cpu[0] / 1e6);
    Arrays.sort(nanos, 0, done);
    Arrays.sort(cpu, 0, done);
    System.out.printf("%-40s first %s ms, median %.2f (CPU %.2f), worst %.2f, %d tries%n",
        what, first, nanos[done / 2] / 1e6, cpu[done / 2] / 1e6, nanos[done - 1] / 1e6, done);
  }
}
