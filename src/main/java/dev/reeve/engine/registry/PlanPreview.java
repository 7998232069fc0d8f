package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.SafePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts plans into words for observe mode, with the ids that would be issued. */
final class PlanPreview {
  private final FlowParts parts;
  private final RegistryDocument document;

  PlanPreview(FlowParts parts, RegistryDocument document) {
    this.parts = parts;
    this.document = document;
  }

  List<PlannedChange> of(Map<WorkTarget, FilePlan> plans) {
    List<SafePath> fresh = new ArrayList<>();
    plans.forEach(
        (target, plan) -> {
          if (plan instanceof FilePlan.Register(Observed.Present file, DocId carried)
              && carried == null) {
            fresh.add(file.path());
          }
        });
    IdPlan ids = parts.allocator().plan(document, fresh);
    List<PlannedChange> out = new ArrayList<>();
    plans.forEach((target, plan) -> would(target, plan, ids).ifPresent(out::add));
    return out;
  }

  private Optional<PlannedChange> would(WorkTarget target, FilePlan plan, IdPlan ids) {
    return switch (plan) {
      case FilePlan.Register(Observed.Present file, DocId carried) -> {
        DocId id = carried != null ? carried : ids.ids().get(file.path());
        EngineException refused = ids.refused().get(file.path());
        yield planned(
            target,
            refused == null ? "register" : "conflict",
            id == null ? null : id.text(),
            refused == null ? "" : String.valueOf(refused.getMessage()));
      }
      case FilePlan.Keep keep -> {
        ObjectNode changed =
            new RecordSteps(document, parts.columns(), parts.clock())
                .differences(keep.record(), keep.file().newFile());
        String action =
            changed.has("status") ? "revive" : changed.has("relative_path") ? "move" : "update";
        String detail =
            String.join(", ", changed.properties().stream().map(Map.Entry::getKey).toList());
        yield changed.isEmpty()
            ? Optional.empty()
            : planned(target, action, keep.record().docId(), detail);
      }
      case FilePlan.Retire(RecordHead record, String status) ->
          planned(target, "retire", record.docId(), status);
      case FilePlan.Conflict(String code, String message) ->
          planned(target, "conflict", null, message);
      case FilePlan.Nothing ignored -> Optional.empty();
    };
  }

  private Optional<PlannedChange> planned(
      WorkTarget target, String action, @Nullable String docId, String detail) {
    return Optional.of(
        new PlannedChange(target.path().text(), action, docId, detail, parts.clock().now()));
  }
}
