/** Start and stop, configuration, and what CDI hands out: the one package that sees everything. */
@NullMarked
package io.tutti.edge.boot;

import org.jspecify.annotations.NullMarked;
