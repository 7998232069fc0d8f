package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.queue.QueueSummary;
import dev.reeve.engine.registry.HeldPlan;
import dev.reeve.engine.registry.RegistrySummary;
import dev.reeve.engine.workspace.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** {@code reeve status}: who keeps the workspace, in which mode, and how it stands. */
@Command(
    name = "status",
    description =
        "Mode, keeper, queue and registry at a glance; exit 1 when something needs attention.")
final class StatusCommand extends EngineCommand {
  @Override
  int run(Output output) {
    Workspace workspace = workspace();
    if (!workspace.adopted()) {
      output.show(
          Map.of("workspace", workspace.root(), "adopted", false),
          () -> output.line(workspace.root() + " is not adopted: reeve adopt takes it into care."));
      return Exit.REFUSED;
    }
    try (Engine engine = Engine.open(workspace, Engine.Role.VISITOR)) {
      QueueSummary queue = engine.queue().summary();
      RegistrySummary registry = engine.registry().summary();
      String keeper =
          engine
              .locks()
              .keeper()
              .map(lock -> lock.holder() + ", " + lock.purpose())
              .orElse("nobody");
      String refused = engine.writesRefused().map(Throwable::getMessage).orElse(null);
      List<HeldPlan> held = engine.heldPlans();
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("workspace", workspace.root());
      document.put("adopted", true);
      document.put("mode", workspace.config().engine().live() ? "live" : "dry_run");
      document.put("keeper", keeper);
      document.put("writes_refused", refused);
      document.put("config_problems", workspace.config().problems());
      document.put("queue", queue);
      document.put("registry", registry);
      document.put("figures", engine.figures());
      output.show(
          document,
          () -> {
            print(output, workspace, keeper, queue, registry);
            held.forEach(plan -> output.line("a plan waits for you: " + plan.reason()));
            if (refused != null) {
              output.line("problem: " + refused);
            }
          });
      boolean fine =
          refused == null
              && held.isEmpty()
              && queue.healthy()
              && registry.problem() == null
              && registry.alarm() == null
              && workspace.config().problems().isEmpty();
      return fine ? Exit.DONE : Exit.PROBLEMS;
    }
  }

  private static void print(
      Output output,
      Workspace workspace,
      String keeper,
      QueueSummary queue,
      RegistrySummary registry) {
    output.line(workspace.root().toString());
    output.line(
        "mode: " + (workspace.config().engine().live() ? "live" : "observe (nothing is changed)"));
    output.line("kept by: " + keeper);
    workspace.config().problems().forEach(problem -> output.line("config: " + problem));
    output.line("queue");
    QueueCommand.Status.print(output, queue);
    printRegistry(output, registry);
  }

  static void printRegistry(Output output, RegistrySummary registry) {
    output.line("registry");
    output.line("records: " + registry.records() + ", active files: " + registry.activeFiles());
    output.line("hash: " + Output.text(registry.hash()) + ", version " + registry.version());
    output.line(
        "backups: " + registry.backups() + ", last write: " + Output.time(registry.lastWrite()));
    Stream.of(registry.problem(), registry.alarm())
        .filter(Objects::nonNull)
        .forEach(problem -> output.line("problem: " + problem));
    List<String> validation =
        registry.lastValidation() == null
            ? List.of("not validated yet")
            : List.of(
                "validated " + Output.time(registry.lastValidation()),
                registry.validationErrors() + " errors",
                registry.validationWarnings() + " warnings");
    output.line(String.join(", ", validation));
  }
}
