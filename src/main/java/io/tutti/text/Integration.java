package io.tutti.text;

import java.util.List;

/** What became of an operation. Immutable. */
public sealed interface Integration {

  /** Calls the case for this outcome. */
  <R> R match(Cases<R> cases);

  /**
   * The operation took effect, and so did those that had waited for it.
   *
   * @param changes what became visible, in order; empty if the operation is remembered but nothing visible changed
   */
  record Applied(List<Change> changes) implements Integration {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.applied(this);
    }
  }

  /** The operation had been integrated before; nothing changed. */
  record Known() implements Integration {
    static final Known INSTANCE = new Known();

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.known(this);
    }
  }

  /** The operation is kept until the elements that it names have come; nothing visible changed. */
  record Waiting() implements Integration {
    static final Waiting INSTANCE = new Waiting();

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.waiting(this);
    }
  }

  /**
   * The operation is not taken; nothing changed.
   *
   * @param refusal the reason, for programs
   * @param detail the reason, for people
   */
  record Refused(Refusal refusal, String detail) implements Integration {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.refused(this);
    }
  }

  /**
   * One function for each outcome.
   *
   * @param <R> what the functions return
   */
  interface Cases<R> {
    /** For an operation that took effect. */
    R applied(Applied applied);

    /** For an operation that was there before. */
    R known(Known known);

    /** For an operation that waits. */
    R waiting(Waiting waiting);

    /** For an operation that is not taken. */
    R refused(Refused refused);
  }
}
