/** A world for tests in which nothing happens by itself: virtual time, executors that are pumped, a journal to step. */
@NullMarked
package io.tutti.simulation;

import org.jspecify.annotations.NullMarked;
