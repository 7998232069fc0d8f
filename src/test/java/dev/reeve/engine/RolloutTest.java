package dev.reeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.registry.RegistryCheck;
import dev.reeve.engine.registry.RegistryCheck.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RolloutTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  /** Hourly checks, newest first, that end so many hours ago. */
  private static List<RegistryCheck> hourly(
      Kind kind, boolean live, String scope, String outcome, int hours, int endedAgo) {
    List<RegistryCheck> out = new ArrayList<>();
    for (int hour = endedAgo; hour <= endedAgo + hours; hour++) {
      out.add(
          new RegistryCheck(
              NOW.minus(Duration.ofHours(hour)), kind, live, scope, outcome, 0, 0, Map.of()));
    }
    return out;
  }

  private static List<RegistryCheck> strict(int hours) {
    return hourly(Kind.VALIDATION, true, "strict", "sound", hours, 0);
  }

  private static Rollout of(
      List<RegistryCheck> comparisons, List<RegistryCheck> validations, long dead) {
    return Rollout.of(
        new Rollout.Facts(NOW, comparisons, validations, dead, 0, true, List.of(".")));
  }

  @Test
  @DisplayName("Nothing was measured: no step is met, and each says so")
  void nothingMeasured() {
    Rollout rollout = of(List.of(), List.of(), 0);
    assertEquals(1, rollout.next());
    assertTrue(rollout.steps().stream().noneMatch(Rollout.Step::met));
    assertEquals("no run yet", rollout.steps().getFirst().criteria().getFirst().measured());
  }

  @Test
  @DisplayName("A day of observing without a gap meets step 1; with a gap of two hours it does not")
  void observing() {
    List<RegistryCheck> day = hourly(Kind.RECONCILE, false, ".", "observed", 24, 0);
    assertEquals(2, of(day, List.of(), 0).next());
    List<RegistryCheck> gap = new ArrayList<>(day);
    gap.remove(5);
    assertEquals(1, of(gap, List.of(), 0).next());
  }

  @Test
  @DisplayName("Comparisons that were broken off are no observing, and found nothing out")
  void brokenOff() {
    Rollout rollout = of(hourly(Kind.RECONCILE, false, ".", "aborted", 24, 0), List.of(), 0);
    assertEquals(1, rollout.next());
    assertTrue(rollout.steps().getFirst().criteria().stream().noneMatch(Rollout.Criterion::met));
  }

  @Test
  @DisplayName(
      "All steps: a day observed, a week live and validated, no dead letter, nothing found")
  void allSteps() {
    List<RegistryCheck> checks =
        new ArrayList<>(hourly(Kind.RECONCILE, true, ".", "completed", 168, 0));
    checks.addAll(hourly(Kind.RECONCILE, false, ".", "observed", 24, 170));

    assertEquals(0, of(checks, strict(24), 0).next());
    assertEquals(3, of(checks, strict(24), 1).next(), "a dead letter");
    List<RegistryCheck> found = new ArrayList<>(checks);
    found.set(
        1, new RegistryCheck(found.get(1).at(), Kind.RECONCILE, true, ".", "held", 3, 0, Map.of()));
    assertEquals(3, of(found, strict(24), 0).next(), "the newest two must have found nothing");
  }

  @Test
  @DisplayName("An error of a strict validation in the last day keeps steps 2 to 4 open")
  void strictErrors() {
    List<RegistryCheck> validations = new ArrayList<>(strict(30));
    validations.set(
        3,
        new RegistryCheck(
            validations.get(3).at(), Kind.VALIDATION, true, "strict", "errors", 2, 2, Map.of()));
    Rollout rollout = of(hourly(Kind.RECONCILE, true, ".", "completed", 200, 0), validations, 0);
    assertFalse(rollout.steps().get(1).met());
    assertFalse(rollout.steps().get(2).met());
  }

  private static Rollout watching(List<String> roots, List<RegistryCheck> comparisons) {
    return Rollout.of(new Rollout.Facts(NOW, comparisons, strict(24), 0, 0, true, roots));
  }

  private static List<RegistryCheck> together(
      List<RegistryCheck> checks, List<RegistryCheck> others) {
    List<RegistryCheck> out = new ArrayList<>(checks);
    out.addAll(others);
    out.sort(java.util.Comparator.comparing(RegistryCheck::at).reversed());
    return out;
  }

  @Test
  @DisplayName("Several watched folders: each must be compared, and a gap in one is not hidden")
  void severalFolders() {
    List<RegistryCheck> docs = hourly(Kind.RECONCILE, true, "docs", "completed", 48, 0);
    List<RegistryCheck> source = hourly(Kind.RECONCILE, true, "src", "completed", 48, 0);
    List<String> roots = List.of("docs", "src");
    assertTrue(watching(roots, together(docs, source)).steps().get(2).met());
    assertFalse(watching(roots, docs).steps().get(2).met(), "src was never compared");

    List<RegistryCheck> gap = new ArrayList<>(source);
    gap.subList(20, 23).clear();
    assertFalse(watching(roots, together(docs, gap)).steps().get(2).met(), "a gap in src");

    List<RegistryCheck> held = new ArrayList<>(source);
    held.set(
        1,
        new RegistryCheck(held.get(1).at(), Kind.RECONCILE, true, "src", "held", 3, 0, Map.of()));
    assertFalse(
        watching(roots, together(docs, held)).steps().get(2).met(), "the newest two of src");
    assertTrue(
        watching(roots, hourly(Kind.RECONCILE, true, ".", "completed", 48, 0)).steps().get(2).met(),
        "a comparison of everything is one of each folder");
  }

  @Test
  @DisplayName("Observing several folders: what is unexplained in either one counts")
  void unexplainedInOne() {
    RegistryCheck odd =
        new RegistryCheck(NOW, Kind.RECONCILE, false, "docs", "observed", 2, 2, Map.of());
    List<RegistryCheck> checks = new ArrayList<>();
    checks.add(new RegistryCheck(NOW, Kind.RECONCILE, false, "src", "observed", 0, 0, Map.of()));
    checks.add(odd);
    Rollout.Criterion plans =
        watching(List.of("docs", "src"), checks).steps().getFirst().criteria().get(1);
    assertEquals("2", plans.measured());
    assertFalse(plans.met());
  }

  @Test
  @DisplayName("Time that was met while other folders were watched stays met")
  void otherFoldersBefore() {
    List<RegistryCheck> before = hourly(Kind.RECONCILE, true, "docs", "completed", 48, 3);
    List<RegistryCheck> now = hourly(Kind.RECONCILE, true, ".", "completed", 2, 0);
    assertTrue(watching(List.of("."), together(now, before)).steps().get(2).met());
  }
}
