package io.tutti.bench;

import java.util.Locale;

/**
 * What one run measured. Immutable.
 *
 * @param figures the generator's answer: counts, milliseconds of processor time, microseconds of latency
 */
record RunResult(Figures figures) {

  double deliveriesPerSecond() {
    return figures.whole("deliveries") * 1000.0 / figures.whole("millis");
  }

  /** Milliseconds of the server's processor time for 1,000 deliveries. */
  double cpuPerThousand() {
    return figures.whole("serverCpuMillis") * 1000.0 / Math.max(1, figures.whole("deliveries"));
  }

  double generatorCpuPerThousand() {
    return figures.whole("generatorCpuMillis") * 1000.0 / Math.max(1, figures.whole("deliveries"));
  }

  /** The server's and the generator's use of one processor, in hundredths. */
  double processorPercent(String whose) {
    return figures.whole(whose + "CpuMillis") * 100.0 / figures.whole("millis");
  }

  double p99Millis() {
    return figures.whole("p99") / 1000.0;
  }

  /** Whether every update reached every member once and in order, and nothing else happened. */
  boolean clean() {
    return faults() == 0;
  }

  private long faults() {
    long sum = 0;
    for (String fault : new String[] {"lost", "duplicated", "outOfOrder", "seqBreaks", "strays", "errors", "closed", "unsent"}) {
      sum += figures.whole(fault);
    }
    return sum;
  }

  /** One line of counts, one of faults, one of latency, one of cost. */
  String lines(String indent) {
    return String.format(Locale.ROOT,
        "%1$sdeliveries  %2$,.0f/s; %3$,d messages sent, %4$,d of %5$,d deliveries came%n"
            + "%1$sfaults      lost %6$d, duplicated %7$d, out of order %8$d, gaps in seq %9$d, strays %10$d, errors %11$d, closed %12$d, unsent %13$d%n"
            + "%1$slatency ms  p50 %14$.2f, p95 %15$.2f, p99 %16$.2f, max %17$.2f (sending itself late, p99: %18$.2f)%n"
            + "%1$sCPU         %19$.2f ms per 1,000 deliveries (%20$.0f %% of one processor; generator %21$.2f ms, %22$.0f %%)%n",
        indent, deliveriesPerSecond(), whole("sent"), whole("delivered"), whole("expected"),
        whole("lost"), whole("duplicated"), whole("outOfOrder"), whole("seqBreaks"), whole("strays"), whole("errors"),
        whole("closed"), whole("unsent"), millis("p50"), millis("p95"), millis("p99"), millis("max"), millis("sendDelayP99"),
        cpuPerThousand(), processorPercent("server"), generatorCpuPerThousand(), processorPercent("generator"));
  }

  /** What is of interest where newer cursors take the place of older ones. */
  String presenceLine(String indent) {
    double seconds = figures.whole("millis") / 1000.0;
    double readers = figures.whole("connections");
    return String.format(Locale.ROOT,
        "%spresence    %.1f messages and %,.0f changes per reader and second; a change is %.0f (p99 %.0f) ms old when it comes, and %.0f (p99 %.0f)"
            + " when a newer one takes its place%n", indent, whole("messages") / seconds / readers,
        whole("deliveries") / seconds / readers, millis("p50"), millis("p99"), millis("replacedP50"), millis("replacedP99"));
  }

  private long whole(String name) {
    return figures.whole(name);
  }

  private double millis(String name) {
    return figures.whole(name) / 1000.0;
  }
}
