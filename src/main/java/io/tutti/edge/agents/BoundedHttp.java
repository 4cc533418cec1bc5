package io.tutti.edge.agents;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The JDK's HTTP client with an end to everything: an answer takes at most {@code timeout} from the first byte sent to
 * the last one read, and has at most {@value #MAX_BYTES} bytes. Streams are read on the calling thread, so nothing goes
 * on when a call is over. Thread-safe.
 */
final class BoundedHttp implements HttpClient {

  static final int MAX_BYTES = 512 * 1024;

  /** The JDK's client counts whole milliseconds, and may give up by so much too early. */
  private static final long TIMER_NANOS = 1_000_000;

  private final java.net.http.HttpClient client;
  private final Duration timeout;

  private BoundedHttp(Duration timeout) {
    this.timeout = timeout;
    this.client = java.net.http.HttpClient.newBuilder()
        .version(java.net.http.HttpClient.Version.HTTP_1_1)
        .connectTimeout(timeout)
        .build();
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    try (Answer answer = send(request)) {
      byte[] body = answer.body.readAllBytes();
      return SuccessfulHttpResponse.builder()
          .statusCode(answer.response.statusCode())
          .headers(answer.response.headers().map())
          .body(body)
          .build();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    try (Answer answer = send(request)) {
      listener.onOpen(SuccessfulHttpResponse.builder()
          .statusCode(answer.response.statusCode())
          .headers(answer.response.headers().map())
          .build());
      parser.parse(answer.body, listener);
      answer.body.requireGood();
      listener.onClose();
    } catch (IOException e) {
      listener.onError(failure(e));
    } catch (HttpException | TimeoutException e) {
      listener.onError(e);
    }
  }

  private static RuntimeException failure(IOException e) {
    return e instanceof HttpTimeoutException ? new TimeoutException(e) : new BrokenAnswer(String.valueOf(e.getMessage()));
  }

  private Answer send(HttpRequest request) throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    var jdkRequest = java.net.http.HttpRequest.newBuilder(URI.create(request.url())).timeout(timeout);
    request.headers().forEach((name, values) -> values.forEach(value -> jdkRequest.header(name, value)));
    jdkRequest.method(request.method().name(), java.net.http.HttpRequest.BodyPublishers.ofString(request.body()));
    try {
      var response = client.send(jdkRequest.build(), HttpResponse.BodyHandlers.ofInputStream());
      Answer answer = new Answer(response, new BoundedBody(response.body(), MAX_BYTES, deadline));
      if (response.statusCode() / 100 != 2) {
        try (answer) {
          throw new HttpException(response.statusCode(), new String(answer.body.readNBytes(1_000), StandardCharsets.UTF_8));
        }
      }
      return answer;
    } catch (IOException e) {
      // What the client gives up when its time is over may fail as anything.
      throw System.nanoTime() < deadline - TIMER_NANOS ? e : BoundedBody.tookTooLong();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HttpTimeoutException("interrupted");
    }
  }

  private record Answer(HttpResponse<InputStream> response, BoundedBody body) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  /** An answer that was too long, or broke off. */
  static final class BrokenAnswer extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokenAnswer(String message) {
      super(message, null, false, false);
    }
  }

  /** What the library wants for making a client: its own time-outs are not asked. */
  static final class Builder implements HttpClientBuilder {
    private final Duration timeout;

    Builder(Duration timeout) {
      this.timeout = timeout;
    }

    @Override
    public Duration connectTimeout() {
      return timeout;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration ignored) {
      return this;
    }

    @Override
    public Duration readTimeout() {
      return timeout;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration ignored) {
      return this;
    }

    @Override
    public HttpClient build() {
      return new BoundedHttp(timeout);
    }
  }
}
