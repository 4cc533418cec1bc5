package io.tutti.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server under load, the packaged WAR or the bare relay, on a free port of this machine. Confined to the benchmark's thread. */
final class ServerProcess implements AutoCloseable {

  /** Which it is: the bare relay, another build of Tutti to compare with ({@code --baseline}), or the one that is measured. */
  enum Target { RELAY, BASELINE, TUTTI }

  private static final int START_SECONDS = 300;

  final Target target;
  final int port;
  final double startMillis;
  private final ChildProcess child;

  private ServerProcess(Target target, int port, double startMillis, ChildProcess child) {
    this.target = target;
    this.port = port;
    this.startMillis = startMillis;
    this.child = child;
  }

  /** Starts it on the data in {@code folder} and waits for its first answer. */
  static ServerProcess start(Target target, BenchmarkOptions options, Path folder) throws IOException, InterruptedException {
    int port = freePort();
    Path log = folder.resolve(target == Target.RELAY ? "relay.log" : "tutti.log");
    long began = System.nanoTime();
    ChildProcess child = target == Target.RELAY ? relay(options, port, folder, log)
        : tutti(target == Target.BASELINE ? options.baseline() : options.war(), options, port, folder);
    try {
      awaitAnswer(child, port, log);
      return new ServerProcess(target, port, (System.nanoTime() - began) / 1e6, child);
    } catch (IOException | InterruptedException | RuntimeException e) {
      child.close();
      throw e;
    }
  }

  private static ChildProcess relay(BenchmarkOptions options, int port, Path folder, Path log) throws IOException {
    List<String> arguments = new ArrayList<>(options.relayOptions());
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), BareRelay.class.getName(),
        "port=" + port, "base=" + folder.resolve("relay"), "buffers=" + options.relayBuffers()));
    return ChildProcess.java(arguments, Map.of(), log, false);
  }

  private static ChildProcess tutti(Path war, BenchmarkOptions options, int port, Path folder) throws IOException {
    List<String> arguments = new ArrayList<>(options.serverOptions());
    arguments.addAll(List.of("-jar", war.toString()));
    Map<String, String> environment = new HashMap<>();
    environment.put("PORT", Integer.toString(port));
    environment.put("HOST", "127.0.0.1");
    environment.put("DATA_DIR", folder.resolve("data").toString());
    for (String pair : options.serverEnvironment()) {
      int equals = pair.indexOf('=');
      environment.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return ChildProcess.java(arguments, environment, folder.resolve("tutti.log"), false);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress("127.0.0.1", 0));
      return socket.getLocalPort();
    }
  }

  private static void awaitAnswer(ChildProcess child, int port, Path log) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_SECONDS * 1_000_000_000L;
    while (!answers(port)) {
      if (!child.alive() || System.nanoTime() > deadline) {
        throw new IOException("The server did not start; see " + log);
      }
      Thread.sleep(10);
    }
  }

  /** Whether {@code GET /health} is answered: 200 by Tutti, 404 by the relay; 503 is a server still starting. */
  private static boolean answers(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
      socket.setSoTimeout(START_SECONDS * 1_000);
      socket.getOutputStream().write(Bytes.ascii("GET /health HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n"));
      InputStream in = socket.getInputStream();
      String status = new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
      return status.startsWith("HTTP/1.1") && !status.endsWith("503");
    } catch (IOException e) {
      return false;
    }
  }

  long pid() {
    return child.pid();
  }

  /** Ends it as an operator would and says how many milliseconds that took. */
  double stop() {
    long began = System.nanoTime();
    child.close();
    return (System.nanoTime() - began) / 1e6;
  }

  @Override
  public void close() {
    stop();
  }
}
