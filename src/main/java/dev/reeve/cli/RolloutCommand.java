package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.Rollout;
import picocli.CommandLine.Command;

/** {@code reeve rollout}: the steps from observing to keeping, as measured. */
@Command(
    name = "rollout",
    description =
        "The steps from observing a workspace to keeping it, each with what was measured; exit 4"
            + " while one is open.")
final class RolloutCommand extends EngineCommand {
  @Override
  int run(Output output) {
    try (Engine engine = visit()) {
      Rollout rollout = engine.rollout();
      output.show(
          rollout,
          () -> {
            for (Rollout.Step step : rollout.steps()) {
              output.line((step.met() ? "[x] " : "[ ] ") + step.number() + "  " + step.name());
              for (Rollout.Criterion criterion : step.criteria()) {
                output.line(
                    (criterion.met() ? "    [x] " : "    [ ] ")
                        + criterion.name()
                        + ": "
                        + criterion.measured()
                        + " (required: "
                        + criterion.required()
                        + ")");
              }
            }
            output.line(
                rollout.next() == 0 ? "Every step is met." : "Next: step " + rollout.next());
          });
      return rollout.next() == 0 ? Exit.DONE : Exit.HELD;
    }
  }
}
