package io.tutti.session;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Something that has left memory and must be read before a command can be decided. {@code after}: the storage must have caught up
 * with the log to this place first; {@code reading} runs on a thread that may wait, and what it gives puts the finding into the
 * state, in the session's mailbox. Immutable.
 */
public record Recall(long after, Function<Archive, Consumer<SessionState>> reading) {}
