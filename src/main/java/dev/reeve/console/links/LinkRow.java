package dev.reeve.console.links;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.SnapshotRow;
import dev.reeve.engine.links.triage.Decision;
import dev.reeve.engine.links.triage.TriageRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** A broken link, or a group of them, as a row. */
public final class LinkRow extends SnapshotRow<LinkItem> {
  static final Comparator<LinkRow> ORDER = Comparator.comparingInt(row -> row.snapshot().place());

  /**
   * Where a link stands, as the first column draws it.
   *
   * @param heads whether it is the name of a group
   * @param closed whether the links of the group are hidden
   * @param within whether it stands below the name of its group
   */
  public record Where(String text, boolean heads, boolean closed, boolean within)
      implements Comparable<Where> {
    @Override
    public int compareTo(Where other) {
      return text.compareTo(other.text);
    }
  }

  /**
   * How sure the best candidate is.
   *
   * @param value 0 to 1; negative without a candidate
   * @param word such as {@code low}
   */
  public record Score(double value, String word) implements Comparable<Score> {
    @Override
    public int compareTo(Score other) {
      return Double.compare(value, other.value);
    }
  }

  LinkRow(String key, LinkItem item) {
    super(key, item);
  }

  @Override
  public Badge badge() {
    return LinkWords.badge(snapshot());
  }

  /** Whether it is marked. */
  public ObservableValue<Boolean> marked() {
    return value(LinkItem::marked);
  }

  /** Document and line, or the name of the group. */
  public ObservableValue<Where> where() {
    return value(LinkWords::where);
  }

  /** The words of the link. */
  public ObservableValue<String> words() {
    return of(row -> row.finding().words());
  }

  /** The target as the document has it. */
  public ObservableValue<String> target() {
    return value(LinkWords::target);
  }

  /** What is wrong with it. */
  public ObservableValue<String> reason() {
    return value(LinkWords::reason);
  }

  /** How sure the best candidate is. */
  public ObservableValue<Score> score() {
    return value(LinkWords::score);
  }

  /** How many candidates there are; null where none are asked for. */
  public ObservableValue<@Nullable Integer> candidates() {
    return value(
        item -> {
          TriageRow row = item.shown();
          return row == null ? null : row.finding().suggestions().size();
        });
  }

  /** How many links miss the same. */
  public ObservableValue<@Nullable Integer> same() {
    return value(
        item -> {
          TriageRow row = item.first();
          return row == null ? null : item.heads() ? item.links().size() : row.groupSize();
        });
  }

  /** Whether nothing is left to be decided. */
  boolean isDecided() {
    return LinkWords.decided(snapshot()) != null;
  }

  /** What was decided. */
  public ObservableValue<String> decision() {
    return value(LinkWords::decision);
  }

  /** Who decided. */
  public ObservableValue<String> by() {
    return value(LinkWords::author);
  }

  /** When. */
  public ObservableValue<@Nullable Instant> when() {
    return value(
        item -> {
          Decision decision = LinkWords.decided(item);
          return decision == null ? null : decision.decidedAt();
        });
  }

  private ObservableValue<String> of(Function<TriageRow, String> member) {
    return value(
        item -> {
          TriageRow row = item.heads() ? null : item.first();
          return row == null ? "" : member.apply(row);
        });
  }
}
