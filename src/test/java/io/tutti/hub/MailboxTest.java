package io.tutti.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.simulation.PumpedExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MailboxTest {

  private final List<Integer> done = new ArrayList<>();

  private Runnable task(int number) {
    return () -> done.add(number);
  }

  @Test
  @DisplayName("[ENV12] What comes before the opening waits, and then runs in order")
  void paused() {
    var mailbox = new Mailbox(Runnable::run, 10);
    mailbox.bring(task(1));
    assertTrue(mailbox.offer(task(2)));
    assertEquals(List.of(), done);
    mailbox.open();
    mailbox.bring(task(3));
    assertEquals(List.of(1, 2, 3), done);
  }

  @Test
  @DisplayName("[ENV12] A task that brings a task does not run it within itself")
  void nested() {
    var mailbox = new Mailbox(Runnable::run, 10);
    mailbox.open();
    mailbox.bring(() -> {
      mailbox.bring(task(2));
      done.add(1);
    });
    assertEquals(List.of(1, 2), done);
  }

  @Test
  @DisplayName("[ERR5] A full mailbox takes no offers, but what must not be lost")
  void full() {
    var mailbox = new Mailbox(Runnable::run, 2);
    int taken = 0;
    while (taken < 100 && mailbox.offer(task(taken))) {
      taken++;
    }
    assertEquals(2, taken);
    mailbox.bring(task(taken));
    assertFalse(mailbox.offer(task(99)));
    mailbox.open();
    assertEquals(List.of(0, 1, 2), done);
    assertTrue(mailbox.offer(task(3)));
  }

  @Test
  @DisplayName("[ENV12] After a burst the work is handed over to the executor, and goes on in order")
  void handOver() {
    var executor = new PumpedExecutor();
    var mailbox = new Mailbox(executor, 10_000);
    for (int i = 0; i < 1_000; i++) {
      mailbox.bring(task(i));
    }
    mailbox.open();
    assertEquals(256, done.size());
    mailbox.bring(task(1_000));
    assertEquals(1, executor.size());
    executor.runAll();
    mailbox.bring(task(1_001));
    assertEquals(IntStream.rangeClosed(0, 1_001).boxed().toList(), done);
  }

  @Test
  @DisplayName("[ENV12] Under many threads tasks run one at a time, each thread's in order, none is lost")
  void manyThreads() throws InterruptedException {
    int threads = 8;
    int each = 200_000;
    ExecutorService pool = Executors.newFixedThreadPool(2);
    var mailbox = new Mailbox(pool, Integer.MAX_VALUE - 1);
    mailbox.open();
    var inside = new AtomicInteger();
    var faults = new AtomicInteger();
    var allDone = new CountDownLatch(threads * each);
    int[] last = new int[threads];
    List<Thread> producers = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int producer = t;
      producers.add(new Thread(() -> {
        for (int i = 1; i <= each; i++) {
          int number = i;
          mailbox.bring(() -> {
            if (inside.getAndIncrement() != 0 || last[producer] != number - 1) {
              faults.incrementAndGet();
            }
            last[producer] = number;
            inside.decrementAndGet();
            allDone.countDown();
          });
        }
      }));
    }
    producers.forEach(Thread::start);
    assertTrue(allDone.await(60, TimeUnit.SECONDS), "left undone: " + allDone.getCount());
    pool.shutdown();
    assertEquals(0, faults.get(), "tasks overlapped or changed places");
  }
}
