package dev.reeve.engine.registry;

import dev.reeve.engine.queue.FileEvent;
import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.registry.Repairs.Pending;
import dev.reeve.engine.workspace.Config;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.PathText;
import dev.reeve.engine.workspace.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The repairs of one comparison, and the guards before them: more than a person would expect to
 * happen by itself waits until the person confirms this very plan. Immutable.
 */
record RepairPlan(List<DriftItem> items) {
  private static final int FEWEST_HELD = 20;

  /**
   * What the queue does not already have. That a waiting file came from somewhere else it may not
   * know: whoever moved it did so while nobody watched.
   *
   * @param pending what is in the queue, by path
   * @param describes whether descriptors are wanted
   */
  static RepairPlan of(List<DriftItem> found, Map<String, Pending> pending, boolean describes) {
    return new RepairPlan(
        found.stream()
            .filter(DriftItem::repairable)
            .filter(item -> pending(item, pending) == null)
            .filter(item -> item.kind() != DriftKind.STALE_DESCRIPTOR || describes)
            .toList());
  }

  /**
   * How many of them the queue has a repair for already.
   *
   * @param givenUp those it gave up; else those that wait or run
   */
  static int pending(List<DriftItem> found, Map<String, Pending> pending, boolean givenUp) {
    return (int)
        found.stream()
            .filter(DriftItem::repairable)
            .map(item -> pending(item, pending))
            .filter(row -> row != null && row.givenUp() == givenUp)
            .count();
  }

  /** What the queue has for it; null for nothing. */
  private static @Nullable Pending pending(DriftItem item, Map<String, Pending> pending) {
    Pending row = pending.get(item.path());
    boolean moved = item.kind() == DriftKind.MOVED;
    return row != null && moved && !row.from().equals(item.otherPath()) ? null : row;
  }

  /** By this a person confirms it; another plan has another one. */
  String id() {
    return Sha256.of(
        Json.line(
            items.stream()
                .map(
                    item ->
                        Stream.of(item.kind(), item.path(), item.otherPath())
                            .map(String::valueOf)
                            .toList())
                .toList()));
  }

  /**
   * What waits for a person's word, and why.
   *
   * @param reason stable code and a sentence; empty when all of it may be carried out
   * @param plan what the word is about: of folders that lost too much their repairs, for what comes
   *     and goes in the others needs nobody's word
   */
  record Held(String reason, RepairPlan plan) {}

  /** What of it a person must allow first. */
  Held held(DiskState disk, DriftFinder finder, Config.Watch caps) {
    List<String> lost =
        disk.scannedRoots().stream().filter(root -> lostTooMuch(root, finder)).toList();
    String budget = overBudget(caps);
    String code =
        !lost.isEmpty() ? "MASS_REMOVAL_HELD: " : budget.isEmpty() ? "" : "BUDGET_EXCEEDED: ";
    String reasons =
        Stream.concat(lost.stream().map(root -> lost(root, finder)), Stream.of(budget))
            .collect(Collectors.joining(" "));
    return new Held(
        (code + reasons).strip(), lost.isEmpty() || !budget.isEmpty() ? this : under(lost));
  }

  private RepairPlan under(List<String> roots) {
    return new RepairPlan(
        items.stream()
            .filter(
                item ->
                    item.places().stream()
                        .anyMatch(
                            path -> roots.stream().anyMatch(root -> PathText.isUnder(path, root))))
            .toList());
  }

  private boolean lostTooMuch(String root, DriftFinder finder) {
    return gone(root) > Math.max(FEWEST_HELD, finder.recordsUnder(root) / 10);
  }

  private long gone(String root) {
    return items.stream()
        .filter(item -> item.kind() == DriftKind.MISSING_ON_DISK)
        .filter(item -> PathText.isUnder(item.path(), root))
        .count();
  }

  private String lost(String root, DriftFinder finder) {
    return gone(root)
        + " of the "
        + finder.recordsUnder(root)
        + " registered files of "
        + root
        + " are missing.";
  }

  private String overBudget(Config.Watch caps) {
    long assign = items.stream().filter(i -> i.kind() == DriftKind.UNREGISTERED).count();
    // describing again changes no identity: a new parser must not hold up everything else
    long actions = items.stream().filter(i -> i.kind() != DriftKind.STALE_DESCRIPTOR).count();
    if (actions <= caps.maxActions() && assign <= caps.maxAssign()) {
      return "";
    }
    return "The plan has "
        + actions
        + " repairs ("
        + caps.maxActions()
        + " run by themselves), "
        + assign
        + " of them new ids ("
        + caps.maxAssign()
        + " run by themselves).";
  }

  /** The repairs as the queue takes them. */
  List<FileEvent> events(List<String> roots, Instant now) {
    return items.stream().map(item -> event(item, roots, now)).toList();
  }

  private static FileEvent event(DriftItem item, List<String> roots, Instant now) {
    @Nullable String from =
        item.kind() == DriftKind.MOVED || item.kind() == DriftKind.PATH_MISMATCH
            ? item.otherPath()
            : null;
    String root =
        roots.stream().filter(each -> PathText.isUnder(item.path(), each)).findFirst().orElse(".");
    return new FileEvent(
        root, item.path(), from, FileEventKind.RECONCILE, now, item.kind().name(), null);
  }
}
