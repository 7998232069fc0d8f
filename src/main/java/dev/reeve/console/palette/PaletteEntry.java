package dev.reeve.console.palette;

import dev.reeve.console.fx.Icon;

/**
 * One row of the palette. Immutable.
 *
 * @param kind what it is
 * @param name what it is called; of a job or a document, its path
 * @param where the pane it belongs to, may be empty
 * @param key the key that does the same, may be empty
 * @param id stable name of it, what Ctrl+C copies: the thing's own ID
 * @param also what it is found by as well: another ID of the same thing, or other words that people
 *     have for it; may be empty
 * @param whyNot a sentence while it cannot run, empty while it can
 * @param offer how much must be typed before it is listed
 * @param run what Enter does, on the screen thread
 */
public record PaletteEntry(
    Kind kind,
    Icon icon,
    String name,
    String where,
    String key,
    String id,
    String also,
    String whyNot,
    Offer offer,
    Runnable run) {
  /** What an entry is; the prefix that asks for it alone stands in {@link PaletteSearch}. */
  public enum Kind {
    COMMAND,
    PANE,
    SETTING,
    JOB,
    DOCUMENT,
    EXECUTION,
    OPERATOR;

    /** Whether it is a thing of the workspace, not a part of the console. */
    public boolean thing() {
      return switch (this) {
        case COMMAND, PANE, SETTING -> false;
        case JOB, DOCUMENT, EXECUTION, OPERATOR -> true;
      };
    }
  }

  /** When an entry is listed that was not used lately. */
  public enum Offer {
    /** Before anything is typed. */
    AT_ONCE,
    /** When its kind is asked for, or a word of it. */
    ASKED,
    /** Only when a word of it is typed: there are many of its like. */
    TYPED
  }

  /** Whether it can run now. */
  public boolean enabled() {
    return whyNot.isEmpty();
  }
}
