package dev.reeve.engine;

import dev.reeve.engine.change.ChangeKind;
import dev.reeve.engine.change.ExecutionHead;
import dev.reeve.engine.change.ExecutionHistory;
import dev.reeve.engine.change.ExecutionResult;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.change.FileChange.Operation;
import dev.reeve.engine.change.FileOutcome;
import dev.reeve.engine.queue.FileEvent;
import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.queue.WorkQueue;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Workspace;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queues the files that an execution changed, so that their records follow as after an edit of a
 * person: the watcher drops them as Reeve's own. The execution is over by then: what cannot be
 * queued is logged with what helps, and the execution stands. Blocks. Source: {@code
 * docs/reference/watch.md}.
 */
record FollowUp(WorkQueue queue, ExecutionHistory history, EngineClock clock) {
  private static final int NAMED = 5;
  private static final String OWN = Workspace.OWN + "/";
  private static final Logger LOG = LoggerFactory.getLogger(FollowUp.class);

  /** Never throws for what the store refuses. */
  void executed(ExecutionResult result) {
    if (!recordsItself(result.head())) {
      upsert(result.head().id(), events(result));
    }
  }

  /** The same for what ended otherwise: by recovery, or by a person who settled it. */
  void endedLater(String executionId) {
    ExecutionHead head;
    try {
      head = history.head(executionId);
    } catch (EngineException e) {
      LOG.error(
          "{} is done, but which files it was about could not be read, so their records do not"
              + " follow yet. Reconcile the registry.",
          executionId,
          e);
      return;
    }
    if (!head.small()) { // who commits single files keeps their records himself
      upsert(executionId, changed(head.affectedPaths(), clock.now()));
    }
  }

  private void upsert(String executionId, List<FileEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    try {
      queue.upsert(events);
    } catch (EngineException e) {
      LOG.error(
          "{} is done, but its {} files could not be queued, so their records do not follow yet:"
              + " {} and so on. Requeue their jobs, or reconcile the registry.",
          executionId,
          events.size(),
          events.stream().map(FileEvent::path).limit(NAMED).toList(),
          e);
    }
  }

  private static List<FileEvent> events(ExecutionResult result) {
    Instant now = result.outcome().endedAt();
    if (result.outcome().status() == ExecutionStatus.NEEDS_ATTENTION) {
      return changed(result.head().affectedPaths(), now);
    }
    return renamedAnew(result)
        .map(rename -> List.of(FileEvent.moved(rename.from(), rename.to(), now)))
        .orElseGet(
            () ->
                result.files().stream()
                    .filter(file -> !ofReeve(file))
                    .flatMap(file -> events(file, now))
                    .toList());
  }

  /** An id that the registry's own work puts into a name is on record with that work. */
  private static boolean recordsItself(ExecutionHead head) {
    return head.kind() == ChangeKind.HEADER && head.operator() == null;
  }

  /** What comes from or goes to Reeve's own folder is on record with whoever set it aside. */
  private static boolean ofReeve(FileOutcome file) {
    return Stream.of(file.path(), file.to())
        .filter(Objects::nonNull)
        .anyMatch(path -> path.startsWith(OWN));
  }

  private record Rename(String from, String to) {}

  /** A file whose name and content carry another id is written anew under its new name. */
  private static Optional<Rename> renamedAnew(ExecutionResult result) {
    return result.head().kind() == ChangeKind.HEADER && result.files().size() == 2
        ? only(result, Operation.DELETE)
            .flatMap(from -> only(result, Operation.CREATE).map(to -> new Rename(from, to)))
        : Optional.empty();
  }

  private static Optional<String> only(ExecutionResult result, Operation operation) {
    return result.files().stream()
        .filter(file -> file.operation() == operation)
        .map(FileOutcome::path)
        .findAny();
  }

  private static List<FileEvent> changed(List<String> paths, Instant now) {
    return paths.stream()
        .filter(path -> !path.startsWith(OWN))
        .map(path -> changed(path, now))
        .toList();
  }

  private static FileEvent changed(String path, Instant now) {
    return FileEvent.of(path, FileEventKind.MODIFIED, now);
  }

  /** The place that a file left has work too: its record stays when the file may not take it. */
  private static Stream<FileEvent> events(FileOutcome file, Instant now) {
    String path = file.path();
    return switch (file.operation()) {
      case CREATE -> Stream.of(FileEvent.of(path, FileEventKind.ADDED, now));
      case UPDATE -> Stream.of(changed(path, now));
      case DELETE -> Stream.of(FileEvent.of(path, FileEventKind.DELETED, now));
      case MOVE ->
          Stream.of(
              FileEvent.moved(path, Objects.requireNonNull(file.to()), now),
              FileEvent.of(path, FileEventKind.DELETED, now));
      case COMPRESS -> throw new IllegalStateException("never done");
    };
  }
}
