/** What is stored so that only a holder of the key can read it: the keys, and how content is sealed. */
@NullMarked
package io.tutti.edge.sealing;

import org.jspecify.annotations.NullMarked;
