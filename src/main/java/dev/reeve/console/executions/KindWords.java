package dev.reeve.console.executions;

import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.ExecutionRow;

/** What made an execution, and who, in words. Source: {@code docs/reference/executions.md}. */
final class KindWords {
  private KindWords() {}

  /** The part of the engine that made it; the code of one that has no words. */
  static String of(String kind) {
    return switch (kind) {
      case "registry" -> Texts.get("executions.kind.registry");
      case "header" -> Texts.get("executions.kind.header");
      case "generated" -> Texts.get("executions.kind.generated");
      case "quarantine" -> Texts.get("executions.kind.quarantine");
      case "links" -> Texts.get("executions.kind.links");
      case "settings" -> Texts.get("executions.kind.settings");
      case "changes" -> Texts.get("executions.kind.changes");
      case "revert" -> Texts.get("executions.kind.revert");
      default -> kind;
    };
  }

  /** Who started it, and how where that is not plain. */
  static String startedBy(ExecutionRow row) {
    String how =
        switch (row.kind().equals("revert") ? "" : row.triggerKind()) {
          case "automation" ->
              row.operator() == null ? Texts.get("executions.trigger.automation") : "";
          case "retry" -> Texts.get("executions.trigger.retry");
          case "repair" -> Texts.get("executions.trigger.repair");
          case "child" -> Texts.get("executions.trigger.child");
          case "scheduled" -> Texts.get("executions.trigger.scheduled");
          default -> "";
        };
    String who = ExecutionsRow.operatorName(row);
    return how.isEmpty() ? who : Texts.get("executions.trigger.how", who, how);
  }
}
