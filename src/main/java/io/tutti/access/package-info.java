/** Roles and what each may do; how a token becomes a person. */
@NullMarked
package io.tutti.access;

import org.jspecify.annotations.NullMarked;
