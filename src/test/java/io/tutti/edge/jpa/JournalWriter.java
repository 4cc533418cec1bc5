package io.tutti.edge.jpa;

import io.tutti.contract.Logs;
import io.tutti.session.Journal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that appends to {@value #SESSIONS} sessions in the embedded database of its only argument, one entry each in a
 * call, and prints the place that it has reached after each call that returned, until it is killed.
 */
public final class JournalWriter {

  static final int SESSIONS = 20;

  private JournalWriter() {}

  public static void main(String[] arguments) {
    JpaJournal journal = new JpaJournal(Database.open(DatabaseAddress.embedded(Path.of(arguments[0]))));
    for (int s = 0; s < SESSIONS; s++) {
      journal.create(Logs.session("s" + s));
    }
    for (long seq = 1; seq < 1_000_000; seq++) {
      List<Journal.Batch> batches = new ArrayList<>();
      for (int s = 0; s < SESSIONS; s++) {
        batches.add(Logs.batch("s" + s, Logs.entry(seq)));
      }
      journal.append(batches);
      System.out.println("stored " + seq + ".");
    }
  }
}
