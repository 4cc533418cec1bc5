/** The words that every part shares: names of sessions, users and clients, error codes, verdicts. Knows nobody. */
@NullMarked
package io.tutti.identity;

import org.jspecify.annotations.NullMarked;
