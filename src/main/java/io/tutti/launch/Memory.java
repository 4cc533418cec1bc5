package io.tutti.launch;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * How the JVM deals with memory that it has once used: by default it keeps up to 70 % of the heap free and collects nothing
 * while nothing happens, so that a server that was busy once stays large for ever. These options can be set while it runs,
 * which an executable archive must do, since it cannot bring options along; what an operator sets himself is left alone.
 */
final class Memory {

  /** In this order: the least free ratio may never exceed the greatest. */
  private static final List<Map.Entry<String, String>> OPTIONS = List.of(
      Map.entry("MinHeapFreeRatio", "5"),
      Map.entry("MaxHeapFreeRatio", "10"),
      Map.entry("G1PeriodicGCInterval", "30000"));

  private static final long TRIM_INTERVAL_MILLIS = 20_000;

  private Memory() {}

  static void giveBackWhatIsNotUsed() {
    HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (jvm == null) {
      return;
    }
    Thread trimming = new Thread(Memory::trimNativeHeap, "tutti-trim");
    trimming.setDaemon(true);
    trimming.start();
    for (Map.Entry<String, String> setting : OPTIONS) {
      String option = setting.getKey();
      try {
        var current = jvm.getVMOption(option);
        if (current.isWriteable() && current.getOrigin() == com.sun.management.VMOption.Origin.DEFAULT) {
          jvm.setVMOption(option, setting.getValue());
        }
      } catch (IllegalArgumentException e) {
        Logger.getLogger("").log(Level.FINE, "This JVM has no {0}", option);
      }
    }
  }

  /** What compilers and collectors have freed stays with the C library, tens of megabytes, until somebody asks for it. */
  private static void trimNativeHeap() {
    try {
      while (true) {
        Thread.sleep(TRIM_INTERVAL_MILLIS);
        ManagementFactory.getPlatformMBeanServer().invoke(
            new ObjectName("com.sun.management:type=DiagnosticCommand"), "systemTrimNativeHeap", null, null);
      }
    } catch (JMException e) {
      Logger.getLogger("").log(Level.FINE, "This JVM cannot trim the native heap: {0}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
