package io.tutti.edge.rest.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A route that the audit log has a line for, whatever comes of the request and however its address is written: {@link AuditFilter}
 * sees which method was matched. A route that changes or exports something has this or {@link Unaudited} (rule DP21).
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Audited {

  /** What the line calls it, for example {@code session:export}. */
  String value();

  /** The part of the path that names the session; empty where it names none. */
  String session() default "";

  /**
   * Whether a command of the session does the work. Commands are noted where they are decided, for every way in; the route has a
   * line of its own only where a request was refused before.
   */
  boolean byCommand() default false;
}
