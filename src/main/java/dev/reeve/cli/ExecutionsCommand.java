package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.change.ExecutionComparison;
import dev.reeve.engine.change.ExecutionDetail;
import dev.reeve.engine.change.ExecutionEvidence;
import dev.reeve.engine.change.ExecutionFilter;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.change.ExecutionView;
import dev.reeve.engine.change.Reversal;
import dev.reeve.engine.change.Settlement;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve executions ...}: what was done, by whom, on whose approval; and undoing it. */
@Command(
    name = "executions",
    description = "What was changed.",
    subcommands = {
      ExecutionsCommand.ListRows.class,
      ExecutionsCommand.Show.class,
      ExecutionsCommand.Replay.class,
      ExecutionsCommand.Verify.class,
      ExecutionsCommand.Compare.class,
      ExecutionsCommand.Export.class,
      ExecutionsCommand.Revert.class,
      ExecutionsCommand.Settle.class,
      GovernanceCommand.class,
      PinCommand.class,
      RebuildCommand.class
    })
final class ExecutionsCommand {

  @Command(name = "list", description = "Executions, newest first; filters combine.")
  static final class ListRows extends EngineCommand {
    @Option(names = "--limit", defaultValue = "20", description = "1 to 100.")
    int limit;

    @Option(names = "--offset", defaultValue = "0")
    int offset;

    @Option(
        names = "--status",
        description = "Such as completed, failed or reverted; what was reverted is not completed.")
    @Nullable String status;

    @Option(names = "--verdict")
    @Nullable String verdict;

    @Option(names = "--risk")
    @Nullable String risk;

    @Option(names = "--since", description = "UTC time.")
    @Nullable Instant since;

    @Option(names = "--until", description = "UTC time.")
    @Nullable Instant until;

    @Option(names = "--path", description = "Touched this path.")
    @Nullable String path;

    @Option(names = "--correlation")
    @Nullable String correlation;

    @Option(
        names = "--trigger",
        description = "manual, automation, retry, repair, child, scheduled.")
    @Nullable String trigger;

    @Option(names = "--text", description = "Words of intent or error.")
    @Nullable String text;

    @Override
    int run(Output output) {
      ExecutionFilter filter =
          new ExecutionFilter(
              limit, offset, status, verdict, risk, since, until, correlation, path, trigger, text);
      try (Engine engine = visit()) {
        ExecutionView.Page page = engine.executions().list(filter);
        output.show(page, () -> print(output, page));
      }
      return Exit.DONE;
    }

    private static void print(Output output, ExecutionView.Page page) {
      output.table(
          List.of("TIME", "ID", "KIND", "STATUS", "FILES", "BY", "INTENT"),
          page.rows().stream().map(ListRows::cells).toList());
      output.line(page.rows().size() + " of " + page.total());
    }

    private static List<String> cells(ExecutionRow row) {
      return List.of(
          Output.time(row.startedAt()),
          row.id(),
          row.kind(),
          row.statusWord(),
          Integer.toString(row.filesChanged()),
          row.operator() == null ? "engine" : row.operator(),
          row.intent());
    }
  }

