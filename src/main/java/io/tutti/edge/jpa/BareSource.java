package io.tutti.edge.jpa;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A source of connections of which nothing can be set: whose they are and how long is waited for them is configured elsewhere. */
interface BareSource extends DataSource {

  /** So long a pool waits, as it closes, for whoever is about to open a connection. */
  int LOGIN_SECONDS = 5;

  @Override
  default Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("The user of the database is configured");
  }

  @Override
  default @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  default void setLogWriter(@Nullable PrintWriter out) {
    // What there is to say is said through SLF4J.
  }

  @Override
  default void setLoginTimeout(int seconds) {
    // The pool in front of it has its own.
  }

  @Override
  default int getLoginTimeout() {
    return LOGIN_SECONDS;
  }

  @Override
  default Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("There is no such logger");
  }

  @Override
  default <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new SQLException("This is no " + type.getName());
  }

  @Override
  default boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
