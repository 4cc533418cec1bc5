package io.tutti.edge.jpa;

import io.tutti.session.JournalFailure;
import io.tutti.session.LogIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * Where the tables lie, in a way that a copy of them gets wrong (rule LOGID4). It is written down in the tables; where they say
 * something else than what is found, they were put back from a copy, and somebody may have seen more of the logs than is there: all
 * logs go on under other ids.
 *
 * <ul>
 *   <li>The embedded database: when the file {@code incarnation} beside it came to be what it is, which no copy can have and nobody
 *       can set.
 *   <li>PostgreSQL: which cluster, on which timeline, which database and which table it is. What was dumped has another table, what
 *       was recovered to an earlier moment another timeline.
 * </ul>
 *
 * <p>Whoever removes that file, or that row, says that the data was put back. Confined to the start.
 */
public final class StoragePlace {

  private static final String FILE = "incarnation";
  private static final int FORMER_LENGTH = LogIdentity.MAX_FORMER * (LogIdentity.LENGTH + 1) - 1;
  private static final String TABLE = "SELECT current_database() || ' ' || 'sessions'::regclass::oid";
  private static final String CLUSTER =
      "SELECT s.system_identifier || ' ' || c.timeline_id FROM pg_control_system() s, pg_control_checkpoint() c";

  private final Database database;

  private StoragePlace(Database database) {
    this.database = database;
  }

  /**
   * Gives all logs of the embedded database new ids if it was put back from a copy.
   *
   * @return how many logs have another id now
   * @throws JournalFailure if that cannot be found out or stored
   */
  public static int checkEmbedded(Database database, Path directory) {
    try {
      return new StoragePlace(database).check("file " + since(directory.resolve(FILE)));
    } catch (IOException e) {
      throw new JournalFailure("The file " + directory.resolve(FILE) + " cannot be read or made", e, false);
    }
  }

  /** The same for PostgreSQL. */
  public static int checkPostgres(Database database) {
    StoragePlace place = new StoragePlace(database);
    return place.check("postgresql " + place.value(TABLE) + " " + place.cluster());
  }

  private static String since(Path file) throws IOException {
    if (Files.notExists(file)) {
      Files.writeString(file, "Tutti looks when this file was made, to notice that the folder was put back from a copy.\n");
    }
    boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
    return Files.getAttribute(file, unix ? "unix:ctime" : "creationTime").toString();
  }

  /** A user who may not ask that sees dumps only. */
  private String cluster() {
    try {
      return value(CLUSTER);
    } catch (JournalFailure e) {
      return "unknown";
    }
  }

  private String value(String query) {
    return inTransaction("ask where the database lies", connection -> {
      try (Statement statement = connection.createStatement(); ResultSet found = statement.executeQuery(query)) {
        return found.next() ? String.valueOf(found.getString(1)) : "";
      }
    });
  }

  private int check(String here) {
    return inTransaction("compare where the database lies", connection -> {
      String known;
      try (Statement statement = connection.createStatement();
          ResultSet found = statement.executeQuery("SELECT place FROM storage_place WHERE place_key = 1")) {
        known = found.next() ? String.valueOf(found.getString(1)) : "";
      }
      return known.equals(here) ? 0 : moved(connection, here);
    });
  }

  private static int moved(Connection connection, String here) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM storage_place");
      try (PreparedStatement insert = connection.prepareStatement("INSERT INTO storage_place (place_key, place) VALUES (1, ?)")) {
        insert.setString(1, here);
        insert.executeUpdate();
      }
      boolean h2 = connection.getMetaData().getDatabaseProductName().toUpperCase(Locale.ROOT).startsWith("H2");
      String random = h2 ? "SUBSTRING(REPLACE(CAST(RANDOM_UUID() AS VARCHAR), '-', '') FROM 1 FOR 16)"
          : "substr(md5(random()::text || clock_timestamp()::text || session_key::text), 1, 16)";
      return statement.executeUpdate("UPDATE sessions SET log_generation = log_generation + 1, former_log_ids ="
          + " RIGHT(CASE WHEN former_log_ids IS NULL THEN log_id ELSE former_log_ids || ' ' || log_id END, " + FORMER_LENGTH + "),"
          + " log_id = " + random);
    }
  }

  private interface Work<R> {
    R on(Connection connection) throws SQLException;
  }

  private <R> R inTransaction(String what, Work<R> work) {
    try (Connection connection = database.appendingConnection()) {
      try {
        R result = work.on(connection);
        connection.commit();
        database.sync();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException | RuntimeException e) {
      throw Failures.of(what, e);
    }
  }
}
