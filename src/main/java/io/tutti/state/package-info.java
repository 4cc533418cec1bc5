/** The JSON state that everybody in a session shares: merge patches, versions, who touched what. Knows identity alone. */
@NullMarked
package io.tutti.state;

import org.jspecify.annotations.NullMarked;
