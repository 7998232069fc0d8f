package dev.reeve.console.executions;

import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.Settlement;
import dev.reeve.engine.change.Unsettled;
import java.util.List;

/** What a person reads before settling an execution. */
final class SettleWords {
  private SettleWords() {}

  static String verb(Settlement how) {
    return switch (how) {
      case RESTORE -> Texts.get("executions.settle.restore");
      case ACCEPT -> Texts.get("executions.settle.accept");
      case RESTORED -> Texts.get("executions.settle.restored");
    };
  }

  /** Every file with what is there and what will happen; typed where something is written. */
  static Question question(Settlement how, Unsettled found) {
    int written = found.written().size();
    boolean writes = how == Settlement.RESTORE && written > 0;
    return new Question(
        Texts.get("executions.settle.title", verb(how), found.executionId()),
        text(how, found),
        found.files().stream().map(file -> line(how, file)).toList(),
        null,
        writes ? Texts.get("executions.settle.typed", written) : null,
        verb(how),
        writes);
  }

  private static String text(Settlement how, Unsettled found) {
    int other = found.inTheWay().size();
    return switch (how) {
      case RESTORE ->
          Texts.get("executions.settle.text.restore", found.written().size())
              + (other == 0 ? "" : " " + Texts.get("executions.settle.text.in-the-way", other));
      case ACCEPT -> Texts.get("executions.settle.text.accept", found.files().size());
      case RESTORED -> Texts.get("executions.settle.text.restored", found.files().size());
    };
  }

  private static String line(Settlement how, Unsettled.File file) {
    String state =
        switch (file.state()) {
          case AS_BEFORE -> Texts.get("executions.settle.state.before");
          case AS_AFTER ->
              how == Settlement.RESTORE
                  ? file.beforeHash() == null
                      ? Texts.get("executions.settle.state.removed")
                      : Texts.get("executions.settle.state.written")
                  : Texts.get("executions.settle.state.after");
          case CHANGED -> Texts.get("executions.settle.state.changed");
          case UNREADABLE -> Texts.get("executions.settle.state.unreadable");
        };
    return file.path()
        + "  \u00b7  "
        + state
        + "  \u00b7  "
        + String.join(
            " \u2192 ", List.of(Formats.hash(file.beforeHash()), Formats.hash(file.nowHash())));
  }
}
