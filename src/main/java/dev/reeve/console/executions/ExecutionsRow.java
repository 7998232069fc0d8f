package dev.reeve.console.executions;

import dev.reeve.console.approval.RiskWords;
import dev.reeve.console.approval.UndoWords;
import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Form;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.SnapshotRow;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** An execution as a row. */
public final class ExecutionsRow extends SnapshotRow<ExecutionRow> {
  /** Newest first. */
  static final Comparator<ExecutionsRow> ORDER =
      Comparator.<ExecutionsRow, Instant>comparing(row -> row.snapshot().startedAt()).reversed();

  /** In a filter, the state of one that only said what it would do. */
  static final String DRY_RUN = "dry_run";

  ExecutionsRow(String id, ExecutionRow execution) {
    super(id, execution);
  }

  @Override
  public Badge badge() {
    return badge(snapshot());
  }

  static Badge badge(ExecutionRow execution) {
    if (execution.revertedBy() != null) {
      return Badge.of(6, Texts.get("executions.status.reverted"), Icon.BACK, Hue.WAIT);
    }
    return ended(execution);
  }

  /** The state that most rows are in; its column is never narrower. */
  static Badge usual() {
    return Badge.of(6, Texts.get("executions.status.completed"), Icon.CHECK, Hue.OK);
  }

  /** The same of the gate. */
  static Badge usualGate() {
    return Badge.of(3, gateWord("allow"), Icon.CHECK, Hue.IDLE).in(Form.PLAIN);
  }

  /** How it ended itself, whatever was done about it later. */
  static Badge ended(ExecutionRow execution) {
    return switch (execution.status()) {
      case NEEDS_ATTENTION ->
          execution.settled()
              ? Badge.of(5, Texts.get("executions.status.settled"), Icon.CHECK, Hue.IDLE)
                  .in(Form.OUTLINED)
              : attention();
      case COMPLETED ->
          execution.dryRun()
              ? Badge.of(6, Texts.get("executions.status.dry-run"), Icon.EYE, Hue.IDLE)
                  .in(Form.OUTLINED)
              : usual();
      case PENDING ->
          execution.verdict().equals("need_approval")
              ? Badge.of(1, Texts.get("executions.status.approval"), Icon.HAND, Hue.NEED)
                  .in(Form.SOLID)
              : Badge.of(2, Texts.get("executions.status.pending"), Icon.CIRCLE, Hue.IDLE);
      case VALIDATING -> running(Texts.get("executions.status.validating"));
      case BACKING_UP -> running(Texts.get("executions.status.backing-up"));
      case APPLYING -> running(Texts.get("executions.status.applying"));
      case VERIFYING -> running(Texts.get("executions.status.verifying"));
      case HEALTH_CHECKING -> running(Texts.get("executions.status.health"));
      case ROLLING_BACK ->
          Badge.of(3, Texts.get("executions.status.rolling-back"), Icon.BACK, Hue.RUN);
      case FAILED -> Badge.of(4, Texts.get("executions.status.failed"), Icon.OCTAGON, Hue.BAD);
      case ROLLED_BACK ->
          Badge.of(5, Texts.get("executions.status.rolled-back"), Icon.BACK, Hue.WAIT);
    };
  }

  private static Badge attention() {
    return Badge.of(0, Texts.get("executions.status.attention"), Icon.HAND, Hue.NEED)
        .in(Form.SOLID);
  }

  private static Badge running(String word) {
    return Badge.of(3, word, Icon.ARC, Hue.RUN);
  }

  /** The word of its state in a filter: what only said what it would do completed nothing. */
  String stateWord() {
    ExecutionRow row = snapshot();
    return row.dryRun() && row.status() == ExecutionStatus.COMPLETED ? DRY_RUN : row.statusWord();
  }

  /** Whether the engine writes alone, may do so, and nothing has gone wrong or was taken back. */
  boolean isRoutine() {
    ExecutionRow row = snapshot();
    return row.small()
        && row.operator() == null
        && row.revertedBy() == null
        && row.verdict().equals("allow")
        && switch (row.status()) {
          case FAILED, ROLLING_BACK, ROLLED_BACK, NEEDS_ATTENTION -> false;
          default -> true;
        };
  }

