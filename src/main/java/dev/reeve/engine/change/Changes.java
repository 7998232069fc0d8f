package dev.reeve.engine.change;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The change room of one workspace, joined: what the engine and the other rooms may ask of it.
 * Source: {@code docs/reference/executions.md}. Safe on any thread; what it hands out blocks.
 */
public final class Changes {
  private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
  private static final Duration ANSWER_AGAIN = Duration.ofHours(1);

  private final ChangeTools tools;
  private final Recovery recovery;
  private final Executor executor;
  private final ChangeSetIntake intake;
  private final Governance governance;
  private final Gate gate;
  private final ShownSubmissions shown;
  private final Undo undo;
  private final OwnWord word;
  private final ExecutionHistory history;

  /**
   * Joins the room.
   *
   * @param locks path locks of executions
   * @param owners whose unfinished work is whose
   * @param ownWrites told of every write to come
   */
  public Changes(
      Workspace workspace,
      Store store,
      EngineClock clock,
      EventBus bus,
      Trail trail,
      WriteLocks locks,
      Owners owners,
      OwnWrites ownWrites) {
    HistoryDao history = new HistoryDao(bus);
    GovernanceDao governanceDao = new GovernanceDao();
    Artifacts artifacts = new Artifacts(workspace);
    this.tools =
        new ChangeTools(
            workspace,
            store,
            clock,
            history,
            governanceDao,
            new Approvals(store, governanceDao, trail, clock, Approvals.USUAL),
            new IdempotencyDao(ANSWER_AGAIN),
            artifacts,
            new ManifestChain(workspace, store, history, artifacts),
            trail,
            new KeptEdits(workspace, store, clock, bus),
            new Vault(workspace, clock),
            new Reserve(workspace),
            locks,
            owners,
            ownWrites,
            Checkpoints.NONE,
            ExecutionLimits.DEFAULT);
    this.recovery = new Recovery(tools);
    this.executor = new Executor(tools, recovery);
    this.intake = new ChangeSetIntake(clock, IntakeLimits.DEFAULT);
    this.gate = new BuiltInGate(workspace, clock, intake);
    this.governance = new Governance(workspace, store, governanceDao, intake, gate, trail, clock);
    this.shown = new ShownSubmissions(workspace);
    this.word = new OwnWord(tools, governance, executor);
    this.undo = new Undo(tools, word, shown);
    this.history =
        new ExecutionHistory(
            workspace, store, history, governanceDao, artifacts, trail, tools.vault());
  }

  /** Finishes or rolls back what dead processes left open; call it before anything else runs. */
  public Recovery recovery() {
    return recovery;
  }

  /** Takes what is handed in from outside as JSON. */
  public ChangeSetIntake intake() {
    return intake;
  }

  /** Hands in and judges change sets. */
  public Governance governance() {
    return governance;
  }

  /** What has happened to plans that were handed in. */
  public PlanPast planPast() {
    return new PlanPast(tools.store(), tools.governance());
  }

  /** Approves and rejects. */
  public Approvals approvals() {
    return tools.approvals();
  }

  /** Carries out what is allowed. */
  public Executor executor() {
    return executor;
  }

  /** Undoes what was carried out. */
  public Undo undo() {
    return undo;
  }

  /** What somebody has on the screen. */
  public ShownSubmissions shown() {
    return shown;
  }

  /** A person's choices after an execution that needs attention. */
  public Resolutions resolutions() {
    return new Resolutions(tools);
  }

  /** Saved versions of people's that lie beside their file. */
  public KeptEdits keptEdits() {
    return tools.keptEdits();
  }

  /** The engine's clock. */
  public EngineClock clock() {
    return tools.clock();
  }

  /** Makes changes legible to who is to approve them. */
  public Proposals proposals() {
    return new Proposals(tools, governance, gate);
  }

  /** Leaves files out of a change before it is approved. */
  public Exclusions exclusions() {
    return new Exclusions(tools, governance, proposals());
  }

  /**
   * Hands in what a person asks for and carries it out: asking is the approval, where the gate
   * leaves it to a person. Meanwhile it waits for nobody, and the Inbox has no row for it.
   *
   * @param options whose operator asks for it
   * @param notes kept beside the approval; empty for the intent
   * @param notDone what a denial means, such as "No link was mended"
   * @throws dev.reeve.engine.workspace.EngineException {@code DECISION_DENIED}; what {@link
   *     Approvals#approve} says when this person may not; as {@link Governance#submit}
   */
  public ExecutionResult carryOutAsAsked(
      Submission submission, ExecutionOptions options, String notes, String notDone) {
    return word.carryOut(
        submission, options, notes, notDone, (judged, execution) -> execution.get());
  }

  /**
   * What handing this in would come to; nothing is stored.
   *
   * @param account who would hand it in
   * @throws dev.reeve.engine.workspace.EngineException {@code POLICY_INVALID}
   */
  public Proposal preview(Submission submission, String account) {
    return proposals().preview(submission, account);
  }

  /**
   * What undoing an execution would do; nothing is stored.
   *
   * @param account who would ask for it
   * @throws dev.reeve.engine.workspace.EngineException as {@link Undo#revert(String, String)}
   */
  public Proposal undoPreview(String executionId, String account) {
    return proposals().preview(undo.toShow(executionId, account), account);
  }

  /** What was carried out. */
  public ExecutionHistory history() {
    return history;
  }

  /**
   * Makes the history anew from the evidence, and then ends what a crash had left open and nobody
   * knew of.
   *
   * @throws dev.reeve.engine.workspace.EngineException when the folder of executions cannot be
   *     listed, or a row cannot be written; it can be called again
   */
  public HistoryRebuild.Report rebuildHistory() {
    HistoryRebuild rebuild =
        new HistoryRebuild(
            tools.store(),
            tools.history(),
            tools.governance(),
            tools.artifacts(),
            tools.trail(),
            tools.clock());
    try {
      HistoryRebuild.Report report = rebuild.run();
      return report.withEnded(recovery.run());
    } catch (IOException e) {
      throw Failures.of(e);
    }
  }

  /** Reads an execution's evidence again and compares it with the workspace. */
  public Replay replay() {
    return new Replay(
        tools.workspace(),
        new ArtifactReader(tools.store(), tools.history(), tools.artifacts()),
        gate);
  }

  /** Removes old evidence by the rules. */
  public Retention retention() {
    return new Retention(
        tools.workspace(),
        tools.store(),
        tools.history(),
        tools.artifacts(),
        tools.clock(),
        this::sweepVault);
  }

  private void sweepVault() {
    try {
      tools.vault().collect(new NeededContents(tools));
    } catch (IOException e) {
      LOG.warn("Contents that nothing names any more stay in the vault for now", e);
    }
  }

  /** Replaces one file with small evidence, for tool batches that policy allows. */
  public SingleFileCommit singleFile() {
    return new SingleFileCommit(tools);
  }
}
