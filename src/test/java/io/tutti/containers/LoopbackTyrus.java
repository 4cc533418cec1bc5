package io.tutti.containers;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.util.Map;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.tyrus.container.grizzly.server.WebSocketAddOn;
import org.glassfish.tyrus.core.TyrusWebSocketEngine;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.ServerContainer;
import org.glassfish.tyrus.spi.WebSocketEngine;

/** Tyrus on Grizzly, on 127.0.0.1 and a free port: Tyrus's own server always listens to the whole world. */
final class LoopbackTyrus extends TyrusServerContainer {

  private final TyrusWebSocketEngine engine = TyrusWebSocketEngine.builder(this).build();
  private final HttpServer server = new HttpServer();
  private final NetworkListener listener = new NetworkListener("tyrus", "127.0.0.1", 0);

  /** Starts it with one endpoint; the kernel keeps at most {@code sendBuffer} bytes, or what it makes of them, per connection. */
  LoopbackTyrus(Class<?> endpoint, int sendBuffer) throws IOException, DeploymentException, ReflectiveOperationException {
    super((ServerApplicationConfig) null);
    register(endpoint);
    listener.getTransport().setWriteBufferSize(sendBuffer);
    listener.getKeepAlive().setIdleTimeoutInSeconds(-1);
    listener.registerAddOn(addOn());
    server.addListener(listener);
    server.start();
    start("/", 0);
  }

  /** Only Tyrus's own server may make one otherwise. */
  private AddOn addOn() throws ReflectiveOperationException {
    Constructor<WebSocketAddOn> constructor = WebSocketAddOn.class.getDeclaredConstructor(ServerContainer.class, String.class);
    constructor.setAccessible(true);
    return constructor.newInstance(this, "/");
  }

  @Override
  public int getPort() {
    return listener.getPort();
  }

  @Override
  public void register(Class<?> endpointClass) throws DeploymentException {
    engine.register(endpointClass, "/");
  }

  @Override
  public void register(ServerEndpointConfig config) throws DeploymentException {
    engine.register(config, "/");
  }

  @Override
  public Map<String, Object> getProperties() {
    return Map.of();
  }

  @Override
  public WebSocketEngine getWebSocketEngine() {
    return engine;
  }

  @Override
  public void stop() {
    super.stop();
    server.shutdownNow();
  }
}