  /** In a filter, whether it changed files or only said what it would do. */
  String runWord() {
    return snapshot().dryRun() ? "dry" : "real";
  }

  /** What free text is looked for in. */
  String searchText() {
    ExecutionRow row = snapshot();
    return String.join(
        " ",
        row.id(),
        row.kind(),
        row.intent(),
        Objects.toString(row.operator(), ""),
        Objects.toString(row.approvedBy(), ""),
        Objects.toString(row.errorCode(), ""),
        Objects.toString(row.error(), ""));
  }

  /** When it began. */
  public ObservableValue<@Nullable Instant> time() {
    return value(ExecutionRow::startedAt);
  }

  /** Its id. */
  public ObservableValue<String> id() {
    return value(ExecutionRow::id);
  }

  /** What made it. */
  public ObservableValue<String> kind() {
    return value(row -> KindWords.of(row.kind()));
  }

  /** What it was for. */
  public ObservableValue<String> intent() {
    return value(row -> UndoWords.of(row.intent()));
  }

  /** Risk as a bar and a word. */
  public ObservableValue<String> risk() {
    return value(row -> RiskWords.of(row.riskProposed(), row.risk()));
  }

  /** What the gate said, or who approved what it asked about; short. */
  public ObservableValue<Badge> gate() {
    return value(row -> gate(row, "executions.gate.by"));
  }

  /** The same with more room. */
  static Badge gateInFull(ExecutionRow row) {
    return gate(row, "executions.gate.approved");
  }

  private static Badge gate(ExecutionRow row, String approved) {
    if (row.approvedBy() != null) {
      String word = Texts.get(approved, row.approvedBy());
      return Badge.of(2, word, Icon.CHECK, Hue.IDLE).in(Form.PLAIN);
    }
    String verdict = row.verdict();
    String word = gateWord(verdict);
    boolean asks = verdict.equals("need_approval") && row.status() == ExecutionStatus.PENDING;
    Badge badge =
        asks // only while something waits for it does it ask for anybody
            ? Badge.of(1, word, Icon.HAND, Hue.NEED)
            : verdict.equals("deny")
                ? Badge.of(0, word, gateIcon(verdict), Hue.BAD)
                : Badge.of(3, word, gateIcon(verdict), Hue.IDLE);
    return badge.in(Form.PLAIN);
  }

  private static Icon gateIcon(String verdict) {
    return switch (verdict) {
      case "need_approval" -> Icon.USER;
      case "deny" -> Icon.NO_ENTRY;
      default -> Icon.CHECK;
    };
  }

  /** What the gate said where no badge stands. */
  static String gateSigned(String verdict) {
    return gateIcon(verdict).sign() + gateWord(verdict);
  }

  static String gateWord(String verdict) {
    return switch (verdict) {
      case "allow" -> Texts.get("executions.gate.allowed");
      case "need_approval" -> Texts.get("executions.gate.approval");
      case "deny" -> Texts.get("executions.gate.denied");
      default -> verdict;
    };
  }

  /** Files it changed. */
  public ObservableValue<Integer> files() {
    return value(ExecutionRow::filesChanged);
  }

  /** How long it took. */
  public ObservableValue<@Nullable Duration> duration() {
    return value(ExecutionsRow::took);
  }

  static @Nullable Duration took(ExecutionRow row) {
    return row.durationSeconds() == null
        ? null
        : Duration.ofMillis(Math.round(row.durationSeconds() * 1000));
  }

  /** Who started it; the engine itself where nobody did. */
  public ObservableValue<String> operator() {
    return value(ExecutionsRow::operatorName);
  }

  static String operatorName(ExecutionRow row) {
    return row.operator() == null ? Texts.get("executions.operator.engine") : row.operator();
  }

  /** Who approved it. */
  public ObservableValue<String> approvedBy() {
    return value(row -> row.approvedBy() == null ? "" : row.approvedBy());
  }

  /** The step that failed. */
  public ObservableValue<String> failedStep() {
    return value(row -> row.errorStep() == null ? "" : row.errorStep());
  }
}
