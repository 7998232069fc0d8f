package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Files that are to get their records in one patch, each with the id that it has, carries or is
 * given. Ids issued once are used again when the patch is computed anew. Used by one thread.
 */
final class Registration {
  private final Allocator allocator;
  private final Workspace workspace;
  private final RecordColumns columns;
  private final Map<SafePath, NewFile> files;
  private final Map<SafePath, DocId> issued = new HashMap<>();
  private final @Nullable Map<SafePath, DocId> planned;
  private Map<SafePath, DocId> ids = Map.of();
  private Map<SafePath, EngineException> refused = Map.of();

  Registration(
      Allocator allocator,
      Workspace workspace,
      RecordColumns columns,
      Map<SafePath, NewFile> files,
      @Nullable Map<SafePath, DocId> planned) {
    this.allocator = allocator;
    this.workspace = workspace;
    this.columns = columns;
    this.files = files;
    this.planned = planned;
  }

  private void requirePlanned(Map<SafePath, DocId> now) {
    now.forEach(
        (path, id) -> {
          if (planned != null && !id.equals(planned.get(path))) {
            throw EngineException.of(
                    Kind.CONFLICT,
                    "PLAN_CHANGED",
                    "No id was issued: " + path + " would get " + id + ", which was not planned.")
                .with("Nothing was changed.", "Look at the plan again.");
          }
        });
  }

  Map<SafePath, DocId> known(RegistryDocument document) {
    Map<SafePath, DocId> out = new LinkedHashMap<>();
    for (SafePath path : files.keySet()) {
      document.atPath(path.text()).stream()
          .filter(RecordHead::active)
          .flatMap(head -> Allocator.id(head.docId()).stream())
          .findFirst()
          .ifPresent(id -> out.put(path, id));
    }
    return out;
  }

  Patch patch(RegistryDocument document) {
    Map<SafePath, DocId> all = known(document);
    List<Operation> steps = new ArrayList<>();
    all.forEach(
        (path, id) ->
            steps.add(Operation.test("records/" + id + "/doc_id", RecordColumns.text(id.text()))));
    List<SafePath> open = files.keySet().stream().filter(path -> !all.containsKey(path)).toList();
    bring(open, document);
    List<SafePath> fresh = open.stream().filter(path -> !issued.containsKey(path)).toList();
    IdPlan plan = allocator.issue(document, fresh, now -> requirePlanned(now.ids()));
    issued.putAll(plan.ids());
    refused = plan.refused();
    if (!refused.isEmpty()) {
      throw refused.values().iterator().next();
    }
    List<DocId> added = new ArrayList<>();
    for (SafePath path : open) {
      DocId id = issued.get(path);
      NewFile file = files.get(path);
      if (id != null && file != null) {
        added.add(id);
        all.put(path, id);
        steps.add(Operation.add("records", columns.fresh(id, file)));
      }
    }
    steps.addAll(allocator.counters(document, added));
    ids = all;
    return Patch.complex(document, PatchSource.ALLOCATOR, steps).because("allocate ids");
  }

  /** Takes over the ids that files carry already. */
  private void bring(List<SafePath> open, RegistryDocument document) {
    Map<SafePath, DocId> carried = new LinkedHashMap<>();
    for (SafePath path : open) {
      Carriers carriers = carriers(path);
      carriers.id().ifPresent(id -> carried.put(path, id));
      boolean taken =
          carriers.id().filter(id -> !document.byDocId(id.text()).isEmpty()).isPresent();
      if (carriers.conflicting() || taken) {
        throw conflict(path, carriers);
      }
    }
    requirePlanned(carried);
    allocator.adopt(carried);
    issued.putAll(carried);
  }

  IdPlan plan() {
    return new IdPlan(ids, refused);
  }

  private Carriers carriers(SafePath path) {
    try (InputStream in =
        Files.newInputStream(path.under(workspace.root()), LinkOption.NOFOLLOW_LINKS)) {
      return Carriers.of(path.name(), in.readNBytes(Carriers.HEAD_BYTES));
    } catch (IOException e) {
      throw EngineException.of(
              Kind.UNAVAILABLE,
              "FILE_NOT_READ",
              "No id was allocated: " + path + " cannot be read: " + e.getMessage())
          .with("Nothing was changed.", "Name files that exist and can be read.")
          .causedBy(e);
    }
  }

  private static EngineException conflict(SafePath path, Carriers carriers) {
    return EngineException.of(
            Kind.CONFLICT,
            "ID_CONFLICT",
            "No id was allocated: "
                + path
                + " carries "
                + (carriers.conflicting() ? "two ids." : "an id that another record has."))
        .with("Nothing was changed.", "Take the id out of the file, or move its record here.");
  }
}
