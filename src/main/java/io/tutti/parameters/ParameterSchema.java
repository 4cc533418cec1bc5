package io.tutti.parameters;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a session: at most 64 names, each adjustable or computed from adjustable ones. Keeps the order in which
 * they were given. Immutable.
 */
public final class ParameterSchema {

  public static final int MAX_PARAMETERS = 64;

  private static final ParameterSchema TRIVECTOR = new ParameterSchema(trivectorParameters());

  private final Map<String, Parameter> parameters;
  private final Map<String, Double> initialValues;

  /**
   * A schema of these parameters.
   *
   * @throws IllegalArgumentException with what is wrong: a bad name, too many, or a formula over unknown or computed names
   */
  public ParameterSchema(Map<String, Parameter> parameters) {
    if (parameters.size() > MAX_PARAMETERS) {
      throw new IllegalArgumentException("a session has at most " + MAX_PARAMETERS + " parameters");
    }
    this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    Map<String, Double> initial = new LinkedHashMap<>();
    this.parameters.forEach((name, parameter) -> {
      if (!Parameter.isName(name)) {
        throw new IllegalArgumentException("a parameter's name is a letter and at most 31 letters, digits or underscores");
      }
      if (parameter instanceof Parameter.Adjustable adjustable) {
        initial.put(name, adjustable.initial());
      }
    });
    this.parameters.forEach((name, parameter) -> {
      if (parameter instanceof Parameter.Computed computed && !initial.keySet().containsAll(computed.formula().names())) {
        throw new IllegalArgumentException(name + " may be computed from adjustable parameters of the schema only");
      }
    });
    this.initialValues = Collections.unmodifiableMap(initial);
  }

  /** The schema of a session that names none: mu, omega, kappa and the computed beta. */
  public static ParameterSchema trivector() {
    return TRIVECTOR;
  }

  private static Map<String, Parameter> trivectorParameters() {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    parameters.put("mu", new Parameter.Adjustable(0.5, 0.7, 0.569, 0.001, "equilibrium", null));
    parameters.put("omega", new Parameter.Adjustable(0.5, 1.5, 0.847, 0.01, "resonance", null));
    parameters.put("kappa", new Parameter.Adjustable(0.01, 0.05, 0.0207, 0.001, "coupling", null));
    parameters.put("beta", new Parameter.Computed(Expression.parse("1 - mu - 10.8 * kappa"), "balance", null));
    return parameters;
  }

  /** Every parameter by its name, in the schema's order; unmodifiable. */
  public Map<String, Parameter> parameters() {
    return parameters;
  }

  /** The adjustable parameter of that name, or empty where there is none or it is computed. */
  public Optional<Parameter.Adjustable> adjustable(String name) {
    return parameters.get(name) instanceof Parameter.Adjustable adjustable ? Optional.of(adjustable) : Optional.empty();
  }

  /** Whether any parameter is computed. */
  public boolean computesAnything() {
    return initialValues.size() < parameters.size();
  }

  /** The values that a new session starts with; unmodifiable. */
  public Map<String, Double> initialValues() {
    return initialValues;
  }

  /** The computed parameters for {@code values}; one whose formula has no finite value is left out. */
  public Map<String, Double> compute(Map<String, Double> values) {
    Map<String, Double> computed = new LinkedHashMap<>();
    parameters.forEach((name, parameter) -> {
      if (parameter instanceof Parameter.Computed formula) {
        double value = formula.formula().evaluate(values);
        if (Double.isFinite(value)) {
          computed.put(name, value);
        }
      }
    });
    return computed;
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof ParameterSchema that && that.parameters.equals(parameters);
  }

  @Override
  public int hashCode() {
    return parameters.hashCode();
  }

  @Override
  public String toString() {
    return parameters.toString();
  }
}
