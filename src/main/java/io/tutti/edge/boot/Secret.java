package io.tutti.edge.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secret that tokens are signed with: the configured one, or outside production one that is made once and kept in the
 * data directory, readable by its owner alone.
 */
final class Secret {

  private static final Logger LOG = LoggerFactory.getLogger(Secret.class);
  private static final int LEAST_BYTES = 32;
  private static final String FILE = "jwt-secret";

  private Secret() {}

  /**
   * The secret for {@code settings}, at least as long as HMAC with {@code JWT_ALGORITHM} wants it.
   *
   * @throws ConfigurationProblem in production without a secret, or with one shorter than the digest of its algorithm
   */
  static String of(Settings settings) {
    String configured = settings.jwtSecret();
    if (configured == null) {
      if (settings.production()) {
        throw new ConfigurationProblem("JWT_SECRET must be set where ENV=production");
      }
      return kept(settings.dataDirectory());
    }
    int bytes = configured.getBytes(StandardCharsets.UTF_8).length;
    int digest = digestBytes(settings.jwtAlgorithm());
    if (bytes < digest && settings.production()) {
      throw new ConfigurationProblem("JWT_SECRET must have at least " + digest + " bytes where ENV=production and JWT_ALGORITHM="
          + settings.jwtAlgorithm());
    }
    if (bytes < LEAST_BYTES) {
      LOG.warn("JWT_SECRET has only {} bytes: tokens can be forged by trying", bytes);
    }
    return padded(configured, digest);
  }

  /** How long a key should be (RFC 7518, section 3.2). */
  private static int digestBytes(String algorithm) {
    return algorithm.equals("HS512") ? 64 : algorithm.equals("HS384") ? 48 : LEAST_BYTES;
  }

  /** HMAC itself fills a short key with zeros (RFC 2104, section 2): the signatures are those of the short secret. */
  private static String padded(String secret, int least) {
    int missing = least - secret.getBytes(StandardCharsets.UTF_8).length;
    return missing > 0 ? secret + "\0".repeat(missing) : secret;
  }

  private static String kept(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      if (Files.exists(file)) {
        String kept = Files.readString(file).strip();
        if (!kept.isEmpty()) {
          return kept;
        }
        LOG.warn("{} is empty: a new secret is made", file);
      }
      byte[] random = new byte[64];
      new SecureRandom().nextBytes(random);
      String made = HexFormat.of().formatHex(random);
      Files.createDirectories(directory);
      write(directory, file, made);
      return made;
    } catch (IOException e) {
      throw new ConfigurationProblem("DATA_DIR " + directory + " cannot be used: " + e.getMessage());
    }
  }

  /** Nobody else may read it at any moment, and whoever looks finds all of it or nothing. */
  private static void write(Path directory, Path file, String secret) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly = posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
        : new FileAttribute<?>[0];
    Path unfinished = Files.createTempFile(directory, FILE, ".tmp", ownerOnly);
    try {
      Files.writeString(unfinished, secret, StandardOpenOption.SYNC);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
