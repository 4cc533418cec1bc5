package io.tutti.edge.jpa;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the tables are and who opens them. {@code url} is a JDBC URL that holds no credentials, so it may be shown;
 * {@link #toString} shows no more than that. Immutable.
 */
public record DatabaseAddress(Product product, String url, String user, String password) {

  /** The databases that the migrations and the journal know. */
  public enum Product { H2, POSTGRESQL }

  private static final String JDBC_PREFIX = "jdbc:";
  private static final String USER = "user";
  private static final String PASSWORD = "password";

  /**
   * The embedded database in {@code dataDirectory}.
   *
   * @throws IllegalArgumentException if the path has a character that would end the database's name within the URL
   */
  public static DatabaseAddress embedded(Path dataDirectory) {
    String file = dataDirectory.toAbsolutePath().normalize().resolve("tutti").toString();
    if (file.indexOf(';') >= 0 || (File.separatorChar != '\\' && file.indexOf('\\') >= 0)) {
      throw new IllegalArgumentException("DATA_DIR must not contain ; or \\ : " + dataDirectory);
    }
    return h2("file:" + file);
  }

  /**
   * The embedded database {@code name}, for example {@code file:/data/tutti}. A commit is written at once (H2's own delay
   * would lose it in a crash), its cache is 32 MiB and not a sixteenth of the heap's bound, and H2 leaves closing to us: its own shutdown hook would run against ours.
   */
  static DatabaseAddress h2(String name) {
    String settings = ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;CACHE_SIZE=32768";
    return new DatabaseAddress(Product.H2, "jdbc:h2:" + name + settings, "sa", "");
  }

  /**
   * The database that {@code DATABASE_URL} names: {@code postgres://user:password@host:port/name?setting=value},
   * {@code postgresql://…} or {@code jdbc:postgresql://host:port/name?user=…&password=…}.
   *
   * @throws IllegalArgumentException if it is none of these; the message does not repeat the text, it may hold a password
   */
  public static DatabaseAddress parse(String databaseUrl) {
    String text = databaseUrl.strip();
    URI uri = uri(text.startsWith(JDBC_PREFIX) ? text.substring(JDBC_PREFIX.length()) : text);
    String scheme = uri.getScheme();
    if (!"postgres".equals(scheme) && !"postgresql".equals(scheme)) {
      throw new IllegalArgumentException("DATABASE_URL must begin with postgres://, postgresql:// or jdbc:postgresql://");
    }
    String path = uri.getRawPath();
    if (uri.getHost() == null || path == null || path.length() < 2) {
      throw new IllegalArgumentException("DATABASE_URL must name a host and a database: postgres://user:password@host:port/name");
    }
    Map<String, String> settings = settings(uri.getRawQuery());
    String[] credentials = credentials(uri.getRawUserInfo());
    String user = settings.remove(USER);
    String password = settings.remove(PASSWORD);
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return new DatabaseAddress(Product.POSTGRESQL,
        "jdbc:postgresql://" + uri.getHost() + port + path + query(settings),
        user == null ? credentials[0] : user,
        password == null ? credentials[1] : password);
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("DATABASE_URL is no valid URL (character " + (e.getIndex() + 1)
          + "); special characters of the password must be percent-encoded");
    }
  }

  private static String[] credentials(@Nullable String userInfo) {
    if (userInfo == null) {
      return new String[] {"", ""};
    }
    int colon = userInfo.indexOf(':');
    return colon < 0
        ? new String[] {decoded(userInfo), ""}
        : new String[] {decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1))};
  }

  private static Map<String, String> settings(@Nullable String query) {
    Map<String, String> settings = new LinkedHashMap<>();
    if (query != null && !query.isEmpty()) {
      for (String setting : query.split("&")) {
        int equals = setting.indexOf('=');
        settings.put(equals < 0 ? setting : setting.substring(0, equals),
            equals < 0 ? "" : decoded(setting.substring(equals + 1)));
      }
    }
    return settings;
  }

  private static String query(Map<String, String> settings) {
    StringBuilder query = new StringBuilder();
    settings.forEach((name, value) -> query.append(query.isEmpty() ? '?' : '&').append(name).append('=')
        .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return query.toString();
  }

  /** A plus sign is itself in a URL's user info; only forms mean a space by it. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("DATABASE_URL has a % that is followed by no two hexadecimal digits");
    }
  }

  @Override
  public String toString() {
    return url;
  }
}
