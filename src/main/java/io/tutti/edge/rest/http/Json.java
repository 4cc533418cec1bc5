package io.tutti.edge.rest.http;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyNamingStrategy;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.lang.annotation.ElementType;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How records become JSON, JSON becomes records, and records are validated. Members are called {@code like_this}; what is null is
 * written as null, unless the record says otherwise. JSON-B and Bean Validation begin when they are first needed: the server starts
 * without them. Thread-safe: holds nothing else.
 */
final class Json {

  private Json() {}

  static Jsonb binding() {
    return Binding.JSONB;
  }

  static Validator validator() {
    return Validating.VALIDATOR;
  }

  private static final class Binding {
    static final Jsonb JSONB = JsonbBuilder.create(new JsonbConfig()
        .withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES)
        .withNullValues(true)
        .withSerializers(new RecordSerializer())
        .withAdapters(new PlainValue.Adapter()));
  }

  private static final class Validating {
    static final Validator VALIDATOR = Validation.byDefaultProvider().configure()
        .ignoreXmlConfiguration()
        .messageInterpolator(new Literally())
        .traversableResolver(new Everything())
        .buildValidatorFactory()
        .getValidator();
  }

  /** Messages stand where the constraint is; only its attributes, in braces, are put in. Needs no expression language. */
  private static final class Literally implements MessageInterpolator {

    @Override
    public String interpolate(String template, Context context) {
      String message = template;
      for (Map.Entry<String, Object> attribute : context.getConstraintDescriptor().getAttributes().entrySet()) {
        message = message.replace("{" + attribute.getKey() + "}", String.valueOf(attribute.getValue()));
      }
      return message;
    }

    @Override
    public String interpolate(String template, Context context, Locale locale) {
      return interpolate(template, context);
    }
  }

  /** Records are no entities: nothing in them is loaded lazily. */
  private static final class Everything implements TraversableResolver {

    @Override
    public boolean isReachable(@Nullable Object record, Path.Node node, Class<?> root, Path path, ElementType type) {
      return true;
    }

    @Override
    public boolean isCascadable(@Nullable Object record, Path.Node node, Class<?> root, Path path, ElementType type) {
      return true;
    }
  }
}
