package io.tutti.edge.jpa;

import io.tutti.contract.Logs;
import io.tutti.session.JournalFailure;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;

/**
 * A process whose embedded database, in the directory of its only argument, loses count of its versions, as it may after a failed
 * write: no statement ends any more. It is a process of its own because H2's assertions, which tests run with, end them. Prints
 * {@code recovered} once entries are stored again and nobody is caught any more.
 */
public final class SpoiltEngine {

  private static final int CAUGHT = 3;

  private SpoiltEngine() {}

  public static void main(String[] arguments) throws Exception {
    DatabaseAddress address = DatabaseAddress.embedded(Path.of(arguments[0]));
    Database database = Database.open(address);
    JpaJournal journal = new JpaJournal(database);
    journal.create(Logs.session("s"));
    journal.append(List.of(Logs.batch("s", Logs.entries(1, 10))));
    spoil(address);
    List<Thread> caught = new ArrayList<>();
    for (int i = 0; i < CAUGHT; i++) {
      Thread reader = new Thread(() -> attempt(() -> journal.open(Logs.session("s").id())));
      reader.start();
      caught.add(reader);
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!attempt(() -> journal.append(List.of(Logs.batch("s", Logs.entry(11)))))) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("nothing can be stored: " + journal.checks());
      }
    }
    for (Thread reader : caught) {
      reader.join(TimeUnit.SECONDS.toMillis(30));
      if (reader.isAlive()) {
        throw new AssertionError("a reader is still caught");
      }
    }
    System.out.println("recovered " + journal.open(Logs.session("s").id()).orElseThrow().tail().size());
    database.close();
  }

  private static boolean attempt(Runnable work) {
    try {
      work.run();
      return true;
    } catch (JournalFailure e) {
      return false;
    }
  }

  private static void spoil(DatabaseAddress address) throws Exception {
    Connection connection = DriverManager.getConnection(address.url(), address.user(), address.password());
    MVStore store = ((SessionLocal) ((JdbcConnection) connection).getSession()).getDatabase().getStore().getMvStore();
    Constructor<MVStore.TxCounter> made = MVStore.TxCounter.class.getDeclaredConstructor(long.class);
    made.setAccessible(true);
    MVStore.TxCounter counter = made.newInstance(store.getCurrentVersion());
    Field count = MVStore.TxCounter.class.getDeclaredField("counter");
    count.setAccessible(true);
    count.setInt(counter, -1);
    Field current = MVStore.class.getDeclaredField("currentTxCounter");
    current.setAccessible(true);
    current.set(store, counter);
  }
}
