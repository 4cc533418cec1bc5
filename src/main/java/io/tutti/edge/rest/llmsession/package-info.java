/** What clients of the LLM Session Manager ask beside people and figures: sessions with their figures, and who is where. */
@NullMarked
package io.tutti.edge.rest.llmsession;

import org.jspecify.annotations.NullMarked;

