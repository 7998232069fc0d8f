package dev.reeve.engine;

import dev.reeve.engine.registry.RegistryCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * How far a workspace is on the way from being observed to being kept, by what was measured: a step
 * is met when every one of its criteria is, and nobody ticks anything. Pure. Source: {@code
 * docs/reference/rollout.md}.
 *
 * @param steps in order
 * @param next number of the first step that is not met, 0 when all are
 */
public record Rollout(List<Step> steps, int next) {
  /** Between two runs that follow each other; a comparison or validation comes every hour. */
  private static final Duration LONGEST_GAP = Duration.ofMinutes(90);

  private static final String ROOT = ".";

  /** One step. */
  public record Step(int number, String name, boolean met, List<Criterion> criteria) {}

  /**
   * One thing that must hold.
   *
   * @param required in words
   * @param measured what was found, in words
   */
  public record Criterion(String name, String required, String measured, boolean met) {}

  /**
   * What is measured.
   *
   * @param comparisons newest first
   * @param validations newest first
   * @param conflicts planned changes of observe mode that are conflicts
   * @param roots folders that are watched
   */
  record Facts(
      Instant now,
      List<RegistryCheck> comparisons,
      List<RegistryCheck> validations,
      long deadLetters,
      long conflicts,
      boolean live,
      List<String> roots) {
    boolean wholeWorkspace() {
      return roots.contains(ROOT);
    }
  }

  static Rollout of(Facts facts) {
    Duration day = Duration.ofHours(24);
    List<RegistryCheck> observed =
        those(facts.comparisons(), check -> !check.live() && compared(check));
    List<RegistryCheck> keeping = those(facts.comparisons(), RegistryCheck::live);
    List<RegistryCheck> whole =
        those(facts.comparisons(), check -> check.live() && check.scope().equals(ROOT));
    List<RegistryCheck> strict =
        those(facts.validations(), check -> check.scope().equals("strict"));
    List<Step> steps =
        List.of(
            step(
                1,
                "observe, 24 h",
                span(observed, facts.roots(), day),
                unexplained(observed, facts)),
            step(
                2,
                "validate every hour, 24 h",
                span(List.of(strict), day),
                errors(strict, day, facts)),
            step(
                3,
                "some folders live, 48 h",
                span(those(keeping, Rollout::compared), facts.roots(), Duration.ofDays(2)),
                errors(strict, day, facts),
                deadLetters(facts),
                nothingTwice(byFolder(keeping, facts.roots()))),
            step(
                4,
                "all folders live, one week",
                new Criterion(
                    "folders",
                    "the whole workspace, live",
                    String.join(", ", facts.roots()) + (facts.live() ? ", live" : ", observed"),
                    facts.wholeWorkspace() && facts.live()),
                span(List.of(those(whole, Rollout::compared)), Duration.ofDays(7)),
                errors(strict, day, facts),
                deadLetters(facts),
                nothingTwice(List.of(whole))));
    int next = steps.stream().filter(step -> !step.met()).map(Step::number).findFirst().orElse(0);
    return new Rollout(steps, next);
  }

  private static Step step(int number, String name, Criterion... criteria) {
    List<Criterion> all = List.of(criteria);
    return new Step(number, name, all.stream().allMatch(Criterion::met), all);
  }

  /** One that was broken off saw nothing, which is not the same as nothing to see. */
  private static boolean compared(RegistryCheck check) {
    return !check.outcome().equals("aborted") && !check.outcome().equals("cancelled");
  }

  private static List<RegistryCheck> those(
      List<RegistryCheck> newestFirst, Predicate<RegistryCheck> wanted) {
    return newestFirst.stream().filter(wanted).toList();
  }

  /** Whether a comparison looked at the whole of a folder. */
  private static boolean covers(RegistryCheck check, String folder) {
    List<String> scope = List.of(check.scope().split(",\\s*"));
    return scope.contains(ROOT) || scope.contains(folder);
  }

  /**
   * The comparisons of each folder that is watched. The keeper compares one at a time, so that runs
   * of one say nothing of another. Where none of them was compared yet, those of the folders that
   * were watched before.
   */
  private static List<List<RegistryCheck>> byFolder(
      List<RegistryCheck> newestFirst, List<String> roots) {
    List<List<RegistryCheck>> watched =
        roots.stream().map(root -> those(newestFirst, check -> covers(check, root))).toList();
    return watched.stream().allMatch(List::isEmpty) ? formerly(newestFirst, roots) : watched;
  }

