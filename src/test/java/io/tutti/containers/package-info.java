/** The WAR in every container it is made for: the same questions to each. */
@NullMarked
package io.tutti.containers;

import org.jspecify.annotations.NullMarked;
