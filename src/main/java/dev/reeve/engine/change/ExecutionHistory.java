package dev.reeve.engine.change;

import dev.reeve.engine.change.ExecutionDetail.FileEffect;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the console and the command line read of past and running executions: lists, one with its
 * evidence, figures. Source: {@code docs/reference/changes.md}. Calls block; safe on any thread.
 */
public final class ExecutionHistory {
  private final Workspace workspace;
  private final Store store;
  private final HistoryDao history;
  private final GovernanceDao governance;
  private final Artifacts artifacts;
  private final ArtifactReader reader;
  private final TrailLines trail;
  private final Blobs blobs;

  /** The history of this workspace. */
  public ExecutionHistory(
      Workspace workspace,
      Store store,
      HistoryDao history,
      GovernanceDao governance,
      Artifacts artifacts,
      TrailLines trail,
      Blobs blobs) {
    this.workspace = workspace;
    this.store = store;
    this.history = history;
    this.governance = governance;
    this.artifacts = artifacts;
    this.reader = new ArtifactReader(store, history, artifacts);
    this.trail = trail;
    this.blobs = blobs;
  }

  /**
   * A page of executions, newest first, with the true total.
   *
   * @throws EngineException {@code INVALID_FILTER} for a limit, offset or value that cannot be
   */
  public ExecutionView.Page list(ExecutionFilter filter) {
    return store.read(tx -> HistoryQueries.list(tx, filter));
  }

  /** Executions that a person has to look at and has not settled, oldest first. */
  public List<ExecutionRow> unsettled() {
    return store.read(OpenExecutions::unsettled);
  }

  /** Figures, over all or since a time. */
  public Statistics statistics(@Nullable Instant since) {
    return store.read(tx -> HistoryQueries.statistics(tx, since));
  }

  private record Stored(
      ExecutionRow row,
      List<StepRecord> steps,
      List<FileOutcome> files,
      Optional<ChangeSet> set,
      Optional<GovernanceDecision> decision) {}

  /**
   * One execution as the list shows it.
   *
   * @throws EngineException {@code INVALID_ID} or {@code NOT_FOUND}
   */
  public ExecutionRow row(String id) {
    ExecutionRecord record = reader.record(id);
    return store.read(tx -> Reversals.row(tx, record));
  }

  /**
   * One execution with its evidence; differences are computed, never taken from what was declared.
   *
   * @throws EngineException {@code INVALID_ID} or {@code NOT_FOUND}
   */
  public ExecutionDetail show(String id) {
    ExecutionRecord record = reader.record(id);
    ExecutionHead head = record.head();
    Stored stored =
        store.read(
            tx ->
                new Stored(
                    Reversals.row(tx, record),
                    history.steps(tx, id),
                    history.files(tx, id),
                    governance.changeSet(tx, head.changeSetId()),
                    governance.decision(tx, head.decisionId())));
    List<FileEffect> effects = new ArrayList<>();
    for (FileOutcome file : stored.files()) {
      effects.add(effect(file, stored.set()));
    }
    String why = whyNotRevertible(record, stored);
    return new ExecutionDetail(
        stored.row(),
        effects,
        stored.steps().stream().map(StepRecord::toDetail).toList(),
        trail.of(id),
        stored.decision().map(GovernanceDecision::reasons).orElse(List.of()),
        reader.info(id).integrity(),
        why == null,
        why);
  }

  private FileEffect effect(FileOutcome file, Optional<ChangeSet> set) {
    FileChange change = change(file, set);
    byte[] before = orKept(change == null ? null : change.oldBytes(), file.beforeHash());
    byte[] after = orKept(change == null ? null : change.newBytes(), file.afterHash());
    boolean known =
        (before != null) == (file.beforeHash() != null)
            && (after != null) == (file.afterHash() != null);
    UnifiedDiff diff =
        known && file.to() == null ? UnifiedDiff.of(file.path(), before, after) : UnifiedDiff.NONE;
    return new FileEffect(
        file.operation().code(),
        file.to() == null ? file.path() : file.path() + " -> " + file.to(),
        file.beforeHash(),
        file.afterHash(),
        diff.added(),
        diff.removed(),
        diff.text());
  }

  private static @Nullable FileChange change(FileOutcome file, Optional<ChangeSet> set) {
    return set.stream()
        .flatMap(changes -> changes.changes().stream())
        .filter(change -> change.path().equals(file.path()))
        .findFirst()
        .orElse(null);
  }

  private byte @Nullable [] orKept(byte @Nullable [] given, @Nullable String hash) {
    return given != null || hash == null ? given : blobs.read(hash);
  }

