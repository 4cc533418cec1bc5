package io.tutti.edge.jpa;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one opening of the database. The one that appends is kept apart, so that readers, however many, never make the
 * log wait. Thread-safe.
 */
final class Pools implements AutoCloseable {

  private static final int READERS = 8;
  private static final long CONNECTION_TIMEOUT_MILLIS = 10_000;
  private static final int VALIDATION_TIMEOUT_MILLIS = 2_000;
  /** How long PostgreSQL may say nothing, in seconds (rule STORE5). */
  private static final int LONGEST_READING = 30;
  private static final int LONGEST_WRITING = 10;
  private static final int LONGEST_PROBE = 5;

  private final DatabaseAddress address;
  private final @Nullable EmbeddedSource embedded;
  private final HikariDataSource readers;
  private final HikariDataSource appender;

  private Pools(DatabaseAddress address) {
    this.address = address;
    this.embedded = address.product() == DatabaseAddress.Product.H2 ? new EmbeddedSource(address) : null;
    this.readers = pool("tutti", READERS, LONGEST_READING);
    try {
      this.appender = pool("tutti-journal", 1, LONGEST_WRITING);
    } catch (RuntimeException e) {
      readers.close();
      throw e;
    }
  }

  /** Opens the database; throws where it does not answer or is in use by another process. */
  static Pools open(DatabaseAddress address) {
    return new Pools(address);
  }

  private HikariDataSource pool(String name, int size, int longestAnswerSeconds) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
    config.setValidationTimeout(VALIDATION_TIMEOUT_MILLIS);
    config.setAutoCommit(false);
    EmbeddedSource source = embedded;
    if (source != null) {
      config.setDataSource(source);
    } else {
      config.setDriverClassName("org.postgresql.Driver");
      config.setJdbcUrl(address.url());
      config.setUsername(address.user());
      config.setPassword(address.password());
      postgres(longestAnswerSeconds).forEach((key, value) -> config.addDataSourceProperty((String) key, value));
    }
    return new HikariDataSource(config);
  }

  /** Bounds every wait for the other machine; rows of one batch go out as one statement. */
  private static Properties postgres(int longestAnswerSeconds) {
    Properties properties = new Properties();
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", String.valueOf(longestAnswerSeconds));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("reWriteBatchedInserts", "true");
    properties.setProperty("ApplicationName", "tutti");
    return properties;
  }

  HikariDataSource readers() {
    return readers;
  }

  HikariDataSource appender() {
    return appender;
  }

  /** A connection of its own, for who looks whether the database answers: it waits for no other. */
  Connection probe() throws SQLException {
    EmbeddedSource source = embedded;
    if (source != null) {
      return source.getConnection();
    }
    Properties properties = postgres(LONGEST_PROBE);
    properties.setProperty("user", address.user());
    properties.setProperty("password", address.password());
    Connection connection = new org.postgresql.Driver().connect(address.url(), properties);
    if (connection == null) {
      throw new SQLException("No database is known by " + address);
    }
    return connection;
  }

  /** Lets go of every connection once it is given back: after a failure they may all lead to a database that has given up. */
  void renew() {
    softEvict(readers);
    softEvict(appender);
  }

  private static void softEvict(HikariDataSource source) {
    if (!source.isClosed()) {
      source.getHikariPoolMXBean().softEvictConnections();
    }
  }

  /** Ends the opening whatever state it is in; the embedded database's file is free when this returns. */
  void abandon() {
    EmbeddedSource source = embedded;
    if (source != null) {
      source.abandon();
    }
    // A pool waits for its connections to come back, some of which may be a while on their way.
    Thread closing = new Thread(this::close, "tutti-database-close");
    closing.setDaemon(true);
    closing.start();
  }

  @Override
  public void close() {
    appender.close();
    readers.close();
  }
}
