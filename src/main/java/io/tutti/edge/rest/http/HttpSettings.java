package io.tutti.edge.rest.http;

/**
 * What bounds requests. {@code requestsPerAddress}: how many of one network may be in progress at a time; {@code bodyBytes}: how much
 * bodies of all requests may hold in memory; {@code answerBytes}: how much answers may that are whole in memory; {@code longAnswers}, {@code longAnswersPerAddress}: how many long answers may be under
 * way, in all and for one network; {@code pace}: how fast a client must send and read. Immutable.
 */
public record HttpSettings(int requestsPerAddress, long bodyBytes, long answerBytes, int longAnswers, int longAnswersPerAddress, Pace pace) {

  private static final long MIN_BODY_BYTES = 8 << 20;
  private static final long MIN_ANSWER_BYTES = 32 << 20;
  private static final int LONG_ANSWERS = 24;

  /** The usual ones for so many requests of one network at a time: bodies may have a sixteenth of the heap. */
  public static HttpSettings of(int requestsPerAddress) {
    return new HttpSettings(requestsPerAddress, Math.max(MIN_BODY_BYTES, Runtime.getRuntime().maxMemory() / 16),
        Math.max(MIN_ANSWER_BYTES, Runtime.getRuntime().maxMemory() / 16), LONG_ANSWERS, LONG_ANSWERS / 2, Pace.USUAL);
  }
}
