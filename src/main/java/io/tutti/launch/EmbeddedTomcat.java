package io.tutti.launch;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.catalina.webresources.StandardRoot;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** Runs the WAR in an embedded Tomcat. Loaded over the Tomcat that {@link Launcher} has unpacked. */
public final class EmbeddedTomcat {

  private static final Logger TOMCAT = Logger.getLogger("");
  /** Its stack traces say again, at length, what the line at the end says. */
  private static final Logger REPETITIONS = Logger.getLogger("org.apache.catalina.core");

  /** Warns of what an application leaves in a server that goes on without it; this one ends with it. */
  private static final Logger LEAKS = Logger.getLogger("org.apache.catalina.loader.WebappClassLoaderBase");

  /** Warns, with a stack trace each, of clients that went away while something was being written to them. */
  private static final Logger GONE_CLIENTS = Logger.getLogger("org.apache.tomcat.websocket.WsSession");

  /** The same over HTTP; who fails otherwise is logged by Tomcat, to whom Jersey hands it on. */
  private static final Logger GONE_READERS = Logger.getLogger("org.glassfish.jersey.server.ServerRuntime$Responder");

  private EmbeddedTomcat() {}

  /**
   * Starts the server and returns; the JVM lives on in Tomcat's threads until it is stopped.
   *
   * @param war the WAR to run
   * @param folder a temporary folder that is deleted when the server stops
   */
  public static void run(Path war, Path folder) {
    long start = System.nanoTime();
    TOMCAT.setLevel(Level.WARNING);
    REPETITIONS.setLevel(Level.OFF);
    LEAKS.setLevel(Level.OFF);
    GONE_CLIENTS.setLevel(Level.OFF);
    GONE_READERS.setLevel(Level.OFF);
    Memory.giveBackWhatIsNotUsed();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.toString());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(tomcat, folder), "tutti-stop"));
    String host = host();
    int port = port();
    try {
      Files.createDirectories(folder.resolve("webapps"));
      HttpConnector http = new HttpConnector(host, port);
      Connector connector = http.connector();
      tomcat.setConnector(connector);
      tomcat.getEngine().getPipeline().addValve(http.cutting());
      Context context = context(tomcat, war);
      tomcat.start();
      if (context.getState() != LifecycleState.STARTED || connector.getState() != LifecycleState.STARTED) {
        fail("Tutti cannot start: the line above says why");
      }
      REPETITIONS.setLevel(Level.WARNING);
      System.out.printf("Tutti listens on http://%s:%d/ (started in %.1f s)%n",
          host.equals("0.0.0.0") ? "localhost" : host, connector.getLocalPort(), (System.nanoTime() - start) / 1e9);
    } catch (LifecycleException e) {
      fail(wasTold(e) ? "" : "Tutti cannot start: " + (isBind(e) ? bindProblem(e, host, port) : root(e)));
    } catch (IOException e) {
      fail("Tutti cannot start: " + e.getMessage());
    }
  }

  private static Context context(Tomcat tomcat, Path war) {
    tomcat.getEngine().setParentClassLoader(EmbeddedTomcat.class.getClassLoader());
    StandardHost host = (StandardHost) tomcat.getHost();
    host.getPipeline().addValve(terse());
    Context context = tomcat.addWebapp("", war.toString());
    // Each class is looked for in seventy archives: a filter says in which it cannot be.
    StandardRoot resources = new StandardRoot(context);
    resources.setArchiveIndexStrategy("bloom");
    context.setResources(resources);
    context.addLifecycleListener(EmbeddedTomcat::removeJsp);
    StandardJarScanner scanner = (StandardJarScanner) context.getJarScanner();
    scanner.setScanClassPath(false);
    scanner.setScanManifest(false);
    scanner.setJarScanFilter((type, name) -> false);
    return context;
  }

  /** Tomcat's own error page, for what never reaches the application: the status, and nothing of the server's inside. */
  private static ErrorReportValve terse() {
    ErrorReportValve page = new ErrorReportValve();
    page.setShowReport(false);
    page.setShowServerInfo(false);
    return page;
  }

  /** Tomcat adds its JSP servlet to every web application, whether it carries it or not. */
  private static void removeJsp(LifecycleEvent event) {
    if (event.getType().equals(Lifecycle.BEFORE_START_EVENT) && event.getSource() instanceof Context context
        && context.findChild("jsp") != null) {
      context.removeServletMapping("*.jsp");
      context.removeServletMapping("*.jspx");
      context.removeChild(context.findChild("jsp"));
    }
  }

  private static void stop(Tomcat tomcat, Path folder) {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      System.err.println("Tutti did not stop cleanly: " + e);
    }
    delete(folder);
  }

  private static void delete(Path folder) {
    try {
      Files.walkFileTree(folder, new SimpleFileVisitor<>() {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
          Files.delete(file);
          return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException problem) throws IOException {
          Files.delete(directory);
          return FileVisitResult.CONTINUE;
        }
      });
    } catch (IOException e) {
      System.err.println("The temporary folder " + folder + " could not be deleted: " + e.getMessage());
    }
  }

  /** Whether the application has logged its one line itself: it does for what an operator can mend. */
  private static boolean wasTold(Throwable failure) {
    return hasCause(failure, cause -> cause.getClass().getName().startsWith("io.tutti."));
  }

  private static boolean isBind(Throwable failure) {
    return hasCause(failure, cause -> cause instanceof BindException);
  }

  private static boolean hasCause(Throwable failure, Predicate<Throwable> wanted) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (wanted.test(cause)) {
        return true;
      }
    }
    return false;
  }

  private static String bindProblem(Throwable failure, String host, int port) {
    String message = String.valueOf(root(failure).getMessage());
    return message.contains("assign")
        ? "HOST must be an address of this machine, and is '" + host + "'"
        : host + ":" + port + " is in use, or may not be listened on (" + message + ")";
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** Tomcat would take an address that it cannot find for none, and listen on every one that this machine has. */
  private static String host() {
    String host = setting("HOST", "0.0.0.0");
    try {
      InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      fail("Tutti cannot start: HOST must be an address of this machine, and is '" + host + "'");
    }
    return host;
  }

  private static int port() {
    String text = setting("PORT", "8000");
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // falls through to the one message for every bad port
    }
    fail("Tutti cannot start: PORT must be a number from 0 to 65535, and is '" + text + "'");
    return 0;
  }

  private static String setting(String name, String usual) {
    String property = System.getProperty(name);
    String value = property == null ? System.getenv(name) : property;
    return value == null || value.isBlank() ? usual : value.strip();
  }

  /** Ends the process; {@code line} is empty where the one line has been written. */
  private static void fail(String line) {
    if (!line.isEmpty()) {
      System.err.println(line);
    }
    System.exit(1);
  }
}
