/**
 * A story that people and agents tell together: world, turns, actions; the ports {@code Director} and {@code Chronicler}.
 * Knows identity alone.
 */
@NullMarked
package io.tutti.story;

import org.jspecify.annotations.NullMarked;
