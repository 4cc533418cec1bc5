package io.tutti.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the operating system has entered for a process: processor time and memory, from {@code /proc}
 * (see proc(5)). Immutable.
 *
 * @param pid the process
 */
record ProcessAccount(long pid) {

  /** The unit of {@code utime} and {@code stime}: USER_HZ is 100 on every Linux that Java runs on. */
  private static final int MILLIS_PER_TICK = 10;

  /** User and system time of all its threads, ended ones too, in steps of 10 ms. */
  long cpuMillis() throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    // The second field is the command in brackets and may hold spaces; utime and stime are fields 14 and 15.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MILLIS_PER_TICK;
  }

  /** Resident memory in bytes. */
  long residentBytes() throws IOException {
    return status("VmRSS:") * 1024;
  }

  long threads() throws IOException {
    return status("Threads:");
  }

  private long status(String name) throws IOException {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      String line = lines.filter(l -> l.startsWith(name)).findFirst()
          .orElseThrow(() -> new IOException("No " + name + " for process " + pid));
      return Long.parseLong(line.replaceAll("[^0-9]", ""));
    }
  }

  /** How many files this process may have open: the soft limit, which the JVM raises to the hard one for itself. */
  static long openFilesLimit() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/self/limits"))) {
      String line = lines.filter(l -> l.startsWith("Max open files")).findFirst()
          .orElseThrow(() -> new IOException("No limit of open files in /proc/self/limits"));
      String soft = line.substring("Max open files".length()).strip().split(" +")[0];
      return soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft);
    }
  }
}
