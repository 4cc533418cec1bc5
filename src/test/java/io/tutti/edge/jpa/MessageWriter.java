package io.tutti.edge.jpa;

import io.tutti.conversation.ConversationEvent;
import io.tutti.identity.SessionId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Writes what was said into the tables, as the journal does within its transaction. Confined to its test. */
public final class MessageWriter {

  /** What the log says of a session's conversation at a time. */
  public record Said(SessionId session, long at, ConversationEvent event) {}

  private final Database database;
  private final SessionKeys keys = new SessionKeys();
  private final MessageTable table;

  public MessageWriter(Database database) {
    this.database = database;
    this.table = new MessageTable(database.seal());
  }

  /** Writes all of it in one transaction. */
  public void write(List<Said> run) {
    try (Connection connection = database.appendingConnection()) {
      MessageChanges changes = new MessageChanges();
      for (Said said : run) {
        changes.add(keys.of(connection, said.session()), said.event(), said.at());
      }
      table.write(connection, changes);
      connection.commit();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Makes what was written survive a crash of the machine, as the journal does after its transaction. */
  void sync() {
    try {
      database.sync();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
