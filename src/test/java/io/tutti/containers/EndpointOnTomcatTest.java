package io.tutti.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On Tomcat's own implementation, with the small buffers that web.xml asks for. */
@DisplayName("The native endpoint on Tomcat")
class EndpointOnTomcatTest extends EndpointContract {

  private static final Lobby LOBBY = new Lobby();
  private static final Tomcat TOMCAT = new Tomcat();

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    LobbyEndpoint.leadTo(LOBBY.reception());
    TOMCAT.setBaseDir(folder.toString());
    TOMCAT.setPort(0);
    TOMCAT.getConnector().setProperty("address", "127.0.0.1");
    TOMCAT.getConnector().setProperty("socket.txBufSize", Integer.toString(SEND_BUFFER));
    TOMCAT.setSilent(true);
    Context context = TOMCAT.addContext("", folder.toString());
    context.addParameter("org.apache.tomcat.websocket.textBufferSize", "1024");
    context.addParameter("org.apache.tomcat.websocket.binaryBufferSize", "1024");
    Tomcat.addServlet(context, "default", "org.apache.catalina.servlets.DefaultServlet");
    context.addServletMappingDecoded("/", "default");
    context.addServletContainerInitializer((classes, servlets) -> {
      new WsSci().onStartup(null, servlets);
      ServerContainer endpoints = (ServerContainer) servlets.getAttribute(ServerContainer.class.getName());
      try {
        endpoints.addEndpoint(LobbyEndpoint.class);
      } catch (DeploymentException e) {
        throw new IllegalStateException(e);
      }
    }, null);
    TOMCAT.start();
  }

  @AfterAll
  static void stop() throws Exception {
    TOMCAT.stop();
    TOMCAT.destroy();
    LOBBY.close();
  }

  @Test
  @DisplayName("A long text goes out in frames of 64 KiB, though the connection's buffers hold 1 KiB")
  void longFrames() throws IOException {
    try (Guest ada = Guest.join(base(), "long-frames", "Ada"); Staller reader = new Staller(base(), "long-frames")) {
      int length = 200_000;
      ada.type("main", "x".repeat(length));
      assertEquals(65_536, reader.longestFrame(length));
    }
  }

  @Override
  Lobby lobby() {
    return LOBBY;
  }

  @Override
  URI base() {
    return URI.create("http://127.0.0.1:" + TOMCAT.getConnector().getLocalPort() + "/");
  }
}
