/** The page in a real browser, against the packaged WAR in a process of its own. */
@NullMarked
package io.tutti.browser;

import org.jspecify.annotations.NullMarked;
