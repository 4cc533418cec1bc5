/**
 * The load benchmark: it starts the packaged server and a bare relay as processes of their own, puts the
 * same load on both from a third process, and prints what every delivery cost. No test belongs to it and
 * nothing in it fails because of a slow machine; {@code docs/performance.md} says how to run and read it.
 */
@NullMarked
package io.tutti.bench;

import org.jspecify.annotations.NullMarked;
