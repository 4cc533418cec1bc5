package io.tutti.edge.agents;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.TokenUsage;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A language model behind OpenAI's API. Says what it was asked or why it did not, and never throws: time-outs, 429 and
 * 5xx are tried {@value #RETRIES} times more, with a growing pause; anything else is not. Blocks its caller.
 * Thread-safe.
 */
final class LanguageModel {

  static final int RETRIES = 2;
  static final String BUDGET_USED = "budget used up";

  private static final int MAX_OUTPUT_TOKENS = 1_500;
  private static final int CHARACTERS_OF_A_TOKEN = 4;

  private final AgentSettings settings;
  private final Duration pause;
  private final OpenAiChatModel model;
  private final OpenAiStreamingChatModel streaming;

  /** {@code pause}: before the first retry; the next one waits twice as long. */
  LanguageModel(AgentSettings settings, Duration pause) {
    this.settings = settings;
    this.pause = pause;
    String key = settings.key() == null ? "none" : settings.key();
    this.model = OpenAiChatModel.builder()
        .httpClientBuilder(new BoundedHttp.Builder(settings.timeout()))
        .baseUrl(settings.url().toString())
        .apiKey(key)
        .modelName(settings.model())
        .maxTokens(MAX_OUTPUT_TOKENS)
        .strictJsonSchema(true)
        .maxRetries(0)
        .build();
    this.streaming = OpenAiStreamingChatModel.builder()
        .httpClientBuilder(new BoundedHttp.Builder(settings.timeout()))
        .baseUrl(settings.url().toString())
        .apiKey(key)
        .modelName(settings.model())
        .maxTokens(MAX_OUTPUT_TOKENS)
        .build();
  }

  /** Asks for one JSON object of {@code schema}; what comes may be anything. {@code spent}: tokens of the session so far. */
  Said ask(String instructions, String data, JsonSchema schema, long spent) {
    ResponseFormat format = ResponseFormat.builder().type(ResponseFormatType.JSON).jsonSchema(schema).build();
    ChatRequest request = ChatRequest.builder()
        .messages(SystemMessage.from(instructions), UserMessage.from(data))
        .responseFormat(format)
        .build();
    return within(spent, () -> said(model.chat(request), instructions.length() + data.length()));
  }

  /** Asks for text and hands on its pieces. A retry begins before the first piece only. */
  Said tell(String instructions, String data, long spent, Consumer<String> pieces) {
    ChatRequest request =
        ChatRequest.builder().messages(SystemMessage.from(instructions), UserMessage.from(data)).build();
    return within(spent, () -> {
      Listening listening = new Listening(pieces);
      streaming.chat(request, listening);
      return listening.result(instructions.length() + data.length());
    });
  }

  private Said within(long spent, Supplier<Said> question) {
    if (spent >= settings.budget()) {
      return Said.nothing(BUDGET_USED, 0);
    }
    for (int attempt = 0; ; attempt++) {
      try {
        return question.get();
      } catch (RuntimeException e) {
        if (attempt == RETRIES || !isWorthARetry(e) || !rest(attempt)) {
          return Said.nothing(reason(e), 0);
        }
      }
    }
  }

  private static boolean isWorthARetry(RuntimeException e) {
    int status = status(e);
    return e instanceof RetriableException || status == 429 || status >= 500;
  }

  /** The library wraps what its HTTP client throws. */
  private static int status(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpException http) {
        return http.statusCode();
      }
    }
    return 0;
  }

  /** Words of our own: what a server says of itself is nobody's business, and may be long. */
  private static String reason(RuntimeException e) {
    int status = status(e);
    if (e instanceof TimeoutException) {
      return "the model took too long";
    } else if (e instanceof RateLimitException || status == 429) {
      return "the model is asked too much";
    } else if (e instanceof AuthenticationException) {
      return "the model refused the key";
    } else if (status > 0) {
      return "the model answered with status " + status;
    } else if (e instanceof BoundedHttp.BrokenAnswer || e.getCause() instanceof IOException) {
      return "the model cannot be reached, or its answer broke off";
    }
    return "the model's answer cannot be understood";
  }

  /** Whether the pause came to its end. */
  private boolean rest(int attempt) {
    try {
      Thread.sleep(pause.toMillis() << attempt);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Said said(ChatResponse response, int asked) {
    String text = response.aiMessage() == null ? null : response.aiMessage().text();
    long tokens = tokens(response.tokenUsage(), asked + (text == null ? 0 : text.length()));
    return text == null || text.isBlank() ? Said.nothing("the model said nothing", tokens) : Said.of(text, tokens);
  }

  /** What the server counted, or, where it does not say, an estimate. */
  private static long tokens(@Nullable TokenUsage usage, int characters) {
    Integer counted = usage == null ? null : usage.totalTokenCount();
    return counted == null ? characters / CHARACTERS_OF_A_TOKEN : Math.max(0, counted);
  }

  private static final class Listening implements StreamingChatResponseHandler {
    private final Consumer<String> pieces;
    private final StringBuilder heard = new StringBuilder();
    private String halfPair = "";
    private final AtomicReference<@Nullable ChatResponse> complete = new AtomicReference<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Listening(Consumer<String> pieces) {
      this.pieces = pieces;
    }

    @Override
    public void onPartialResponse(String piece) {
      heard.append(piece);
      String readable = halfPair + piece;
      boolean endsInHalf = !readable.isEmpty() && Character.isHighSurrogate(readable.charAt(readable.length() - 1));
      int end = readable.length() - (endsInHalf ? 1 : 0);
      halfPair = readable.substring(end);
      if (end > 0) {
        pieces.accept(readable.substring(0, end));
      }
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
      complete.set(response);
    }

    @Override
    public void onError(Throwable error) {
      failure.compareAndSet(null, error);
    }

    Said result(int asked) {
      Throwable error = failure.get();
      ChatResponse response = complete.get();
      if (error == null && response != null && response.finishReason() != null) {
        Said said = said(response, asked);
        boolean wordless = heard.codePoints().noneMatch(Character::isLetterOrDigit);
        return wordless ? Said.nothing("the model said nothing", said.tokens()) : said;
      }
      RuntimeException thrown = error instanceof RuntimeException known ? known
          : new BoundedHttp.BrokenAnswer(error == null ? "the answer has no end" : String.valueOf(error.getMessage()));
      if (heard.isEmpty()) {
        throw thrown;
      }
      return Said.nothing(reason(thrown), (asked + heard.length()) / CHARACTERS_OF_A_TOKEN);
    }
  }
}
