package dev.reeve.console.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.RunStep;
import dev.reeve.engine.change.ExecutionDetail.Step;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A step of a run is shown by its name, how it stands, how long it took and why. */
final class StepWordsTest {
  private static final List<Step> STEPS =
      List.of(
          new Step(3, "backup", "completed", 0.2, null, null),
          new Step(4, "apply", "failed", 1.6, "DISK_FULL", "No room is left"),
          new Step(5, "verify", "skipped", 0.0, null, null),
          new Step(6, "health", "skipped", 0.0, null, null),
          new Step(7, "finalize", "running", null, null, null));

  private static <T> List<T> of(java.util.function.Function<RunStep, T> part) {
    return StepWords.rows(STEPS).stream().map(part).toList();
  }

  @Test
  void itHasAnIconAndAWordForItsState() {
    assertEquals(
        List.of("Completed", "Failed", "Skipped", "Skipped", "Running"),
        of(step -> step.badge().word()));
    Map<String, Icon> icons =
        StepWords.rows(STEPS).stream()
            .map(RunStep::badge)
            .distinct()
            .collect(Collectors.toMap(Badge::word, Badge::icon));
    assertEquals(
        Map.of(
            "Completed", Icon.CHECK,
            "Failed", Icon.OCTAGON,
            "Skipped", Icon.SKIP,
            "Running", Icon.ARC),
        icons);
    assertEquals("Pending", StepWords.toCome("verify").badge().word());
  }

  @Test
  void itSaysHowLongItTookAndHowThatIsBesideTheLongest() {
    assertEquals(List.of("200 ms", "1.6 s", "0 ms", "0 ms", ""), of(RunStep::took));
    assertEquals(List.of(0.125, 1.0, 0.0, 0.0, 0.0), of(RunStep::share));
  }

  @Test
  void whatFailedOrWasSkippedSaysWhy() {
    assertEquals(
        List.of(
            "",
            "DISK_FULL: No room is left",
            "No check of its own belongs to this change.",
            "No health check belongs to this change.",
            ""),
        of(RunStep::note));
  }
}
