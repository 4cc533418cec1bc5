/** Director and chronicler by way of a language model, which any server that speaks OpenAI's API offers. Knows the story. */
@NullMarked
package io.tutti.edge.agents;

import org.jspecify.annotations.NullMarked;
