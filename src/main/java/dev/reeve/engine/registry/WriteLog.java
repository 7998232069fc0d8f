package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.registry.RegistryDao.Remembered;
import dev.reeve.engine.registry.RegistryDao.State;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the patches of one turn ended: makes their results, and stores counters, results and state in
 * one transaction, after which the events are published. For one turn.
 */
final class WriteLog {
  private final RegistryParts parts;
  private final long started;
  private final List<WriteOutcome> outcomes = new ArrayList<>();
  private final List<Remembered> remembered = new ArrayList<>();
  private final List<RegistryEvent> events = new ArrayList<>();

  WriteLog(RegistryParts parts) {
    this.parts = parts;
    this.started = parts.clock().nanos();
  }

  /** What the file's replacement left: its backup, if there was one, and its execution. */
  record Written(@Nullable String backup, String executionId) {}

  /** The file is as the patch wants it: written, or so already, or so if it were written. */
  WriteResult success(Prepared prepared, String hash, @Nullable Written written, boolean changed) {
    WriteResult result =
        new WriteResult(
            prepared.patch().patchId(),
            changed ? WriteResult.WRITTEN : WriteResult.UNCHANGED,
            changed ? "The registry was written." : "The registry is so already.",
            hash,
            List.of(),
            prepared.warnings(),
            prepared.normalised(),
            written == null ? null : written.backup(),
            changed ? prepared.records().size() : 0,
            written == null ? null : written.executionId(),
            null,
            elapsed());
    outcomes.add(changed ? WriteOutcome.WRITES_SUCCEEDED : WriteOutcome.NOOPS);
    remember(
        prepared.patch(),
        prepared.at(),
        result,
        changed ? hash : null,
        changed ? prepared.records() : List.of(),
        prepared.volatiles());
    return result;
  }

  /** The patch was written by a process that died before it stored this. */
  WriteResult writtenBefore(Patch patch, RegistryCommit.Committed done) {
    WriteResult result =
        new WriteResult(
            patch.patchId(),
            WriteResult.WRITTEN,
            "The registry was written by the first attempt, which ended before it could say so.",
            done.afterHash(),
            List.of(),
            List.of(),
            false,
            done.backup(),
            patch.recordsNamed(),
            done.executionId(),
            null,
            elapsed());
    outcomes.add(WriteOutcome.WRITES_SUCCEEDED);
    remember(patch, parts.clock().now(), result, null, List.of(), Map.of());
    return result;
  }

  /** The patch was made for another state. */
  WriteResult stale(Patch patch, String actual) {
    boolean same = patch.registryHash().equals(actual);
    WriteResult result =
        new WriteResult(
            patch.patchId(),
            "CAS_PRECONDITION_FAILED",
            same
                ? "Another patch of the same batch touches the same records."
                : "The registry is at "
                    + digits(actual)
                    + ", the patch was made for "
                    + digits(patch.registryHash())
                    + ".",
            actual,
            List.of(),
            List.of(),
            false,
            null,
            0,
            null,
            same ? List.of() : parts.dao().changedBetween(patch.registryHash(), actual),
            elapsed());
    remember(patch, parts.clock().now(), result, null, List.of(), Map.of());
    boolean madeAnew = patch.source().actorClass() == ActorClass.TOOL;
    return madeAnew
        ? counted(WriteOutcome.CAS_CONFLICTS, result)
        : refusal(WriteOutcome.CAS_CONFLICTS, result);
  }

  private static String digits(String hash) {
    return hash.substring(0, Math.min(8, hash.length()));
  }

  /** A rule forbids the patch. */
  WriteResult refused(Prepared prepared, String hash) {
    WriteResult result =
        new WriteResult(
            prepared.patch().patchId(),
            String.valueOf(prepared.code()),
            prepared.message(),
            hash,
            prepared.errors(),
            prepared.warnings(),
            false,
            null,
            0,
            null,
            null,
            elapsed());
    remember(prepared.patch(), prepared.at(), result, null, List.of(), Map.of());
    return refusal(WriteOutcome.VALIDATION_FAILURES, result);
  }

  /** The patch is not one; nothing to remember it by. */
  WriteResult malformed(String patchId, String message) {
    return refusal(
        WriteOutcome.VALIDATION_FAILURES, plain(patchId, "PATCH_MALFORMED", message, null));
  }

  /** The registry could not be written, whatever the patch says: the same may work later. */
  WriteResult failed(String patchId, EngineException e, @Nullable String hash) {
    return refusal(
        WriteOutcome.WRITES_FAILED, plain(patchId, e.code(), String.valueOf(e.getMessage()), hash));
  }

  private WriteResult plain(String patchId, String code, String message, @Nullable String hash) {
    return new WriteResult(
        patchId, code, message, hash, List.of(), List.of(), false, null, 0, null, null, elapsed());
  }

  private WriteResult refusal(WriteOutcome outcome, WriteResult result) {
    events.add(new RegistryEvent.Refused(result.patchId(), result.code(), result.message()));
    return counted(outcome, result);
  }

  private WriteResult counted(WriteOutcome outcome, WriteResult result) {
    outcomes.add(outcome);
    return result;
  }

  /** Tells of something that a person must look at, once until it is mended. */
  void alarm(EngineException e) {
    if (parts.alarms().raise(e)) {
      events.add(new RegistryEvent.Alarm(e.code(), String.valueOf(e.getMessage())));
    }
  }

  private void remember(
      Patch patch,
      Instant at,
      WriteResult result,
      @Nullable String newHash,
      List<String> records,
      Map<String, Map<String, JsonNode>> volatiles) {
    remembered.add(new Remembered(patch, digest(patch), newHash, records, result, volatiles, at));
  }

  /** Tells two patches of one id apart. */
  static String digest(Patch patch) {
    return Sha256.of(Json.line(List.of(patch.source().code(), patch.body())));
  }

  private long elapsed() {
    return (parts.clock().nanos() - started) / 1_000_000;
  }

  /**
   * Stores all of it.
   *
   * @param state values that change with it
   * @param last published after the refusals
   */
  void store(Map<State, String> state, List<? extends RegistryEvent> last) {
    if (outcomes.isEmpty() && state.isEmpty() && events.isEmpty()) {
      return;
    }
    List<RegistryEvent> published = new ArrayList<>(events);
    published.addAll(last);
    parts.dao().ended(outcomes, remembered, state, () -> published.forEach(parts.bus()::publish));
  }
}
