package io.tutti.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What a server holds after a full collection. Immutable.
 *
 * @param residentBytes the operating system's figure, with everything the JVM has not given back
 * @param liveBytes the live objects on its heap
 * @param threads its threads
 */
record Footprint(long residentBytes, long liveBytes, long threads) {

  private static final int JCMD_SECONDS = 60;

  /** Collects garbage in the process through {@code jcmd} and reads both figures. */
  static Footprint of(long pid) throws IOException, InterruptedException {
    jcmd(pid, "GC.run");
    long live = live(jcmd(pid, "GC.class_histogram"));
    jcmd(pid, "GC.run");
    var account = new ProcessAccount(pid);
    return new Footprint(account.residentBytes(), live, account.threads());
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(ChildProcess.executable("jcmd"), Long.toString(pid), command)
        .redirectErrorStream(true).start();
    process.getOutputStream().close();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(JCMD_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("jcmd " + pid + " " + command + ": " + answer);
    }
    return answer;
  }

  /** The histogram's last line: {@code Total <instances> <bytes>}. */
  private static long live(String histogram) throws IOException {
    String last = histogram.strip().lines().reduce((a, b) -> b).orElse("");
    String[] words = last.strip().split("\\s+");
    if (words.length != 3 || !words[0].equals("Total")) {
      throw new IOException("No total in the class histogram: " + last);
    }
    return Long.parseLong(words[2]);
  }

  /** How much more this is than {@code base}, for each of {@code count}. */
  String perOne(Footprint base, int count) {
    return String.format(Locale.ROOT, "%,.0f bytes resident, %,.0f live", (residentBytes - base.residentBytes) / (double) count,
        (liveBytes - base.liveBytes) / (double) count);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1f MB resident, %.1f MB live, %d threads", residentBytes / 1e6, liveBytes / 1e6, threads);
  }
}
