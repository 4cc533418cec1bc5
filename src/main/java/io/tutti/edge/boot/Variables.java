package io.tutti.edge.boot;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The variables that configure the server, read with what they must be. Immutable. */
final class Variables {

  private final UnaryOperator<@Nullable String> source;

  /** Variables by name; null where one is not set. */
  Variables(UnaryOperator<@Nullable String> source) {
    this.source = source;
  }

  /** System properties, and where one is not set the environment variable of the same name. */
  static Variables ofProcess() {
    return new Variables(name -> {
      if (name == null) {
        return null;
      }
      String property = System.getProperty(name);
      return property == null ? System.getenv(name) : property;
    });
  }

  @Nullable String optional(String name) {
    String value = source.apply(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  String text(String name, String usual) {
    String value = optional(name);
    return value == null ? usual : value;
  }

  long number(String name, long usual, long min, long max) {
    String value = optional(name);
    if (value == null) {
      return usual;
    }
    try {
      long number = Long.parseLong(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // falls through to the one message for every bad number
    }
    throw new ConfigurationProblem(name + " must be a whole number from " + min + " to " + max + ", and is '" + value + "'");
  }

  int count(String name, int usual, int min, int max) {
    return (int) number(name, usual, min, max);
  }

  boolean flag(String name, boolean usual) {
    String value = optional(name);
    if (value == null) {
      return usual;
    }
    return switch (value.toLowerCase(java.util.Locale.ROOT)) {
      case "on", "true", "yes", "1" -> true;
      case "off", "false", "no", "0" -> false;
      default -> throw new ConfigurationProblem(name + " must be on or off, and is '" + value + "'");
    };
  }
}
