/** Accounts, tokens and teams; the data of one person; and what only operators may do. */
@NullMarked
package io.tutti.edge.rest.people;

import org.jspecify.annotations.NullMarked;

