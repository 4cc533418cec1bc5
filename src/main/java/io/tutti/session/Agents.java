package io.tutti.session;

import io.tutti.story.Chronicler;
import io.tutti.story.Director;

/** Those who think for a session, outside of it, and may take long. Thread-safe. */
public record Agents(Director director, Chronicler chronicler) {}
