package io.tutti.edge.jpa;

import io.tutti.edge.sealing.Seal;
import io.tutti.session.JournalFailure;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hibernate.boot.archive.scan.internal.DisabledScanner;
import org.hibernate.jpa.HibernatePersistenceProvider;
import org.jspecify.annotations.Nullable;

/**
 * The open database: migrated, its schema checked against the entities, and opened again where it breaks. The one connection that
 * appends is kept apart from the pool, so that readers, however many, never make the log wait. Thread-safe.
 */
public final class Database implements AutoCloseable {

  private static final int VALIDATION_SECONDS = 2;
  private static final String NO_ROOM = "The server's disk is almost full: nothing can be changed until there is room again";

  private final DatabaseAddress address;
  private final DatabaseKeeper keeper;
  private final EntityManagerFactory entities;
  private final Seal seal;
  private final BooleanSupplier hasRoom;

  private Database(DatabaseAddress address, Pools pools, Seal seal, BooleanSupplier hasRoom) {
    this.address = address;
    this.seal = seal;
    this.hasRoom = hasRoom;
    this.keeper = new DatabaseKeeper(address, pools);
    this.entities = entities(() -> keeper.pools().readers().getConnection());
    keeper.start();
  }

  /**
   * Opens the database and brings its tables up to date.
   *
   * @throws JournalFailure with what is wrong: it does not answer, is in use by another process, or has a foreign schema
   */
  public static Database open(DatabaseAddress address) {
    return open(address, Seal.none());
  }

  /** As {@link #open(DatabaseAddress)}; content is stored as {@code seal} seals it. */
  public static Database open(DatabaseAddress address, Seal seal) {
    return open(address, seal, () -> true);
  }

  /** The same; nothing is written while {@code hasRoom} says that there is none. */
  public static Database open(DatabaseAddress address, Seal seal, BooleanSupplier hasRoom) {
    Pools pools = null;
    try {
      pools = Pools.open(address);
      migrate(address, pools.readers());
      return new Database(address, pools, seal, hasRoom);
    } catch (RuntimeException e) {
      if (pools != null) {
        pools.close();
      }
      throw Failures.of("open the database " + address, e);
    }
  }

  private static void migrate(DatabaseAddress address, DataSource source) {
    String migrations = switch (address.product()) {
      case H2 -> "classpath:db/migration/h2";
      case POSTGRESQL -> "classpath:db/migration/postgresql";
    };
    Flyway.configure(Database.class.getClassLoader()).dataSource(source).locations(migrations).load().migrate();
  }

  /** By the provider itself: looking for one by service would find the container's first. */
  private static EntityManagerFactory entities(BareSource source) {
    Map<String, Object> settings = Map.of(
        "jakarta.persistence.nonJtaDataSource", source,
        "hibernate.hbm2ddl.auto", "validate",
        "hibernate.connection.provider_disables_autocommit", "true",
        "hibernate.jdbc.fetch_size", "1000",
        // The entities are named in persistence.xml, with all that there is to know of them: nothing is to be looked for.
        "hibernate.archive.scanner", DisabledScanner.class.getName(),
        "hibernate.xml_mapping_enabled", "false");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(Database.class.getClassLoader());
    try {
      EntityManagerFactory factory = new HibernatePersistenceProvider().createEntityManagerFactory("tutti", settings);
      if (factory == null) {
        throw new IllegalStateException("META-INF/persistence.xml has no unit tutti");
      }
      return factory;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** What seals the content that is stored here. */
  Seal seal() {
    return seal;
  }

  EntityManagerFactory entities() {
    return entities;
  }

  /** The connection that appends; whoever has it closes it soon. */
  Connection appendingConnection() throws SQLException {
    return keeper.pools().appender().getConnection();
  }

  /**
   * Lets writing begin.
   *
   * @throws JournalFailure where there is so little room that writing could break the database
   */
  void requireRoom() {
    if (!hasRoom.getAsBoolean()) {
      throw JournalFailure.refused(NO_ROOM);
    }
  }

  /**
   * Makes what was committed survive a crash of the machine. PostgreSQL has done so at the commit; H2 has handed it to the
   * operating system, which is enough for a crash of this process only.
   */
  void sync() throws SQLException {
    if (address.product() == DatabaseAddress.Product.H2) {
      try (Connection connection = keeper.pools().readers().getConnection(); Statement statement = connection.createStatement()) {
        statement.execute("CHECKPOINT SYNC");
        connection.commit();
      }
    }
  }

  /** Something failed that may be the database's fault: it is looked at, and opened again where it is. */
  void suspect() {
    keeper.suspect();
  }

  /** What is wrong with the database, in words for operators, or {@link io.tutti.session.Journal#OK}; as was found lately. */
  String check() {
    return keeper.check();
  }

  /** Why nothing can be stored, in words for people; null where nothing is known against it. */
  @Nullable String refusal() {
    return keeper.refusal();
  }

  /** Whether the database answers within two seconds once there is a connection. */
  boolean answers() {
    try (Connection connection = keeper.pools().readers().getConnection()) {
      return keeper.isTrusted() && connection.isValid(VALIDATION_SECONDS);
    } catch (SQLException | JournalFailure e) {
      return false;
    }
  }

  /** Closes the tables; whoever comes later gets a {@link JournalFailure}. */
  @Override
  public void close() {
    entities.close();
    keeper.close();
  }
}
