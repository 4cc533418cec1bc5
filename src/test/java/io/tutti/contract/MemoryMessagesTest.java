package io.tutti.contract;

import io.tutti.conversation.Messages;
import io.tutti.edge.jpa.MessageWriter.Said;
import java.util.List;

/** The twin in memory is a read model like the others. */
class MemoryMessagesTest extends MessagesContract {

  private final MemoryMessages messages = new MemoryMessages();

  @Override
  protected Messages messages() {
    return messages;
  }

  @Override
  protected void create(String id) {
    // A session is there once something is said.
  }

  @Override
  protected void write(List<Said> run) {
    run.forEach(said -> messages.take(said.session(), said.at(), said.event()));
  }
}
