package io.tutti.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Named values on one line, as the benchmark's processes tell them to each other: a word, then
 * {@code name=value} pairs without spaces. Immutable after it was built.
 */
final class Figures {

  private final String word;
  private final Map<String, String> values = new LinkedHashMap<>();

  Figures(String word) {
    this.word = word;
  }

  static Figures parse(String line) {
    String[] parts = line.strip().split(" +");
    var figures = new Figures(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("Not name=value: " + parts[i]);
      }
      figures.values.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
    }
    return figures;
  }

  Figures with(String name, Object value) {
    values.put(name, value.toString());
    return this;
  }

  String word() {
    return word;
  }

  String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(word + " needs " + name);
    }
    return value;
  }

  long whole(String name) {
    return Long.parseLong(text(name));
  }

  int count(String name) {
    return Math.toIntExact(whole(name));
  }

  double real(String name) {
    return Double.parseDouble(text(name));
  }

  @Override
  public String toString() {
    var line = new StringBuilder(word);
    values.forEach((name, value) -> line.append(' ').append(name).append('=').append(value));
    return line.toString();
  }
}
