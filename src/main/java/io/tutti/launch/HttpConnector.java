package io.tutti.launch;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.http11.Http11NioProtocol;

/** How connections come in: one port, HTTP/1.1 and WebSockets. Immutable. */
final class HttpConnector {

  /** What a request has as a {@link Runnable} that cuts its connection; whoever writes to readers that are too slow needs it. */
  static final String CUT = "io.tutti.connection.cut";

  /** No byte for so long, of a request or from a reader, and the connection ends. */
  private static final int SILENCE_MILLIS = 10_000;
  private static final int KEEP_ALIVE_MILLIS = 20_000;

  private final BoundedEndpoint endpoint = new BoundedEndpoint();
  private final Connector connector;

  HttpConnector(String host, int port) {
    Http11NioProtocol protocol = new Http11NioProtocol(endpoint);
    connector = new Connector(protocol);
    connector.setPort(port);
    connector.setProperty("address", host);
    connector.setThrowOnFailure(true);
    connector.setProperty("maxConnections", "50000");
    connector.setProperty("acceptCount", "1000");
    connector.setProperty("connectionTimeout", String.valueOf(SILENCE_MILLIS));
    connector.setProperty("keepAliveTimeout", String.valueOf(KEEP_ALIVE_MILLIS));
    // The last of so many would be told "Connection: close" beside an upgrade's own word, which some clients refuse.
    connector.setProperty("maxKeepAliveRequests", "-1");
    // What is too long is read by the application, which does not block; what it does not want is not read at all.
    connector.setProperty("maxSwallowSize", "0");
    connector.setProperty("socket.appReadBufSize", "256");
    connector.setProperty("socket.appWriteBufSize", "512");
    connector.setProperty("socket.tcpNoDelay", "true");
    connector.setProperty("bindOnInit", "true");
    connector.setXpoweredBy(false);
    protocol.setExecutor(new RequestThreads());
  }

  Connector connector() {
    return connector;
  }

  /** Gives each request {@link #CUT}. */
  ValveBase cutting() {
    return new Cutting(endpoint);
  }

  private static final class Cutting extends ValveBase {
    private final BoundedEndpoint endpoint;

    Cutting(BoundedEndpoint endpoint) {
      super(true);
      this.endpoint = endpoint;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
      String address = request.getRemoteAddr();
      int port = request.getRemotePort();
      request.setAttribute(CUT, (Runnable) () -> endpoint.cut(address, port));
      getNext().invoke(request, response);
    }
  }
}
