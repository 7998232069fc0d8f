package dev.reeve.console.approval;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Form;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.change.Proposal.Item;
import dev.reeve.engine.change.Proposal.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the dialog says about single files. */
final class FileWords {
  private static final Comparator<ApprovalItem> DIFFERING_FIRST =
      Comparator.comparing(item -> item.state() == null);

  private FileWords() {}

  /**
   * Every file of the change as it was handed in; those first that differ in the newest judgement.
   *
   * @param newest the judgement that holds instead, or null
   * @param leftOut paths that are chosen to stay out
   */
  static List<ApprovalItem> items(Proposal now, @Nullable Proposal newest, Set<String> leftOut) {
    List<ApprovalItem> items =
        now.all().stream().map(item -> shown(now, newest, item, leftOut)).toList();
    return newest == null ? items : items.stream().sorted(DIFFERING_FIRST).toList();
  }

  private static ApprovalItem shown(
      Proposal now, @Nullable Proposal newest, Item item, Set<String> leftOut) {
    boolean included = !leftOut.contains(item.path());
    return new ApprovalItem(
        item.path(),
        included,
        operation(item),
        path(item),
        included ? lines(item) : "",
        !included
            ? leftOut(2)
            : isStillAsked(now, item) ? state(item) : MismatchWords.state(item, newest),
        included ? wayBack(item) : "",
        ReviewWords.ofRecords(now) ? record(item) : item(item));
  }

  /** Whether it still matters how the file stands; what is well does only before it is done. */
  private static boolean isStillAsked(Proposal now, Item item) {
    return ConfirmWords.isOpen(now)
        || (item.code() != null && now.standing() == Standing.POLICY_CHANGED);
  }

  static Badge leftOut(int rank) {
    return Badge.of(rank, Texts.get("approval.state.left-out"), Icon.SKIP, Hue.IDLE)
        .in(Form.OUTLINED);
  }

  /** "delete src/a.py". */
  static String sentence(Item item) {
    return operation(item) + " " + path(item);
  }

  static String operation(Item item) {
    return switch (item.operation()) {
      case "create" -> Texts.get("approval.operation.create");
      case "delete" -> Texts.get("approval.operation.delete");
      case "move" -> Texts.get("approval.operation.move");
      default -> Texts.get("approval.operation.update");
    };
  }

  static String path(Item item) {
    return item.to() == null ? item.path() : item.path() + " \u2192 " + item.to();
  }

  static String lines(Item item) {
    return "+" + item.linesAdded() + " \u2212" + item.linesRemoved();
  }

  private static Badge state(Item item) {
    String code = item.code();
    return code == null
        ? Badge.of(1, Texts.get("approval.state.as-expected"), Icon.CHECK, Hue.OK)
        : Badge.of(0, state(code), Icon.UNEQUAL, Hue.BAD);
  }

  /** What is different, in a word; the code stands in the detail. */
  private static String state(String code) {
    return switch (code) {
      case "PRECONDITION_FAILED" -> Texts.get("approval.state.changed");
      case "TARGET_EXISTS" -> Texts.get("approval.state.exists");
      case "TARGET_MISSING" -> Texts.get("approval.state.gone");
      case "ACCESS_DENIED" -> Texts.get("approval.state.no-access");
      default -> Texts.get("approval.state.refused");
    };
  }

  static String wayBack(Item item) {
    return item.restorable()
        ? Texts.get("approval.way-back.vault")
        : Texts.get("approval.way-back.none");
  }

  /** What a record of the registry gets back; of the file it is about nothing changes. */
  private static List<Line> record(Item item) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(Line.Kind.HEAD, operation(item) + " " + path(item)));
    lines.add(new Line(Line.Kind.PLAIN, Texts.get("approval.item.record")));
    lines.addAll(DiffWords.ofRecords(item.diff()));
    return lines;
  }

  /** What is known of one file: why it cannot be done, both hashes, the difference. */
  private static List<Line> item(Item item) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(Line.Kind.HEAD, operation(item) + " " + path(item)));
    if (item.problem() != null) {
      lines.add(new Line(Line.Kind.REMOVED, item.code() + ": " + item.problem()));
    }
    if (item.beforeHash() != null || item.afterHash() != null) {
      lines.add(
          new Line(
              Line.Kind.PLAIN,
              Formats.hash(item.beforeHash()) + " \u2192 " + Formats.hash(item.afterHash())));
    }
    if (item.diff().isBlank()) {
      lines.add(
          new Line(
              Line.Kind.PLAIN,
              item.to() == null
                  ? Texts.get("executions.change.no-diff")
                  : Texts.get("approval.item.moved")));
    } else {
      lines.addAll(DiffWords.unified(item.diff()));
    }
    return lines;
  }
}
