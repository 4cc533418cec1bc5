package io.tutti.access;

import io.tutti.identity.LookAlikes;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where somebody can be reached (rule ACC2): at most {@value #MAX_LENGTH} characters in compatibility form
 * (NFKC), a local part of at
 * most 64, an {@code @}, and a domain of at least two labels; neither the local part nor a label mixes scripts. Immutable.
 */
public record EmailAddress(String value) {

  public static final int MAX_LENGTH = 254;

  private static final int MAX_LOCAL_LENGTH = 64;
  private static final int MAX_LABEL_LENGTH = 63;
  private static final String LOCAL_SIGNS = "!#$%&'*+/=?^_`{|}~.-";

  public EmailAddress {
    if (!isValid(value)) {
      throw new IllegalArgumentException("This is no e-mail address");
    }
  }

  /** The address that {@code text} means, or empty. */
  public static Optional<EmailAddress> of(String text) {
    if (text.length() > 2 * MAX_LENGTH) {
      return Optional.empty();
    }
    String normal = LookAlikes.normal(text);
    return isValid(normal) ? Optional.of(new EmailAddress(normal)) : Optional.empty();
  }

  private static boolean isValid(String value) {
    int at = value.indexOf('@');
    return value.length() <= MAX_LENGTH && at > 0 && value.equals(LookAlikes.normal(value))
        && isLocal(value.substring(0, at)) && isDomain(value.substring(at + 1));
  }

  private static boolean isLocal(String local) {
    return local.length() <= MAX_LOCAL_LENGTH && !local.startsWith(".") && !local.endsWith(".") && !local.contains("..")
        && local.codePoints().allMatch(c -> LookAlikes.isOfWord(c) || LOCAL_SIGNS.indexOf(c) >= 0)
        && !LookAlikes.mixesScripts(local);
  }

  private static boolean isDomain(String domain) {
    String[] labels = domain.split("\\.", -1);
    return labels.length > 1 && Arrays.stream(labels).allMatch(EmailAddress::isLabel);
  }

  private static boolean isLabel(String label) {
    return !label.isEmpty() && label.length() <= MAX_LABEL_LENGTH && !label.startsWith("-") && !label.endsWith("-")
        && label.codePoints().allMatch(c -> LookAlikes.isOfWord(c) || c == '-') && !LookAlikes.mixesScripts(label);
  }

  /** The same for all addresses that look the same; no two accounts have the same. */
  public String key() {
    return LookAlikes.key(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
