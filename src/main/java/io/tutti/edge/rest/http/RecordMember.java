package io.tutti.edge.rest.http;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member of a body, bound to a component of a record. {@code name}: on the wire; {@code min}, {@code max}: of an integer, null for
 * whatever its type holds. Immutable.
 */
record RecordMember(String component, String name, Class<?> type, @Nullable Long min, @Nullable Long max) {

  static RecordMember of(RecordComponent component) {
    Min min = component.getAccessor().getAnnotation(Min.class);
    Max max = component.getAccessor().getAnnotation(Max.class);
    return new RecordMember(component.getName(), RecordComponents.name(component), component.getType(), min == null ? null : min.value(),
        max == null ? null : max.value());
  }

  private boolean isInteger() {
    return type == Integer.class || type == Long.class;
  }

  /** Goes through where {@code value} is of the member's type. */
  void requireType(Object value) {
    if (type == String.class && !(value instanceof String)) {
      throw Problem.invalid(List.of(Problem.Flaw.noText(name, value)));
    }
    if (isInteger() && !isIntegral(value)) {
      throw Problem.wrong(name, range(), value);
    }
    if (type == Boolean.class && !(value instanceof Boolean)) {
      throw Problem.wrong(name, "must be true or false", value);
    }
    if (type == List.class && !(value instanceof Collection<?> items && items.stream().allMatch(String.class::isInstance))) {
      throw Problem.wrong(name, "must be a list of texts", value);
    }
  }

  private boolean isIntegral(Object value) {
    return value instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue())
        && Math.abs(number.doubleValue()) <= (type == Integer.class ? Integer.MAX_VALUE : 1L << 53);
  }

  private String range() {
    return min == null || max == null ? "must be an integer" : "must be an integer from " + min + " to " + max;
  }

  /** What of the constraints does not hold for {@code value}, which was sent. */
  <T> Problem.Flaw flaw(Collection<ConstraintViolation<T>> violations, @Nullable Object value) {
    ConstraintViolation<T> first = violations.iterator().next();
    if (first.getConstraintDescriptor().getAnnotation() instanceof NotNull) {
      return Problem.Flaw.missing("body", name);
    }
    return Problem.Flaw.wrong(name, isInteger() ? range() : first.getMessage(), value);
  }
}
