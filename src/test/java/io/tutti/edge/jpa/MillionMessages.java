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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

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
    return new MessageId(java.util.UUID.nameUUIDFromBytes(("m" + seq).getBytes(java.nio.charset.StandardCharsets.UTF_8)).toString());
  }

  private void measure() {
    time("page of 50, newest", () -> messages.page(SESSION, Messages.Query.latest(null, 50)));
    time("page of 50, in the middle", () -> messages.page(SESSION, Messages.Query.latest(count / 2L, 50)));
    time("page of 200, at the start", () -> messages.page(SESSION, Messages.Query.latest(300L, 200)));
    time("page of comments", () -> messages.page(SESSION, query(Message.Kind.COMMENT, null, null, null)));
    time("page of annotations (none)", () -> messages.page(SESSION, query(Message.Kind.ANNOTATION, null, null, null)));
    time("page of a thread", () -> messages.page(SESSION, query(null, id(count - 999), null, null)));
    time("page of a file", () -> messages.page(SESSION, query(null, null, "src/F5.java", null)));
    time("comments in a file", () -> messages.page(SESSION, query(Message.Kind.COMMENT, null, "src/F5.java", null)));
    time("find by id", () -> messages.find(SESSION, id(count / 3)));
    time("search: a word of every message", () -> search("message"));
    time("search: one rare word", () -> search("number" + count / 2));
    time("search: two words", () -> search("w4711 w10"));
    time("search: two that never meet", () -> search("number5 number6"));
    time("search: every message and a rare one", () -> search("message w9 number77"));
    time("search: beginning of one (w47…)", () -> search("w47"));
    time("search: beginning of all (me…)", () -> search("me"));
    time("search: comments with a word", () -> messages.page(SESSION, query(Message.Kind.COMMENT, null, null, "w10")));
    time("unread", () -> messages.unread(SESSION, READER));
    time("note a reading", () -> {
      messages.read(SESSION, READER, 0);
      return true;
    });
    time("statistics", () -> messages.statistics(SESSION));
  }

  private static Messages.Query query(Message.Kind kind, MessageId parent, String file, String text) {
    return new Messages.Query(null, 50, kind, parent, file, null, text);
  }

  private Object search(String text) {
    return messages.search(Set.of(SESSION), text, 50);
  }

  private static void time(String what, java.util.function.Supplier<?> work) {
    long[] nanos = new long[TRIES];
    long first = 0;
    int done = 0;
    long all = System.nanoTime();
    while (done < TRIES && (done < 3 || System.nanoTime() - all < 5_000_000_000L)) {
      long started = System.nanoTime();
      work.get();
      nanos[done] = System.nanoTime() - started;
      first = done == 0 ? nanos[0] : first;
      done++;
    }
    long[] sorted = Arrays.copyOf(nanos, done);
    Arrays.sort(sorted);
    System.out.printf("%-40s first %8.2f ms, median %8.2f, worst %8.2f (%d)%n",
        what, first / 1e6, sorted[done / 2] / 1e6, sorted[done - 1] / 1e6, done);
  }
}