  /** One execution by id. */
  abstract static class One extends EngineCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "exec_ and 12 hex digits.")
    String id = "";
  }

  @Command(name = "show", description = "One execution with its evidence.")
  static final class Show extends One {
    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        ExecutionDetail detail = engine.executions().show(id);
        output.show(detail, () -> print(output, detail));
        boolean whole =
            detail.integrity() != ExecutionDetail.Integrity.DAMAGED
                && detail.integrity() != ExecutionDetail.Integrity.MISSING;
        return whole ? Exit.DONE : Exit.PROBLEMS;
      }
    }

    private static void print(Output output, ExecutionDetail detail) {
      ExecutionRow row = detail.row();
      output.line(row.id() + "  " + row.kind() + "  " + row.statusWord() + "  " + row.intent());
      output.line("started " + Output.time(row.startedAt()) + ", evidence " + detail.integrity());
      if (row.reverts() != null) {
        output.line("reverts " + row.reverts());
      }
      Reversal reversal = row.revertedBy();
      if (reversal != null) {
        output.line(
            "reverted by "
                + reversal.executionId()
                + " at "
                + Output.time(reversal.at())
                + (reversal.by() == null ? "" : " (" + reversal.by() + ")"));
      }
      if (row.errorCode() != null) {
        output.line(
            "failed at "
                + Output.text(row.errorStep())
                + ": "
                + row.errorCode()
                + " "
                + Output.text(row.error()));
      }
      detail
          .files()
          .forEach(file -> output.line(file.operation() + " " + file.path() + "\n" + file.diff()));
      detail
          .steps()
          .forEach(
              step ->
                  output.line("step " + step.number() + " " + step.name() + ": " + step.status()));
      output.line(
          detail.revertible()
              ? "can be reverted"
              : "cannot be reverted: " + detail.notRevertible());
    }
  }

  @Command(
      name = "replay",
      description = "Reads the evidence again and compares it; changes nothing.")
  static final class Replay extends One {
    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        Object replay = engine.replay(id);
        output.show(
            replay, () -> new Output(spec.commandLine().getOut(), true).show(replay, () -> {}));
      }
      return Exit.DONE;
    }
  }

  @Command(
      name = "verify",
      description = "Computes the hashes of the evidence anew; exit 1 when a piece differs.")
  static final class Verify extends One {
    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        ExecutionEvidence evidence = engine.executions().evidence(id);
        Map<String, Object> said =
            Map.of(
                "id", id,
                "whole", evidence.whole(),
                "checks", evidence.checks(),
                "other_damage", evidence.otherDamage());
        output.show(said, () -> print(output, evidence));
        return evidence.whole() ? Exit.DONE : Exit.PROBLEMS;
      }
    }

    private static void print(Output output, ExecutionEvidence evidence) {
      output.table(
          List.of("PIECE", "STATE", "ON RECORD", "FOUND"),
          evidence.checks().stream()
              .map(
                  check ->
                      List.of(
                          check.piece(),
                          check.state().name().toLowerCase(Locale.ROOT),
                          Output.text(check.expected()),
                          Output.text(check.found())))
              .toList());
      evidence.otherDamage().forEach(file -> output.line("differs: " + Output.plain(file)));
    }
  }

  @Command(name = "compare", description = "Two executions side by side: steps and files.")
  static final class Compare extends One {
    @Parameters(index = "1", paramLabel = "OTHER", description = "Another execution.")
    String other = "";

    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        ExecutionComparison found = engine.executions().compare(id, other);
        output.show(found, () -> print(output, found));
      }
      return Exit.DONE;
    }

    private static void print(Output output, ExecutionComparison found) {
      output.table(
          List.of("", found.left().id(), found.right().id()),
          found.lines().stream()
              .map(line -> List.of(line.what(), line.left(), line.right()))
              .toList());
    }
  }

  @Command(
      name = "export",
      description = "One ZIP archive with artefacts, logs, trail lines and a list of hashes.")
  static final class Export extends One {
    @Option(
        names = "--out",
        paramLabel = "FILE",
        required = true,
        description = "A file that does not exist yet.")
    Path target = Path.of("");

    @Option(
        names = "--force",
        description = "Replace the file, where it lies outside the workspace.")
    boolean force;

    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        Path written = engine.executions().export(id, target, force);
        output.show(Map.of("id", id, "file", written), () -> output.line("Written: " + written));
      }
      return Exit.DONE;
    }
  }

  @Command(name = "revert", description = "Undoes a completed execution as a new one.")
  static final class Revert extends One {
    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        ExecutionRow row = engine.executions().revert(id, engine.operator());
        output.show(row, () -> output.line(Output.execution(row)));
        return row.status() == ExecutionStatus.COMPLETED ? Exit.DONE : Exit.PROBLEMS;
      }
    }
  }

  @Command(
      name = "settle",
      description = "Answers an execution that needs attention; its paths are open again then.")
  static final class Settle extends One {
    @ArgGroup(multiplicity = "1")
    Answer answer = new Answer();

    /** Exactly one of them. */
    static final class Answer {
      @Option(names = "--restore", description = "Try again to put the files back.")
      boolean restore;

      @Option(names = "--accept", description = "Take the files as they are now.")
      boolean accept;

      @Option(names = "--restored", description = "They were put back by hand, which is checked.")
      boolean restored;
    }

    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        Settlement how =
            answer.restore
                ? Settlement.RESTORE
                : answer.accept ? Settlement.ACCEPT : Settlement.RESTORED;
        Object _ = engine.executions().settle(id, how, engine.operator());
        output.show(Map.of("id", id, "settled", true), () -> output.line("Settled: " + id));
      }
      return Exit.DONE;
    }
  }
}
