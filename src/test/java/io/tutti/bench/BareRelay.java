package io.tutti.bench;

import jakarta.servlet.ServletContextEvent;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsContextListener;

/**
 * The baseline, a process of its own: Tutti's servlet container with nothing in it but {@link RelayEndpoint}.
 * It exits when its standard input ends, so that it never outlives the benchmark.
 */
public final class BareRelay {

  private BareRelay() {}

  /** @param args {@code port=… base=<folder> buffers=default|small} */
  public static void main(String[] args) throws Exception {
    Figures setting = Figures.parse("setting " + String.join(" ", args));
    boolean small = setting.text("buffers").equals("small");
    if (small) {
      System.setProperty("org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE", "1024");
      RelayEndpoint.textBufferSize = 1024;
    }
    Path base = Files.createDirectories(Path.of(setting.text("base")).toAbsolutePath());
    var tomcat = new Tomcat();
    tomcat.setBaseDir(base.toString());
    tomcat.setConnector(connector(setting.text("port"), small));
    Context context = tomcat.addContext("", base.toString());
    context.addApplicationListener(Endpoints.class.getName());
    Wrapper files = Tomcat.addServlet(context, "default", new DefaultServlet());
    files.setLoadOnStartup(1);
    context.addServletMappingDecoded("/", "default");
    tomcat.start();
    while (System.in.read() >= 0) {
      // Only the input's end counts.
    }
    System.exit(0);
  }

  private static Connector connector(String port, boolean small) {
    var connector = new Connector();
    var settings = Map.of("address", "127.0.0.1", "maxConnections", "20000", "acceptCount", "1000");
    connector.setPort(Integer.parseInt(port));
    settings.forEach(connector::setProperty);
    if (small) {
      Map.of("socket.appReadBufSize", "1024", "socket.appWriteBufSize", "1024", "socket.bufferPool", "0")
          .forEach(connector::setProperty);
    }
    return connector;
  }

  /** Registers the endpoint beside the container's own WebSocket set-up. */
  public static final class Endpoints extends WsContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
      super.contextInitialized(event);
      var container = (ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName());
      try {
        container.addEndpoint(RelayEndpoint.class);
      } catch (DeploymentException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
