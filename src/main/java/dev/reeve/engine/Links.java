package dev.reeve.engine;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.links.CheckReport;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.FolderTree;
import dev.reeve.engine.links.LinkCheck;
import dev.reeve.engine.links.LinkSettingsFile;
import dev.reeve.engine.links.fix.ApplyOptions;
import dev.reeve.engine.links.fix.DecidedEdit;
import dev.reeve.engine.links.fix.FixChoice;
import dev.reeve.engine.links.fix.FixPlan;
import dev.reeve.engine.links.fix.FixPlanFiles;
import dev.reeve.engine.links.fix.FixPlanner;
import dev.reeve.engine.links.fix.FixResult;
import dev.reeve.engine.links.fix.LinkFixes;
import dev.reeve.engine.links.triage.Triage;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;

/**
 * What can be asked about the links of the documents. Every call blocks and may take seconds; an
 * interrupt of the calling thread ends it. Source: {@code docs/reference/links.md}. Safe on any
 * thread but the JavaFX one.
 */
public final class Links {
  private final Workspace workspace;
  private final EngineClock clock;
  private final ExecutorService pool;
  private final FixPlanner planner;
  private final LinkFixes fixes;
  private final FixPlanFiles plans;
  private final Triage triage;

  Links(
      Workspace workspace,
      Store store,
      EngineClock clock,
      EventBus bus,
      ExecutorService pool,
      LinkChanges changes) {
    this.workspace = workspace;
    this.clock = clock;
    this.pool = pool;
    this.planner = new FixPlanner(workspace, clock, pool);
    this.fixes = new LinkFixes(workspace, clock, pool, changes);
    this.plans = new FixPlanFiles(workspace);
    this.triage =
        new Triage(
            workspace,
            store,
            clock,
            bus,
            pool,
            fixes,
            changes,
            new LinkExecutions(changes.changes()));
  }

  /** What people decide about the links that no repair is sure enough for. */
  public Triage triage() {
    return triage;
  }

  /** Checks, without suggestions; as {@link LinkCheck#run}. */
  public CheckReport check(CheckScope scope) {
    return new LinkCheck(new FolderTree(workspace), LinkSettingsFile.read(workspace), clock, pool)
        .run(scope);
  }

  /** Checks, and says of each broken link where it should lead; as {@link FixPlanner#plan}. */
  public FixPlan plan(CheckScope scope) {
    return planner.plan(scope);
  }

  /** Keeps a plan among Reeve's own files; as {@link FixPlanFiles#keep}. */
  public Path keep(FixPlan plan) {
    return plans.keep(plan);
  }

  /** As {@link LinkFixes#preview(FixPlan, FixChoice)}. */
  public FixResult preview(FixPlan plan, FixChoice choice) {
    return fixes.preview(plan, choice);
  }

  /** As {@link LinkFixes#preview(List)}. */
  public FixResult preview(List<DecidedEdit> edits) {
    return fixes.preview(edits);
  }

  /** As {@link LinkFixes#apply(FixPlan, FixChoice, ApplyOptions)}. */
  public FixResult apply(FixPlan plan, FixChoice choice, ApplyOptions options) {
    FixResult result = fixes.apply(plan, choice, options);
    triage.noteMended(plan, result);
    return result;
  }

  /** As {@link LinkFixes#apply(List, ApplyOptions)}. */
  public FixResult apply(List<DecidedEdit> edits, ApplyOptions options) {
    return fixes.apply(edits, options);
  }
}
