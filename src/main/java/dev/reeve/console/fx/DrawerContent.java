package dev.reeve.console.fx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a drawer says about the selected thing, always in the same five parts: what and state; why
 * (kept beside it, since it ticks); facts; history; related. Long evidence goes on pages of its
 * own. Immutable; may be made on any thread.
 *
 * @param title the thing
 * @param badges its state, and marks such as the integrity of its evidence
 * @param facts names and values
 * @param history every attempt or event, oldest first
 * @param related links to other places
 * @param pages further tabs beside the summary; empty for none
 */
public record DrawerContent(
    String title,
    List<Badge> badges,
    List<Fact> facts,
    List<Entry> history,
    List<Related> related,
    List<Page> pages) {
  /** A drawer without further pages. */
  public DrawerContent(
      String title,
      List<Badge> badges,
      List<Fact> facts,
      List<Entry> history,
      List<Related> related) {
    this(title, badges, facts, history, related, List.of());
  }

  /**
   * @param value as shown
   * @param full as told in the tooltip; the same when nothing is cut
   * @param state drawn in place of the value where that is a state; else null
   * @param id whether all its characters are as wide as each other, so that it fits or does not
   *     whatever they are
   */
  public record Fact(String name, String value, String full, @Nullable Badge state, boolean id) {
    /** A fact that is no state. */
    public Fact(String name, String value, String full) {
      this(name, value, full, null, false);
    }

    /** A long ID, shown in full. */
    public static Fact id(String name, String value) {
      return new Fact(name, value, value, null, true);
    }

    /** A fact shown in full. */
    public static Fact of(String name, String value) {
      return new Fact(name, value, value);
    }

    /** A state. */
    public static Fact of(String name, Badge state) {
      return new Fact(name, state.word(), state.word(), state, false);
    }
  }

  /**
   * @param badge how it ended
   * @param when its time
   * @param text what happened
   */
  public record Entry(Badge badge, String when, String text) {}

  /**
   * @param text what is linked
   * @param open goes there
   */
  public record Related(String text, Runnable open) {}

  /**
   * @param title of the tab
   */
  public record Page(String title, List<Line> lines) {}

  /**
   * One line of a page.
   *
   * @param gutter what stands before the text in a column of its own, such as its sign; may be
   *     empty
   * @param text as it is, not wrapped by the maker
   * @param step drawn in its columns in the place of the text, null for none
   */
  public record Line(Kind kind, String gutter, String text, @Nullable RunStep step) {
    /** A line of text with something in the column before it. */
    public Line(Kind kind, String gutter, String text) {
      this(kind, gutter, text, null);
    }

    /** A line of text alone. */
    public Line(Kind kind, String text) {
      this(kind, "", text, null);
    }

    /** A step of a run. */
    public static Line of(RunStep step) {
      return new Line(Kind.PLAIN, "", step.text(), step);
    }

    /** The whole line. */
    public String whole() {
      return gutter + text;
    }

    /** How a line is drawn; the sign before it says the same as its hue. */
    public enum Kind {
      PLAIN,
      /** Of a record as it stands in its file; hashes are drawn in groups. */
      MEMBER,
      HEAD,
      HUNK,
      ADDED,
      REMOVED
    }
  }
}
