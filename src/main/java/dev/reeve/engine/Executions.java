package dev.reeve.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reeve.engine.change.ChangeKind;
import dev.reeve.engine.change.Changes;
import dev.reeve.engine.change.ExecutionDetail;
import dev.reeve.engine.change.ExecutionEvidence;
import dev.reeve.engine.change.ExecutionFilter;
import dev.reeve.engine.change.ExecutionResult;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.change.ExecutionView;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.change.Replay;
import dev.reeve.engine.change.Reversal;
import dev.reeve.engine.change.Settlement;
import dev.reeve.engine.change.Trail;
import dev.reeve.engine.change.UndoLines;
import dev.reeve.engine.change.Unsettled;
import dev.reeve.engine.registry.Behalf;
import dev.reeve.engine.registry.RegistryRevert;
import dev.reeve.engine.registry.WriteResult;
import dev.reeve.engine.registry.contract.QuarantinedRecords;
import dev.reeve.engine.settings.WorkspaceSettings;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was done, and its undoing. A write of the registry is undone record by record, because
 * others have usually written it since; a change of a setting by its key; everything else is undone
 * file by file.
 */
record Executions(
    Changes changes,
    RegistryRevert registry,
    QuarantinedRecords quarantined,
    WorkspaceSettings settings,
    Trail trail,
    FollowUp followUp)
    implements ExecutionView {
  private static final Logger LOG = LoggerFactory.getLogger(Executions.class);

  /** What a write did to more records than this is not read through by anybody. */
  private static final int MOST_RECORDS = 200;

  @Override
  public Page list(ExecutionFilter filter) {
    return changes.history().list(filter);
  }

  @Override
  public ExecutionDetail show(String id) {
    ExecutionDetail detail = changes.history().show(id);
    Reversal reversal = detail.row().revertedBy();
    if (isSetting(detail)) {
      return revertible(detail, reversal == null ? settings.whyNot(id) : reversal.whyNotAgain());
    }
    ExecutionDetail.FileEffect file = registryFile(detail);
    if (file == null || file.afterHash() == null || !stands(detail)) {
      return detail;
    }
    return revertible(
        byRecord(detail, file, file.afterHash()),
        reversal == null
            ? registry.whyNot(file.beforeHash(), file.afterHash())
            : reversal.whyNotAgain());
  }

  private static boolean stands(ExecutionDetail detail) {
    return detail.row().status() == ExecutionStatus.COMPLETED && !detail.row().dryRun();
  }

  /** The states lie with the registry's backups, and of a large file only the records are read. */
  private ExecutionDetail byRecord(
      ExecutionDetail detail, ExecutionDetail.FileEffect file, String after) {
    RegistryLines lines =
        RegistryLines.ofRecords(registry.written(file.beforeHash(), after, MOST_RECORDS));
    ExecutionDetail.FileEffect told =
        new ExecutionDetail.FileEffect(
            file.operation(),
            file.path(),
            file.beforeHash(),
            after,
            lines.added(),
            lines.removed(),
            lines.text());
    return new ExecutionDetail(
        detail.row(),
        List.of(told),
        detail.steps(),
        detail.trail(),
        detail.reasons(),
        detail.integrity(),
        detail.revertible(),
        detail.notRevertible());
  }

  private static boolean isSetting(ExecutionDetail detail) {
    return detail.row().kind().equals(ChangeKind.SETTINGS.code());
  }

  private static ExecutionDetail revertible(ExecutionDetail detail, @Nullable String why) {
    return new ExecutionDetail(
        detail.row(),
        detail.files(),
        detail.steps(),
        detail.trail(),
        detail.reasons(),
        detail.integrity(),
        why == null,
        why);
  }

  @Override
  public ExecutionEvidence evidence(String id) {
    return changes.history().evidence(id);
  }

  @Override
  public Path export(String id, Path target, boolean replace) {
    return changes.history().export(id, target, replace);
  }

  @Override
  public Replay.View replay(String id) {
    return changes.replay().replay(id);
  }

  @Override
  public Proposal previewRevert(String id, String operator) {
    ExecutionDetail detail = changes.history().show(id);
    if (isSetting(detail)) {
      return settingsPreview(detail.row(), operator);
    }
    ExecutionDetail.FileEffect file = registryFile(detail);
    if (file == null || file.afterHash() == null) {
      return changes.undoPreview(id, operator);
    }
    return new RegistryUndoPreview(changes, registry).of(detail.row(), file, operator);
  }

  private Proposal settingsPreview(ExecutionRow undone, String operator) {
    String diff = settings.difference(undone.id());
    Proposal.Item item =
        new Proposal.Item(
            "update",
            Workspace.SETTINGS,
            null,
            null,
            null,
            (int) diff.lines().filter(line -> line.startsWith("+")).count(),
            (int) diff.lines().filter(line -> line.startsWith("-")).count(),
            diff,
            true,
            null,
            null);
    return UndoPreview.of(
        changes, ChangeKind.SETTINGS, undone, Workspace.SETTINGS, operator, List.of(item), null);
  }

  @Override
  public ExecutionRow revert(String id, String operator, String notes, @Nullable String seen) {
    ExecutionDetail detail = changes.history().show(id);
    if (isSetting(detail)) {
      return undo(
          id,
          operator,
          () -> settings.takeBack(id, operator, "Undo " + id + ": " + detail.row().intent()));
    }
    ExecutionDetail.FileEffect file = registryFile(detail);
    if (file == null || file.afterHash() == null) {
      ExecutionResult undone = changes.undo().revert(id, operator, notes, seen);
      if (undone.outcome().success() && detail.row().kind().equals(ChangeKind.QUARANTINE.code())) {
        bringBack(undone);
      }
      return row(undone.head().id());
    }
    String why = registry.notKept(file.beforeHash(), file.afterHash());
    if (why != null) {
      throw EngineException.of(Kind.CONFLICT, "NOT_REVERTIBLE", id + " was not undone: " + why)
          .with("Nothing was changed.", "Restore a backup instead.");
    }
    String asked = notes.isBlank() ? detail.row().intent() : notes;
    return undo(id, operator, () -> takeBack(id, file, "Undo " + id + ": " + asked, operator));
  }

  /** Between its lines on the trail. */
  private ExecutionRow undo(String id, String operator, Supplier<String> act) {
    return row(
        new UndoLines(trail)
            .around(
                operator,
                JsonNodeFactory.instance.objectNode().put("undoes_execution_id", id),
                act,
                done -> new UndoLines.Ending(done, null)));
  }

  @Override
  public Unsettled unsettled(String id) {
    return changes.resolutions().look(id);
  }

  @Override
  public ExecutionRow settle(String id, Settlement how, String operator) {
    row(id); // of what is not there nothing ended
    try {
      changes.resolutions().settle(id, how, operator);
    } finally { // what could be put back is, though not all could
      followUp.endedLater(id);
    }
    return row(id);
  }

  /** Gives the execution that did it. */
  private String takeBack(
      String id, ExecutionDetail.FileEffect file, String reason, String operator) {
    String after = Objects.requireNonNull(file.afterHash());
    WriteResult result =
        registry.revert(file.beforeHash(), after, reason, new Behalf(operator, id));
    if (result.executionId() == null) {
      throw EngineException.of(
              Kind.CONFLICT,
              result.code(),
              id
                  + " was not undone: "
                  + (result.success() ? "it is undone already." : result.message()))
          .with("Nothing was changed.", "");
    }
    return result.executionId();
  }

  void bringBack(ExecutionResult undone) {
    List<String> places =
        undone.files().stream().flatMap(file -> Stream.ofNullable(file.to())).toList();
    String problem = quarantined.broughtBack(places);
    if (!problem.isEmpty()) {
      LOG.warn("Files are back, and their records stay quarantined: {}", problem);
    }
  }

  private static ExecutionDetail.@Nullable FileEffect registryFile(ExecutionDetail detail) {
    boolean registryWrite = detail.row().kind().equals(ChangeKind.REGISTRY.code());
    return registryWrite && !detail.files().isEmpty() ? detail.files().getFirst() : null;
  }

  private ExecutionRow row(String id) {
    return changes.history().row(id);
  }
}
