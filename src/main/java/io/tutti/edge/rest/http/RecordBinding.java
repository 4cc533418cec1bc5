package io.tutti.edge.rest.http;

import jakarta.json.bind.JsonbException;
import jakarta.validation.ConstraintViolation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a body becomes one type of record: each member must be of its component's type, then JSON-B makes the record, and then every
 * constraint must hold (rule REST56). Members that the record does not have are ignored. Immutable.
 */
final class RecordBinding<T> {

  private static final ClassValue<RecordBinding<?>> BINDINGS = new ClassValue<>() {
    @Override
    protected RecordBinding<?> computeValue(Class<?> type) {
      return new RecordBinding<>(type);
    }
  };

  private final Class<T> type;
  private final List<RecordMember> members;

  private RecordBinding(Class<T> type) {
    this.type = type;
    this.members = Arrays.stream(type.getRecordComponents()).map(RecordMember::of).toList();
  }

  /** {@code type}: a record. */
  @SuppressWarnings("unchecked")
  static <T> RecordBinding<T> of(Class<T> type) {
    return (RecordBinding<T>) BINDINGS.get(type);
  }

  /**
   * The record of the body {@code text}, whose members are {@code sent}.
   *
   * @throws Problem of status 422, which names every member that is wrong
   */
  T bind(String text, Map<String, Object> sent) {
    if (type == PatchMembers.class) {
      return type.cast(new PatchMembers(sent));
    }
    for (RecordMember member : members) {
      Object value = sent.get(member.name());
      if (value != null) {
        member.requireType(value);
      }
    }
    T record = bound(text);
    validate(record, sent);
    return record;
  }

  private T bound(String text) {
    try {
      return Json.binding().fromJson(text, type);
    } catch (JsonbException e) {
      throw Problem.invalid("json_invalid", "The body cannot be read", null, "body");
    }
  }

  private void validate(T record, Map<String, Object> sent) {
    Map<String, List<ConstraintViolation<T>>> violations = Json.validator().validate(record).stream()
        .collect(Collectors.groupingBy(violation -> violation.getPropertyPath().iterator().next().getName()));
    List<Problem.Flaw> flaws = members.stream()
        .filter(member -> violations.containsKey(member.component()))
        .map(member -> member.flaw(violations.getOrDefault(member.component(), List.of()), sent.get(member.name())))
        .toList();
    if (!flaws.isEmpty()) {
      throw Problem.invalid(flaws);
    }
  }
}
