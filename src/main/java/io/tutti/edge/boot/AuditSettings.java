package io.tutti.edge.boot;

import io.tutti.edge.rest.http.Operators;
import java.util.Locale;

/**
 * What can be configured of the audit log. {@code extent}: what is noted; {@code addresses}: how much of them; {@code operators}:
 * who may read it. Immutable.
 */
record AuditSettings(Extent extent, AddressDetail addresses, Operators operators) {

  enum Extent { OFF, ON, ALL }

  static AuditSettings read(Variables variables) {
    try {
      return new AuditSettings(
          word(variables, "AUDIT", Extent.ON, Extent.class),
          word(variables, "AUDIT_ADDRESSES", AddressDetail.TRUNCATED, AddressDetail.class),
          new Operators(variables.optional("ADMIN_TOKEN")));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationProblem(String.valueOf(e.getMessage()));
    }
  }

  private static <E extends Enum<E>> E word(Variables variables, String name, E usual, Class<E> words) {
    String value = variables.text(name, usual.name());
    for (E word : words.getEnumConstants()) {
      if (word.name().equals(value.toUpperCase(Locale.ROOT))) {
        return word;
      }
    }
    throw new ConfigurationProblem(name + " must be one of "
        + String.join(", ", java.util.Arrays.stream(words.getEnumConstants()).map(word -> word.name().toLowerCase(Locale.ROOT)).toList())
        + ", and is '" + value + "'");
  }

  @Override
  public String toString() {
    return "AUDIT=" + extent.name().toLowerCase(Locale.ROOT)
        + " AUDIT_ADDRESSES=" + addresses.name().toLowerCase(Locale.ROOT) + " " + operators;
  }
}
