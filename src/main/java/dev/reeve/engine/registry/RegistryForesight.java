package dev.reeve.engine.registry;

import dev.reeve.engine.queue.Claim;
import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.queue.Foresight;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.SafePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@link BatchRun} would find out before it writes anything: the same look at the paths, the
 * same plan, the same ids. Observe mode fails with none of it.
 */
final class RegistryForesight implements Foresight {
  private final FlowParts parts;

  RegistryForesight(FlowParts parts) {
    this.parts = parts;
  }

  @Override
  public List<Failing> failing(List<WorkItem> items) {
    if (!parts.workspace().config().engine().live()) {
      return List.of();
    }
    try {
      Map<String, Failing> found = look(parts.writer().current(), items);
      return items.stream()
          .flatMap(item -> Optional.ofNullable(found.get(item.id())).stream())
          .toList();
    } catch (EngineException closed) {
      return items.stream().map(item -> failing(item, closed)).toList();
    }
  }

  private Map<String, Failing> look(RegistryDocument document, List<WorkItem> items) {
    Map<String, Failing> found = new LinkedHashMap<>();
    List<WorkTarget> targets = new ArrayList<>();
    Intake intake = new Intake(document, parts.observer(), parts.ledger());
    for (WorkItem item : items) {
      if (item.event() == FileEventKind.RECONCILE) {
        continue; // what difference it settles is known to its claim only
      }
      Claim claim = new Claim(item, "", item.attempts() + 1, null, null);
      KnownFile.canonical(item.path())
          .ifPresentOrElse(
              path -> targets.addAll(intake.targets(claim, path)),
              () ->
                  found.put(
                      item.id(),
                      failing(item, "POLICY_FORBIDDEN_PATH", item.path() + " is refused.")));
    }
    for (WorkTarget target : targets) {
      if (target.observed() instanceof Observed.Failed(String code, String message)) {
        found.putIfAbsent(target.claim().item().id(), failing(target, code, message));
      }
    }
    Map<SafePath, WorkTarget> fresh = new LinkedHashMap<>();
    parts
        .planner(document)
        .plan(targets)
        .forEach(
            (target, plan) -> {
              switch (plan) {
                case FilePlan.Conflict(String code, String message) ->
                    found.putIfAbsent(target.claim().item().id(), failing(target, code, message));
                case FilePlan.Register(Observed.Present file, DocId carried) -> {
                  if (carried == null) {
                    fresh.put(file.path(), target);
                  }
                }
                default -> {}
              }
            });
    parts
        .allocator()
        .plan(document, fresh.keySet())
        .refused()
        .forEach(
            (path, why) -> {
              WorkItem item = Objects.requireNonNull(fresh.get(path)).claim().item();
              found.putIfAbsent(item.id(), failing(item, why));
            });
    return found;
  }

  private static Failing failing(WorkTarget target, String code, String error) {
    return failing(target.claim().item(), code, error);
  }

  private static Failing failing(WorkItem item, EngineException why) {
    return failing(item, why.code(), String.valueOf(why.getMessage()));
  }

  private static Failing failing(WorkItem item, String code, String error) {
    return new Failing(item.id(), item.path(), code, error);
  }
}
