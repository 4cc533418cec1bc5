package io.tutti.launch;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The main class of the executable WAR. Knows nothing but the JDK: copies the Tomcat that the WAR carries to a temporary folder
 * and hands over to {@link EmbeddedTomcat} in a class loader over it.
 */
public final class Launcher {

  private static final String LIBRARIES = "WEB-INF/lib-launcher/";

  private Launcher() {}

  /** Starts the server; takes no arguments: everything is configured by the environment. */
  public static void main(String[] arguments) throws Exception {
    Path war = Path.of(location().toURI());
    Path folder = Files.createTempDirectory("tutti-");
    List<URL> libraries = new ArrayList<>();
    libraries.add(war.toUri().toURL());
    libraries.addAll(unpack(war, folder));
    useSmallBuffers();
    URLClassLoader loader =
        new URLClassLoader(libraries.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    Thread.currentThread().setContextClassLoader(loader);
    try {
      Class.forName("io.tutti.launch.EmbeddedTomcat", true, loader)
          .getMethod("run", Path.class, Path.class)
          .invoke(null, war, folder);
    } catch (InvocationTargetException e) {
      System.err.println("Tutti cannot start: " + e.getCause());
      System.exit(1);
    }
  }

  private static URL location() {
    return Launcher.class.getProtectionDomain().getCodeSource().getLocation();
  }

  /** Ten thousand connections with Tomcat's usual 8 KiB for each of their buffers would be most of a gigabyte. */
  private static void useSmallBuffers() {
    String property = "org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE";
    if (System.getProperty(property) == null) {
      System.setProperty(property, "1024");
    }
  }

  private static List<URL> unpack(Path war, Path folder) throws IOException, URISyntaxException {
    List<URL> unpacked = new ArrayList<>();
    try (JarFile archive = new JarFile(war.toFile())) {
      Enumeration<JarEntry> entries = archive.entries();
      while (entries.hasMoreElements()) {
        JarEntry entry = entries.nextElement();
        String name = entry.getName();
        if (name.startsWith(LIBRARIES) && name.endsWith(".jar")) {
          Path target = folder.resolve(name.substring(LIBRARIES.length()));
          try (InputStream content = archive.getInputStream(entry)) {
            Files.copy(content, target);
          }
          unpacked.add(target.toUri().toURL());
        }
      }
    }
    return unpacked;
  }
}
