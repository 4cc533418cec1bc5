package io.tutti.contract;

import io.tutti.edge.jpa.DatabaseAddress;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An empty PostgreSQL database for each test, as a field of the test. All are in one real server, on a free port of the loopback
 * address, which starts when the first is wanted and stops after the last test of the run. Confined to its test.
 */
final class Postgres implements BeforeEachCallback {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private Server server;
  private String name;

  /** Stopped by JUnit when it has run everything. */
  private record Server(EmbeddedPostgres process) implements ExtensionContext.Store.CloseableResource {

    static Server start() {
      try {
        return new Server(EmbeddedPostgres.builder().setServerConfig("listen_addresses", "127.0.0.1").start());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      process.close();
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) throws SQLException {
    server = context.getRoot().getStore(ExtensionContext.Namespace.create(Postgres.class))
        .getOrComputeIfAbsent(Server.class, type -> Server.start(), Server.class);
    name = "tutti" + DATABASES.incrementAndGet();
    try (Connection connection = server.process().getPostgresDatabase().getConnection();
        Statement create = connection.createStatement()) {
      create.execute("CREATE DATABASE " + name);
    }
  }

  /** What the test's database is called in the server. */
  String name() {
    return name;
  }

  DatabaseAddress address() {
    return DatabaseAddress.parse("postgres://postgres@127.0.0.1:" + server.process().getPort() + "/" + name);
  }
}
