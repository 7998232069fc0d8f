package dev.reeve.console.fx;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A state as every pane shows it: icon, word and hue, never hue alone. Immutable; ordered by rank,
 * so a column of badges sorts by urgency. Source: {@code docs/guide/console.md}.
 *
 * @param rank place in the order of states of its pane, lower first
 * @param word state in words; with {@code until} the text before the countdown
 * @param until moment a countdown runs to, null for none
 * @param after text behind the countdown, such as {@code (2/3)}
 */
public record Badge(
    int rank, String word, Icon icon, Hue hue, Form form, @Nullable Instant until, String after)
    implements Comparable<Badge> {
  private static final Comparator<Badge> ORDER =
      Comparator.comparingInt(Badge::rank)
          .thenComparing(Badge::until, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(Badge::word);

  /** What the colour stands for; each is a style class {@code hue-<name>}. */
  public enum Hue {
    IDLE,
    RUN,
    NEED,
    WAIT,
    OK,
    BAD;

    /** Style class of the hue. */
    public String styleClass() {
      return "hue-" + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** How the badge is drawn; only what needs a person is solid, and a plain one has no ground. */
  public enum Form {
    PLAIN,
    TINTED,
    OUTLINED,
    STRUCK,
    SOLID;

    /** Style class of the form. */
    public String styleClass() {
      return "form-" + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** A tinted badge without a countdown. */
  public static Badge of(int rank, String word, Icon icon, Hue hue) {
    return new Badge(rank, word, icon, hue, Form.TINTED, null, "");
  }

  /** The same badge in another form. */
  public Badge in(Form other) {
    return new Badge(rank, word, icon, hue, other, until, after);
  }

  /** The same badge with another word. */
  public Badge called(String other) {
    return new Badge(rank, other, icon, hue, form, until, after);
  }

  /** The same badge with a live countdown and what stands behind it. */
  public Badge counting(Instant moment, String behind) {
    return new Badge(rank, word, icon, hue, form, moment, behind);
  }

  /** What it reads at the given moment. */
  public String text(Instant now) {
    if (until == null) {
      return word;
    }
    return (word + " " + Formats.countdown(now, until) + " " + after).strip();
  }

  @Override
  public int compareTo(Badge other) {
    return ORDER.compare(this, other);
  }
}
