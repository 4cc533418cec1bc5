package io.tutti.edge.rest.http;

import jakarta.servlet.ServletContext;

/** In what kind of server the application runs. Thread-safe: holds nothing. */
public final class ServletContainers {

  private ServletContainers() {}

  /** Whether it is Tomcat, alone or as {@code java -jar} has it: a servlet container and no more. */
  public static boolean isTomcat(ServletContext context) {
    String server = context.getServerInfo();
    return server != null && server.startsWith("Apache Tomcat");
  }
}
