/** Bearer tokens: who signs them, what they must say, whom they speak for. Knows no other edge. */
@NullMarked
package io.tutti.edge.tokens;

import org.jspecify.annotations.NullMarked;