  private @Nullable String whyNotRevertible(ExecutionRecord record, Stored stored) {
    if (record.status() != ExecutionStatus.COMPLETED) {
      return "Only a completed execution can be undone.";
    }
    if (record.head().dryRun() || stored.files().isEmpty()) {
      return "It changed nothing.";
    }
    Reversal reversal = stored.row().revertedBy();
    if (reversal != null) {
      return reversal.whyNotAgain();
    }
    for (FileOutcome file : stored.files()) {
      if (file.beforeHash() != null && file.to() == null && contents(file, stored) == null) {
        return "The vault no longer keeps what was in " + file.path() + ".";
      }
      String place = file.to() == null ? file.path() : file.to();
      if (LiveFile.look(workspace, place, file.afterHash()).state() != LiveFile.State.UNCHANGED) {
        return place + " was changed since.";
      }
    }
    return null;
  }

  private byte @Nullable [] contents(FileOutcome file, Stored stored) {
    FileChange change = change(file, stored.set());
    return orKept(change == null ? null : change.oldBytes(), file.beforeHash());
  }

  /**
   * What an execution was founded on, its logs, and each piece of evidence computed anew.
   *
   * @throws EngineException {@code INVALID_ID} or {@code NOT_FOUND}
   */
  public ExecutionEvidence evidence(String id) {
    return new EvidenceReading(store, governance, reader).read(id);
  }

  /**
   * Writes one ZIP archive of an execution's evidence with a list of hashes.
   *
   * @param replace whether a file that is there, outside the workspace, may go
   * @return where it is now
   * @throws EngineException as {@link dev.reeve.engine.workspace.HandedOut#write(byte[])}; {@code
   *     INVALID_ID} or {@code NOT_FOUND}
   */
  public Path export(String id, Path target, boolean replace) {
    return new EvidenceArchive(workspace, artifacts, trail, reader.record(id), evidence(id))
        .write(target, replace);
  }

  /** What lies in an execution's folder and whether it is whole. */
  public ArtifactReader.Info artifacts(String id) {
    return reader.info(id);
  }

  /** The newest events of an execution, 1 to 2000. */
  public ArtifactReader.Events events(String id, int tail) {
    return reader.events(id, tail);
  }

  /**
   * The plan an execution carried out.
   *
   * @throws EngineException {@code INVALID_ID}; {@code NOT_FOUND}, also for a small execution,
   *     which has no plan
   */
  public String planId(String id) {
    ExecutionHead head = head(id);
    if (head.small()) {
      throw EngineException.of(
          EngineException.Kind.NOT_FOUND,
          "NOT_FOUND",
          id + " has no plan: policy allows such small changes as such.");
    }
    return head.planId();
  }

  /**
   * What is known of an execution since it began.
   *
   * @throws EngineException {@code INVALID_ID}, {@code NOT_FOUND}
   */
  public ExecutionHead head(String id) {
    return reader.record(id).head();
  }

  /** Executions whose evidence is pinned, oldest first. */
  public List<ExecutionRow> pinned() {
    return store.read(history::pinned);
  }

  /**
   * Pins or unpins an execution; evidence of a pinned one is never removed. A mark in its folder
   * lets a rebuilt history know.
   *
   * @throws EngineException {@code INVALID_ID}, {@code NOT_FOUND}; {@code NOTHING_TO_PIN} for an
   *     execution that keeps no folder of evidence, or no longer; {@code DISK_FULL}, {@code
   *     ACCESS_DENIED} or {@code APPLY_IO} when the mark cannot be written
   */
  public void pin(String id, boolean pinned) {
    ExecutionRecord record = reader.record(id);
    Path folder = artifacts.folder(id);
    if (pinned && (record.prunedAt() != null || !Files.isDirectory(folder))) {
      throw nothingToPin(id);
    }
    try {
      Path mark = folder.resolve(Artifacts.PINNED);
      if (pinned) {
        workspace.ownFiles().replace(mark, new byte[0]);
      } else if (Files.isDirectory(folder)) {
        workspace.ownFiles().delete(mark);
      }
    } catch (IOException e) {
      throw Failures.of(e);
    }
    store.write(
        tx -> {
          history.setPinned(tx, id, pinned);
          return true;
        });
  }

  private static EngineException nothingToPin(String id) {
    return EngineException.of(
            EngineException.Kind.CONFLICT,
            "NOTHING_TO_PIN",
            id + " was not pinned: it keeps no folder of evidence.")
        .with("Its row and its lines of the trail stay in any case.", "");
  }
}
