package io.tutti.edge.boot;

/** A setting that the server cannot start with; the message is the one line that the operator sees. Immutable. */
final class ConfigurationProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ConfigurationProblem(String message) {
    super(message, null, false, false);
  }

  /** The line alone: the launcher prints it. */
  @Override
  public String toString() {
    return String.valueOf(getMessage());
  }
}
