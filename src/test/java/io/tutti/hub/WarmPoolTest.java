package io.tutti.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WarmPoolTest {

  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final CountDownLatch twentyFailed = new CountDownLatch(20);
  private final CountDownLatch unblocked = new CountDownLatch(1);
  private final WarmPool pool = new WarmPool(this::thread, 2, 1, 5, this::failed);

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }

  private void failed(Throwable cause) {
    failures.add(cause);
    twentyFailed.countDown();
  }

  @AfterEach
  void stop() {
    unblocked.countDown();
    pool.stop();
  }

  private CountDownLatch block(int count) {
    var blocked = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      pool.execute(() -> {
        blocked.countDown();
        awaitLatch(unblocked);
      });
    }
    return blocked;
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @DisplayName("[ERR7] Writes that block do not hold up the others: the pool grows, up to its limit")
  void growing() {
    awaitLatch(block(4));
    var others = new CountDownLatch(100);
    for (int i = 0; i < 100; i++) {
      pool.execute(others::countDown);
    }
    awaitLatch(others);
    assertTrue(pool.size() == 4 || pool.size() == 5, "four are blocked, one may be idle: " + pool.size());
  }

  @Test
  @DisplayName("[ERR7] When all threads are blocked, what waits is done as soon as one is free")
  void exhausted() {
    awaitLatch(block(5));
    var later = new CountDownLatch(1);
    pool.execute(later::countDown);
    assertEquals(1, later.getCount());
    unblocked.countDown();
    awaitLatch(later);
  }

  @Test
  @DisplayName("[ERR7] The pool shrinks again when nothing blocks any more")
  void shrinking() throws InterruptedException {
    awaitLatch(block(5));
    assertEquals(5, pool.size());
    unblocked.countDown();
    awaitEnded(3);
    assertEquals(2, pool.size());
    var still = new CountDownLatch(1);
    pool.execute(still::countDown);
    awaitLatch(still);
  }

  /** Waits until {@code count} of the threads have ended. */
  private void awaitEnded(int count) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (threads.stream().filter(thread -> thread.getState() == Thread.State.TERMINATED).count() < count) {
      assertTrue(System.nanoTime() < deadline, "threads do not end");
      threads.get(threads.size() - 1).join(1);
    }
  }

  @Test
  @DisplayName("[ERR7] Work that a blocked writer has brought is done by others")
  void broughtByWriter() {
    var done = new CountDownLatch(1);
    pool.execute(() -> {
      pool.execute(done::countDown);
      awaitLatch(unblocked);
    });
    awaitLatch(done);
  }

  @Test
  @DisplayName("[ERR7] No burst is forgotten, however short and however it meets a thread going to sleep")
  void bursts() {
    Random random = new Random(1);
    var done = new AtomicInteger();
    int sum = 0;
    for (int round = 0; round < 3_000; round++) {
      int size = 1 + random.nextInt(4);
      var burst = new CountDownLatch(size);
      for (int i = 0; i < size; i++) {
        pool.execute(() -> {
          done.incrementAndGet();
          burst.countDown();
        });
      }
      sum += size;
      awaitLatch(burst);
      for (int spin = random.nextInt(300); spin > 0; spin--) {
        Thread.onSpinWait();
      }
    }
    assertEquals(sum, done.get());
  }

  @Test
  @DisplayName("[ERR7] A task that fails is reported and takes no thread along")
  void failing() {
    for (int i = 0; i < 20; i++) {
      pool.execute(() -> {
        throw new IllegalStateException("a bug");
      });
    }
    var later = new CountDownLatch(50);
    for (int i = 0; i < 50; i++) {
      pool.execute(later::countDown);
    }
    awaitLatch(later);
    awaitLatch(twentyFailed);
    assertEquals(20, failures.size());
  }

  @Test
  @DisplayName("[ERR8] Stopping lets what waits be done, then every thread ends")
  void stopping() throws InterruptedException {
    awaitLatch(block(2));
    var waiting = new CountDownLatch(10);
    for (int i = 0; i < 10; i++) {
      pool.execute(waiting::countDown);
    }
    pool.stop();
    unblocked.countDown();
    awaitLatch(waiting);
    for (Thread thread : threads) {
      thread.join(20_000);
      assertFalse(thread.isAlive());
    }
    assertEquals(0, pool.size());
  }
}
