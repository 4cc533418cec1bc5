/**
 * Proofs on the packaged WAR: each starts {@code target/tutti.war} as a process of its own, speaks to it over sockets only, and
 * believes nothing but what came over them, what the process printed, and how it ended. Run by {@code mvn verify}.
 */
@NullMarked
package io.tutti.e2e;

import org.jspecify.annotations.NullMarked;
