package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.change.Approval;
import dev.reeve.engine.change.ChangeSet;
import dev.reeve.engine.change.Governance;
import dev.reeve.engine.change.GovernanceDecision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code reeve executions governance}: what an execution was founded on. */
@Command(
    name = "governance",
    description =
        "What an execution was founded on: its plan, that plan's newest change set and decision,"
            + " and what people said about it.")
final class GovernanceCommand extends EngineCommand {
  @Parameters(index = "0", paramLabel = "ID", description = "exec_ and 12 hex digits.")
  String id = "";

  @Override
  int run(Output output) {
    try (Engine engine = visit()) {
      Governance.FullRecord record = engine.evidence().governance(id);
      output.show(json(record), () -> print(output, record));
    }
    return Exit.DONE;
  }

  private static Map<String, Object> json(Governance.FullRecord record) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("plan", record.plan().toJson());
    out.put("changeset", record.changeSet().map(ChangeSet::toJson).orElse(null));
    out.put("decision", record.decision().map(GovernanceDecision::toJson).orElse(null));
    out.put("approvals", record.approvals().stream().map(Approval::toJson).toList());
    return out;
  }

  private static void print(Output output, Governance.FullRecord record) {
    output.line(record.plan().id() + "  " + Output.plain(record.plan().intent()));
    output.line("because  " + Output.plain(record.plan().rationale()));
    record
        .changeSet()
        .ifPresent(set -> output.line(set.id() + "  " + set.changes().size() + " changes"));
    record
        .decision()
        .ifPresent(
            decision -> {
              output.line(
                  decision.id()
                      + "  "
                      + decision.verdict().code()
                      + "  risk "
                      + decision.riskEffective().code());
              decision.reasons().forEach(reason -> output.line("         " + reason));
            });
    output.table(
        List.of("TIME", "WORD", "BY", "NOTES"),
        record.approvals().stream()
            .map(
                word ->
                    List.of(
                        Output.time(word.approvedAt()),
                        word.action().code(),
                        word.approvedBy(),
                        Output.plain(word.notes())))
            .toList());
  }
}
