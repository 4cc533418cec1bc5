package io.tutti.edge.jpa;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tutti.edge.sealing.Seal;
import io.tutti.session.JournalFailure;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.hibernate.boot.archive.scan.internal.DisabledScanner;
import org.hibernate.jpa.HibernatePersistenceProvider;
import org.jspecify.annotations.Nullable;

/**
 * The open database: migrated, its schema checked against the entities. The one connection that appends is kept apart from
 * the pool, so that readers, however many, never make the log wait. Thread-safe.
 */
public final class Database implements AutoCloseable {

  private static final int READERS = 8;
  private static final long CONNECTION_TIMEOUT_MILLIS = 10_000;
  private static final int VALIDATION_TIMEOUT_MILLIS = 2_000;

  private final DatabaseAddress address;
  private final HikariDataSource readers;
  private final HikariDataSource appender;
  private final EntityManagerFactory entities;
  private final Seal seal;

  private Database(
      DatabaseAddress address, HikariDataSource readers, HikariDataSource appender, EntityManagerFactory entities,
      Seal seal) {
    this.address = address;
    this.readers = readers;
    this.appender = appender;
    this.entities = entities;
    this.seal = seal;
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
    HikariDataSource readers = null;
    HikariDataSource appender = null;
    try {
      readers = pool(address, "tutti", READERS);
      migrate(address, readers);
      appender = pool(address, "tutti-journal", 1);
      return new Database(address, readers, appender, entities(readers), seal);
    } catch (RuntimeException e) {
      closeQuietly(appender);
      closeQuietly(readers);
      throw Failures.of("open the database " + address, e);
    }
  }

  private static HikariDataSource pool(DatabaseAddress address, String name, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(address.url());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
    config.setValidationTimeout(VALIDATION_TIMEOUT_MILLIS);
    config.setAutoCommit(false);
    switch (address.product()) {
      case H2 -> config.setDriverClassName("org.h2.Driver");
      case POSTGRESQL -> postgres(config);
    }
    return new HikariDataSource(config);
  }

  /** Bounds every wait for the other machine; rows of one batch go out as one statement. */
  private static void postgres(HikariConfig config) {
    config.setDriverClassName("org.postgresql.Driver");
    config.addDataSourceProperty("connectTimeout", "10");
    config.addDataSourceProperty("socketTimeout", "30");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("ApplicationName", "tutti");
  }

  private static void migrate(DatabaseAddress address, HikariDataSource source) {
    String migrations = switch (address.product()) {
      case H2 -> "classpath:db/migration/h2";
      case POSTGRESQL -> "classpath:db/migration/postgresql";
    };
    Flyway.configure(Database.class.getClassLoader()).dataSource(source).locations(migrations).load().migrate();
  }

  /** By the provider itself: looking for one by service would find the container's first. */
  private static EntityManagerFactory entities(HikariDataSource source) {
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
    return appender.getConnection();
  }

  /**
   * Makes what was committed survive a crash of the machine. PostgreSQL has done so at the commit; H2 has handed it to the
   * operating system, which is enough for a crash of this process only.
   */
  void sync() throws SQLException {
    if (address.product() == DatabaseAddress.Product.H2) {
      try (Connection connection = readers.getConnection(); Statement statement = connection.createStatement()) {
        statement.execute("CHECKPOINT SYNC");
        connection.commit();
      }
    }
  }

  /**
   * Lets go of every connection once it is given back: after a failure they may all lead to a database that has given up, and
   * a new one is what opens it again.
   */
  void renew() {
    softEvict(readers);
    softEvict(appender);
  }

  private static void softEvict(HikariDataSource source) {
    if (!source.isClosed()) {
      source.getHikariPoolMXBean().softEvictConnections();
    }
  }

  /** Whether the database answers within two seconds once there is a connection. */
  boolean answers() {
    try (Connection connection = readers.getConnection()) {
      return connection.isValid(VALIDATION_TIMEOUT_MILLIS / 1_000);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Closes the tables; whoever comes later gets a {@link JournalFailure}. */
  @Override
  public void close() {
    entities.close();
    closeQuietly(appender);
    closeQuietly(readers);
  }

  private static void closeQuietly(@Nullable HikariDataSource source) {
    if (source != null) {
      source.close();
    }
  }
}
