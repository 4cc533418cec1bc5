/** The only threads of the core: live sessions, their mailboxes, the group commit and the readers' ports. */
@NullMarked
package io.tutti.hub;

import org.jspecify.annotations.NullMarked;
