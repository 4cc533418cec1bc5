package io.tutti.presence;

import java.util.Locale;

/** One thing that a connection says about itself; each holds a plain JSON value, at most 4 KiB of it, or null. Immutable. */
public enum Aspect {
  /** A place: {@code {file, line, column}} or {@code {doc, anchor, affinity}}. */
  CURSOR,
  /** A part of a file or document. */
  SELECTION,
  /** What is on the screen: {@code {file, start_line, end_line}}. */
  VIEWPORT,
  /** Where somebody is typing: {@code {in}}; null when not. Goes by itself (rule PRES4). */
  TYPING,
  /** Whatever the clients of a session agree on. */
  CUSTOM;

  /** The lower-case word that is used on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