  private static List<List<RegistryCheck>> formerly(
      List<RegistryCheck> newestFirst, List<String> roots) {
    return those(newestFirst, check -> roots.stream().noneMatch(root -> covers(check, root)))
        .stream()
        .map(RegistryCheck::scope)
        .distinct()
        .map(scope -> those(newestFirst, check -> check.scope().equals(scope)))
        .toList();
  }

  /** How long every folder was compared; a step that other folders met before stays met. */
  private static Criterion span(
      List<RegistryCheck> newestFirst, List<String> roots, Duration required) {
    List<List<RegistryCheck>> former = formerly(newestFirst, roots);
    Criterion now = span(byFolder(newestFirst, roots), required);
    return now.met() || former.isEmpty()
        ? now
        : former.stream()
            .map(checks -> span(List.of(checks), required))
            .filter(Criterion::met)
            .findFirst()
            .orElse(now);
  }

  /** How long runs followed each other without a gap, in each list. */
  private static Criterion span(List<List<RegistryCheck>> lists, Duration required) {
    Duration shortest =
        lists.stream().map(Rollout::longest).min(Duration::compareTo).orElse(Duration.ZERO);
    boolean missing = lists.isEmpty() || lists.stream().anyMatch(List::isEmpty);
    return new Criterion(
        "time",
        hours(required) + " without a gap over 90 min",
        missing ? "no run yet" : hours(shortest),
        !missing && shortest.compareTo(required) >= 0);
  }

  /** At any time: a step that was met stays met. */
  private static Duration longest(List<RegistryCheck> newestFirst) {
    Duration longest = Duration.ZERO;
    Instant end = Instant.EPOCH;
    Instant later = Instant.EPOCH;
    for (RegistryCheck check : newestFirst) {
      boolean follows =
          !later.isBefore(check.at())
              && Duration.between(check.at(), later).compareTo(LONGEST_GAP) <= 0;
      end = follows ? end : check.at();
      later = check.at();
      Duration run = Duration.between(check.at(), end);
      longest = run.compareTo(longest) > 0 ? run : longest;
    }
    return longest;
  }

  private static String hours(Duration time) {
    return "%d h %02d min".formatted(time.toHours(), time.toMinutesPart());
  }

  private static Criterion unexplained(List<RegistryCheck> observed, Facts facts) {
    List<List<RegistryCheck>> lists = byFolder(observed, facts.roots());
    boolean missing = lists.isEmpty() || lists.stream().anyMatch(List::isEmpty);
    long open =
        facts.conflicts()
            + lists.stream()
                .flatMap(checks -> checks.stream().limit(1))
                .distinct()
                .mapToLong(RegistryCheck::unexplained)
                .sum();
    return new Criterion(
        "unexplained plans",
        "0 in the newest run",
        missing ? "no run yet" : open + "",
        !missing && open == 0);
  }

  private static Criterion errors(List<RegistryCheck> strict, Duration within, Facts facts) {
    List<RegistryCheck> recent =
        strict.stream().filter(c -> c.at().isAfter(facts.now().minus(within))).toList();
    long errors = recent.stream().mapToLong(RegistryCheck::found).sum();
    return new Criterion(
        "strict errors",
        "0 in the last 24 h",
        recent.isEmpty() ? "not validated" : errors + " in " + recent.size() + " validations",
        !recent.isEmpty() && errors == 0);
  }

  private static Criterion deadLetters(Facts facts) {
    return new Criterion("dead letters", "0", facts.deadLetters() + "", facts.deadLetters() == 0);
  }

  private static Criterion nothingTwice(List<List<RegistryCheck>> lists) {
    List<String> found = new ArrayList<>();
    boolean met = !lists.isEmpty();
    for (List<RegistryCheck> checks : lists) {
      List<RegistryCheck> two = checks.stream().limit(2).toList();
      List<String> words = new ArrayList<>();
      two.forEach(check -> words.add(check.outcome() + " " + check.found()));
      found.add(words.isEmpty() ? "no run yet" : String.join(", then before ", words));
      met &=
          two.size() == 2
              && two.stream().allMatch(c -> c.outcome().equals("completed") && c.found() == 0);
    }
    return new Criterion(
        "comparisons",
        "the newest two completed and found nothing",
        found.isEmpty() ? "no run yet" : String.join("; ", found),
        met);
  }
}
