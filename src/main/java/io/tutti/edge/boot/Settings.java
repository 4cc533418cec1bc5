package io.tutti.edge.boot;

import io.tutti.edge.agents.AgentSettings;
import io.tutti.edge.websocket.WebSocketSettings;
import io.tutti.hub.HubSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be configured, read once. docs/configuration.md names each variable; {@link #toString} shows what is in
 * force and masks secrets. Immutable.
 */
record Settings(
    boolean production,
    Path dataDirectory,
    @Nullable String databaseUrl,
    long minFreeBytes,
    @Nullable String encryptionKey,
    Set<String> frontendOrigins,
    @Nullable String jwtSecret,
    String jwtAlgorithm,
    long jwtLifetimeSeconds,
    @Nullable String jwtIssuer,
    @Nullable String jwtAudience,
    AccountSettings accounts,
    AuditSettings audit,
    boolean anonymous,
    int requestsPerSecond,
    int requestBurst,
    int requestsPerAddress,
    @Nullable AgentSettings storyModel,
    WebSocketSettings webSocket,
    HubSettings hub) {

  private static final long MIN_ANSWER_BYTES = 8 << 20;

  /**
   * Reads the settings.
   *
   * @throws ConfigurationProblem where one of them is none
   */
  static Settings read(Variables variables) {
    boolean production = variables.text("ENV", "development").equalsIgnoreCase("production");
    Set<String> origins = origins(variables);
    boolean anonymous = variables.flag("ANONYMOUS", true);
    return new Settings(
        production,
        dataDirectory(variables),
        variables.optional("DATABASE_URL"),
        variables.number("MIN_FREE_BYTES", 64L << 20, 0, 1L << 50),
        variables.optional("ENCRYPTION_KEY"),
        origins,
        secret(variables),
        variables.text("JWT_ALGORITHM", "HS256"),
        variables.number("JWT_EXPIRATION", 86_400, 1, 315_360_000),
        variables.optional("JWT_ISSUER"),
        variables.optional("JWT_AUDIENCE"),
        AccountSettings.read(variables),
        AuditSettings.read(variables),
        anonymous,
        variables.count("REST_PER_SECOND", 200, 1, 1_000_000),
        variables.count("REST_BURST", 1_000, 1, 1_000_000),
        variables.count("REQUESTS_PER_ADDRESS", 64, 1, 100_000),
        storyModel(variables),
        webSocket(variables, origins, anonymous),
        hub(variables));
  }

  /** The LLM Session Manager calls it otherwise. */
  private static @Nullable String secret(Variables variables) {
    String secret = variables.optional("JWT_SECRET");
    String alias = variables.optional("JWT_SECRET_KEY");
    if (secret != null && alias != null && !secret.equals(alias)) {
      throw new ConfigurationProblem("JWT_SECRET and JWT_SECRET_KEY are names of one setting, and differ");
    }
    return secret == null ? alias : secret;
  }

  private static Path dataDirectory(Variables variables) {
    String text = variables.text("DATA_DIR", "data");
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (java.nio.file.InvalidPathException e) {
      throw new ConfigurationProblem("DATA_DIR must be a folder, and is '" + text + "'");
    }
  }

  private static Set<String> origins(Variables variables) {
    Set<String> origins = new LinkedHashSet<>();
    Arrays.stream(variables.text("FRONTEND_URL", "").split(","))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .forEach(text -> origins.add(origin(text)));
    return origins;
  }

  private static String origin(String text) {
    try {
      var url = java.net.URI.create(text);
      String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      boolean isWeb = scheme.equals("http") || scheme.equals("https");
      if (isWeb && url.getHost() != null && url.getRawUserInfo() == null) {
        return scheme + "://" + url.getRawAuthority();
      }
    } catch (IllegalArgumentException e) {
      // falls through to the one message for every bad address
    }
    throw new ConfigurationProblem("FRONTEND_URL must be addresses like https://example.org, and has '" + text + "'");
  }

  /** The language model that tells stories; null where the built-in rules do. */
  private static @Nullable AgentSettings storyModel(Variables variables) {
    String url = variables.optional("STORY_MODEL_URL");
    if (url == null) {
      return null;
    }
    try {
      return new AgentSettings(java.net.URI.create(url), variables.text("STORY_MODEL", ""), variables.optional("STORY_MODEL_KEY"),
          Duration.ofMillis(variables.number("STORY_MODEL_TIMEOUT_MS", 20_000, 100, 600_000)),
          variables.number("STORY_MODEL_BUDGET", AgentSettings.DEFAULT_BUDGET, 0, 1_000_000_000));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationProblem("STORY_MODEL_URL and STORY_MODEL: " + e.getMessage());
    }
  }

  private static WebSocketSettings webSocket(Variables variables, Set<String> origins, boolean anonymous) {
    return new WebSocketSettings(
        origins,
        anonymous,
        variables.flag("COMPRESSION", false),
        variables.count("MAX_MESSAGE_BYTES", 1 << 20, 1_024, 16 << 20),
        variables.count("OUTBOX_FRAMES", 256, 16, 100_000),
        variables.count("OUTBOX_BYTES", 1 << 20, 16_384, 256 << 20),
        variables.number("ANSWER_BYTES", usualAnswerBytes(), MIN_ANSWER_BYTES, 1L << 40),
        variables.count("MESSAGES_PER_SECOND", 2_000, 1, 1_000_000),
        variables.count("MESSAGE_BURST", 5_000, 1, 1_000_000),
        variables.count("CONNECTIONS_PER_SECOND", 100, 1, 100_000),
        variables.count("UNAUTHENTICATED_PER_ADDRESS", 1_000, 1, 100_000),
        variables.number("AUTH_TIMEOUT_MS", 10_000, 100, 600_000),
        variables.number("HEARTBEAT_MS", 10_000, 100, 600_000),
        variables.number("SEND_TIMEOUT_MS", 10_000, 100, 600_000));
  }

  /** A sixteenth of the heap: a character takes up to two bytes while it waits, and up to three while it is written. */
  private static long usualAnswerBytes() {
    return Math.max(MIN_ANSWER_BYTES, Runtime.getRuntime().maxMemory() / 16);
  }

  private static HubSettings hub(Variables variables) {
    HubSettings usual = HubSettings.defaults();
    return new HubSettings(
        variables.flag("AUTOCREATE", usual.autocreate()),
        variables.count("REPLAY_LIMIT", usual.replayLimit(), 0, 100_000),
        variables.count("SNAPSHOT_EVERY", usual.snapshotEvery(), 10, 1_000_000),
        variables.number("COMMIT_INTERVAL_MS", usual.commitIntervalMillis(), 0, 1_000),
        variables.count("BACKLOG_LIMIT", usual.backlogLimit(), 100, 10_000_000),
        usual.mailboxLimit(),
        variables.number("SESSION_IDLE_MS", usual.idleMillis(), 100, 86_400_000),
        variables.number("CONFLICT_WINDOW_MS", usual.conflictWindowMillis(), 0, 60_000));
  }

  @Override
  public String toString() {
    return "ENV=" + (production ? "production" : "development")
        + " DATA_DIR=" + dataDirectory
        + " DATABASE_URL=" + (databaseUrl == null ? "(embedded)" : "(set)")
        + " MIN_FREE_BYTES=" + minFreeBytes
        + " ENCRYPTION_KEY=" + (encryptionKey == null ? "(none)" : "(set)")
        + " FRONTEND_URL=" + (frontendOrigins.isEmpty() ? "(any)" : frontendOrigins)
        + " JWT_SECRET=" + (jwtSecret == null ? "(made here)" : "(set)")
        + " JWT_ALGORITHM=" + jwtAlgorithm
        + " JWT_EXPIRATION=" + jwtLifetimeSeconds
        + " " + accounts + " " + audit
        + " ANONYMOUS=" + (anonymous ? "on" : "off")
        + " STORY_MODEL_URL=" + (storyModel == null ? "(built-in rules)" : storyModel.url())
        + " REST_PER_SECOND=" + requestsPerSecond
        + " REST_BURST=" + requestBurst
        + " REQUESTS_PER_ADDRESS=" + requestsPerAddress
        + " " + hub + " " + webSocket;
  }
}
