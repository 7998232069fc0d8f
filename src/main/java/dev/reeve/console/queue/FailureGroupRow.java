package dev.reeve.console.queue;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.SnapshotRow;
import dev.reeve.console.fx.Texts;
import java.time.Instant;
import java.util.Comparator;
import java.util.regex.Pattern;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** Dead letters that failed alike, as a row. */
public final class FailureGroupRow extends SnapshotRow<FailureGroup> {
  /**
   * A failure, to be told apart at a glance and to be read.
   *
   * @param brief in few words where there are any, else the same as the whole
   * @param whole the words, then as the engine tells
   */
  public record Failure(String brief, String whole) {}

  /** Where the messages of a group are not the same, as the engine marks it. */
  private static final Pattern DIFFERS = Pattern.compile("<[A-Za-z]+>");

  static final Comparator<FailureGroupRow> ORDER =
      Comparator.<FailureGroupRow>comparingInt(row -> -row.snapshot().ids().size())
          .thenComparing(row -> row.snapshot().last(), Comparator.reverseOrder());

  FailureGroupRow(String signature, FailureGroup group) {
    super(signature, group);
  }

  /** One that stays in sight while it is chosen says when nothing is left in it. */
  @Override
  public Badge badge() {
    int jobs = snapshot().ids().size();
    return Badge.of(
        0,
        Texts.get("queue.groups.count", jobs),
        Icon.TRAY_CROSSED,
        jobs == 0 ? Hue.IDLE : Hue.BAD);
  }

  /** What their failures have in common. */
  public ObservableValue<Failure> failure() {
    return value(
        group ->
            Failures.name(group.code())
                .map(
                    name ->
                        new Failure(
                            name, Texts.get("queue.groups.signature", name, inCommon(group))))
                .orElseGet(() -> new Failure(inCommon(group), inCommon(group))));
  }

  /** Of one alone what it said; of several that without what differs, nor the code before it. */
  private static String inCommon(FailureGroup group) {
    String example = group.example();
    if (group.ids().size() == 1 && example != null) {
      return example;
    }
    String code = group.code() + ": ";
    String signature = group.signature();
    return DIFFERS
        .matcher(signature.startsWith(code) ? signature.substring(code.length()) : signature)
        .replaceAll("\u2026");
  }

  /** What a person must change. */
  public ObservableValue<String> remedy() {
    return value(FailureGroup::remedy);
  }

  /** When the first of them was given up. */
  public ObservableValue<@Nullable Instant> first() {
    return value(FailureGroup::first);
  }

  /** When the last of them was. */
  public ObservableValue<@Nullable Instant> last() {
    return value(FailureGroup::last);
  }
}
