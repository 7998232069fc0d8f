package dev.reeve.engine.registry;

import dev.reeve.engine.registry.BackfillPlan.Refused;
import dev.reeve.engine.registry.BackfillPlan.Row;
import dev.reeve.engine.registry.BackfillResult.Status;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives every file without a record its id at once: first the plan, then, when a person wants it,
 * one lock and one patch. It finds the files as reconciliation does and issues ids as allocation
 * does. Blocks; one run at a time. Source: {@code docs/reference/ids.md}.
 */
public final class Backfill {
  private final Workspace workspace;
  private final Reconciler reconciler;
  private final RegistryWriter writer;
  private final Allocator allocator;

  /** The back-fill of a workspace. */
  public Backfill(
      Workspace workspace, Reconciler reconciler, RegistryWriter writer, Allocator allocator) {
    this.workspace = workspace;
    this.reconciler = reconciler;
    this.writer = writer;
    this.allocator = allocator;
  }

  /**
   * The plan for these folders; issues nothing.
   *
   * @param scope folders relative to the workspace
   * @throws EngineException the reason for which the folder could not be compared
   */
  public BackfillPlan plan(List<String> scope, BooleanSupplier cancelled) {
    ReconcileReport found = reconciler.look(scope, cancelled);
    if (found.status() == ReconcileReport.Status.ABORTED
        || found.status() == ReconcileReport.Status.CANCELLED) {
      String code = found.reason().substring(0, Math.max(0, found.reason().indexOf(':')));
      throw EngineException.of(Kind.UNAVAILABLE, code, "No plan was made: " + found.reason())
          .with("Nothing was changed.", "Mend that first.");
    }
    return plan(
        writer.current(),
        found.items().stream().filter(item -> item.kind() == DriftKind.UNREGISTERED).toList());
  }

  private BackfillPlan plan(RegistryDocument document, List<DriftItem> unregistered) {
    List<Refused> refused = new ArrayList<>();
    Map<SafePath, DocId> carried = new LinkedHashMap<>();
    List<SafePath> fresh = new ArrayList<>();
    for (DriftItem item : unregistered) {
      Optional<SafePath> path = KnownFile.canonical(item.path());
      @Nullable Refused why = path.isEmpty() ? notUsable(item.path()) : refusal(path.get());
      if (why != null) {
        refused.add(why);
      } else if (item.docId() != null) {
        carried.put(path.orElseThrow(), new DocId(item.docId()));
      } else {
        fresh.add(path.orElseThrow());
      }
    }
    carried.values().forEach(id -> allocator.saw(new Carriers(id, null)));
    IdPlan ids = allocator.plan(document, fresh);
    List<Row> rows = new ArrayList<>();
    ids.ids().forEach((path, id) -> rows.add(new Row(path.text(), id.text(), stream(path), false)));
    carried.forEach((path, id) -> rows.add(new Row(path.text(), id.text(), "", true)));
    ids.refused()
        .forEach(
            (path, e) ->
                refused.add(new Refused(path.text(), e.code(), String.valueOf(e.getMessage()))));
    return BackfillPlan.of(rows, refused);
  }

  private String stream(SafePath path) {
    return allocator.streamOf(path).key();
  }

  private static @Nullable Refused refusal(SafePath path) {
    return Carriers.malformedPrefix(path.name())
        ? new Refused(
            path.text(),
            "INVALID_ID_FORMAT_AFTER_REPAIR",
            "Its name begins with digits that are no id.")
        : null;
  }

  private static Refused notUsable(String path) {
    return new Refused(path, "PATH_REFUSED", "Its path cannot be used on every system.");
  }

  /**
   * Carries out the plan, as it is now, under one lock as one patch.
   *
   * @param confirmed id of the plan a person saw; a plan larger than {@code watch.max_assign} runs
   *     only with it, and another plan than that never runs
   */
  public BackfillResult run(
      List<String> scope, @Nullable String confirmed, BooleanSupplier cancelled) {
    BackfillPlan plan = plan(scope, cancelled);
    String held = hold(plan, confirmed);
    if (!held.isEmpty()) {
      return new BackfillResult(Status.HELD, held, plan, null);
    }
    if (plan.rows().isEmpty()) {
      return new BackfillResult(Status.DONE, "", plan, null);
    }
    Map<SafePath, DocId> planned = new LinkedHashMap<>();
    List<NewFile> files = new ArrayList<>();
    for (Row row : plan.rows()) {
      SafePath path = KnownFile.canonical(row.path()).orElseThrow();
      planned.put(path, new DocId(row.docId()));
      files.add(look(path, cancelled));
    }
    try {
      @Nullable WriteResult write = allocator.allocate(files, planned).write().orElse(null);
      boolean done = write == null || write.success();
      return new BackfillResult(done ? Status.DONE : Status.REFUSED, "", plan, write);
    } catch (EngineException e) {
      if (!e.code().equals("PLAN_CHANGED")) {
        throw e;
      }
      return new BackfillResult(Status.HELD, "PLAN_CHANGED: " + e.getMessage(), plan, null);
    }
  }

  private String hold(BackfillPlan plan, @Nullable String confirmed) {
    int most = workspace.config().watch().maxAssign();
    if (confirmed != null && !confirmed.equals(plan.planId())) {
      return "PLAN_CHANGED: The plan is another one by now than the one that was confirmed.";
    }
    return confirmed == null && plan.rows().size() > most
        ? "BUDGET_EXCEEDED: The plan has "
            + plan.rows().size()
            + " new ids ("
            + most
            + " are given without confirmation)."
        : "";
  }

  private NewFile look(SafePath path, BooleanSupplier cancelled) {
    try {
      return NewFile.read(path, path.under(workspace.root()), cancelled);
    } catch (IOException e) {
      throw EngineException.of(
              Kind.UNAVAILABLE,
              "FILE_NOT_READ",
              "No id was issued: " + path + " cannot be read: " + e.getMessage())
          .with("Nothing was changed.", "Look at the plan again.")
          .causedBy(e);
    }
  }
}
