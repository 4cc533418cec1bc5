/** The built-in director and chronicler: rules, templates and seeded chance, no network. Knows the story alone. */
@NullMarked
package io.tutti.story.rules;

import org.jspecify.annotations.NullMarked;
