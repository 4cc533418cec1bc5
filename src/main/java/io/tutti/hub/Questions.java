package io.tutti.hub;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Questions to sessions from outside their mailboxes, whose answers are waited for. Thread-safe: holds nothing. */
final class Questions {

  private static final long PATIENCE_SECONDS = 10;

  private Questions() {}

  /** Asks in the mailbox and waits until the answer may be said; empty where the session has gone. */
  static <T> Optional<T> ask(LiveSession session, Supplier<T> question) {
    return within(session, answer -> {
      T made = question.get();
      session.outputs().say(session.state().seq(), () -> answer.complete(made));
    });
  }

  /** Does {@code task} in the mailbox and waits for what it answers; empty where the session has gone or takes too long. */
  static <T> Optional<T> within(LiveSession session, Consumer<CompletableFuture<T>> task) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    boolean running = session.run(() -> {
      if (session.isEnded()) {
        answer.cancel(false);
      } else {
        task.accept(answer);
      }
    });
    if (running) {
      await(CompletableFuture.anyOf(answer, session.gone()));
    }
    return answer.isDone() && !answer.isCompletedExceptionally() ? Optional.ofNullable(answer.getNow(null)) : Optional.empty();
  }

  private static void await(CompletableFuture<?> anything) {
    try {
      anything.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | CancellationException | TimeoutException e) {
      // The one who asked looks at what has become of the answer.
    }
  }
}
