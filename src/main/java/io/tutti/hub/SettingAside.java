package io.tutti.hub;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One attempt to have a session leave memory and to work on what is stored of it meanwhile. Confined to whoever waits for it. */
final class SettingAside {

  private static final long PATIENCE_SECONDS = 10;
  private static final long WORK_SECONDS = 600;

  private final LiveSession session;
  private final Ending reason;
  private final Runnable work;
  private final CompletableFuture<Boolean> begun = new CompletableFuture<>();
  private final CompletableFuture<Boolean> done = new CompletableFuture<>();

  SettingAside(LiveSession session, Ending reason, Runnable work) {
    this.session = session;
    this.reason = reason;
    this.work = work;
  }

  /** Waits until the work is done, or cannot be. */
  void proceed() {
    if (session.run(this::begin)) {
      await(begun, PATIENCE_SECONDS);
      if (begun.getNow(false)) {
        await(done, WORK_SECONDS);
      }
    }
  }

  private void begin() {
    begun.complete(!session.isEnded());
    if (session.isEnded()) {
      done.complete(false);
    } else {
      session.setAside(reason, this::work);
    }
  }

  private void work() {
    try {
      work.run();
      done.complete(true);
    } catch (RuntimeException | Error e) {
      done.completeExceptionally(e);
      throw e;
    }
  }

  private static void await(CompletableFuture<Boolean> anything, long seconds) {
    try {
      anything.get(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // The one who asked looks at what has become of it.
    }
  }

  boolean hasBegun() {
    return begun.getNow(false);
  }

  /** Whether the work is done; throws what it threw. */
  boolean isDone() {
    try {
      return done.getNow(false);
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
