package dev.reeve.engine.change;

import dev.reeve.engine.workspace.EngineException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what dead processes left open: nothing swapped yet means failed, swapped without the commit
 * mark means rolled back, the commit mark means completed. Runs when a workspace is opened, before
 * anything else, and again by every execution that has just got its locks, for a holder may have
 * died meanwhile. May itself be interrupted and repeated. Source: {@code
 * docs/reference/executions.md}. Safe across processes; blocks.
 */
public final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final ChangeTools tools;
  private final SmallRecovery small;
  private final ProcessMutex mutex;
  private volatile Consumer<List<String>> ended = ids -> {};

  /** The recovery of this workspace. */
  public Recovery(ChangeTools tools) {
    this.tools = tools;
    this.small = new SmallRecovery(tools);
    this.mutex =
        new ProcessMutex(
            tools.workspace().ownFiles(),
            tools.clock(),
            tools.workspace().own("state", "locks", "recovery.lock"));
  }

  /**
   * Lets somebody hear of the executions that {@link #closeDead} ended, by their ids. It runs on
   * the thread of whoever asked for that, and must not throw.
   */
  public void afterEach(Consumer<List<String>> listener) {
    ended = listener;
  }

  /**
   * Everything that is due when a workspace is opened.
   *
   * @return ids of the executions that were ended or completed
   * @throws EngineException when a record cannot be read or written; what could be done is done
   */
  public List<String> run() {
    tools.reserve().ensure();
    removeLeftovers();
    tools.store().write(tx -> tools.idempotency().purge(tx, tools.clock().now()));
    List<String> ended = new ArrayList<>(closeDead());
    ended.addAll(completePending());
    return List.copyOf(ended);
  }

  private void removeLeftovers() {
    try {
      tools.workspace().ownFiles().removeLeftovers();
    } catch (IOException e) {
      LOG.warn("Temporary files of dead processes stay until the next start", e);
    }
  }

  /** Ends executions and single-file commits whose process is gone; cheap when there are none. */
  public List<String> closeDead() {
    List<ExecutionRecord> left = tools.store().read(OpenExecutions::unfinished);
    if (left.stream().noneMatch(this::isDead)) {
      return List.of();
    }
    List<String> closed = new ArrayList<>();
    try {
      return guarded(() -> endDead(closed));
    } finally { // those before one that cannot be ended have ended
      ended.accept(List.copyOf(closed));
    }
  }

  private List<String> endDead(List<String> closed) throws IOException {
    closed.addAll(small.run());
    for (ExecutionRecord record : tools.store().read(OpenExecutions::unfinished)) {
      if (!record.head().small() && isDead(record)) {
        end(record);
        closed.add(record.head().id());
      }
    }
    return closed;
  }

  private List<String> completePending() {
    return guarded(
        () -> {
          List<String> done = new ArrayList<>(small.run());
          for (ExecutionRecord record : tools.store().read(OpenExecutions::finalizePending)) {
            if (!record.head().small()) {
              complete(record);
              done.add(record.head().id());
            }
          }
          return done;
        });
  }

  private List<String> guarded(ProcessMutex.Section<List<String>> section) {
    return Shielded.call(
        () -> {
          try {
            return mutex.hold(section);
          } catch (IOException e) {
            throw Failures.of(e);
          }
        });
  }

  private boolean isDead(ExecutionRecord record) {
    String owner = record.ownerSession();
    return owner == null || !tools.owners().lives(owner);
  }

  private void end(ExecutionRecord record) throws IOException {
    String id = record.head().id();
    LOG.info("Recovering {}, left in state {}", id, record.status().code());
    BackupIndex index = indexOf(id);
    List<Journal.Entry> journal = tools.journal(id).read();
    if (index != null && (Journal.isCommitted(journal) || index.itemised())) {
      commit(record, index, journal);
      return;
    }
    EngineException crash =
        Failures.of("CRASH_RECOVERED", "The process ended while it was " + record.status().code());
    Steps steps = new Steps(tools, id, log(id));
    new Unwinding(tools, record.head(), steps).run(index, crash, running(id), seconds(id), 0);
  }

  private @Nullable BackupIndex indexOf(String id) throws IOException {
    try {
      return BackupIndex.read(tools.artifacts().folder(id));
    } catch (NoSuchFileException neverCameToIt) {
      return null;
    }
  }

  private ExecutionLog log(String id) throws IOException {
    tools.workspace().ownFiles().createDirectories(tools.artifacts().folder(id));
    return ExecutionLog.open(tools.artifacts(), id, tools.clock());
  }

  /** Name of the step in which the process ended. */
  private @Nullable String running(String id) {
    return tools.store().read(tx -> tools.history().steps(tx, id)).stream()
        .filter(step -> step.status() == StepRecord.Status.RUNNING)
        .map(StepRecord::name)
        .findFirst()
        .orElse(null);
  }

  /** What its finished steps took; the rest nobody measured. */
  private double seconds(String id) {
    double sum = 0;
    for (StepRecord step : tools.store().read(tx -> tools.history().steps(tx, id))) {
      Double seconds = step.durationSeconds();
      sum += seconds == null ? 0 : seconds;
    }
    return sum;
  }

  /** The files are as they shall stay; only the record is missing. */
  private void commit(ExecutionRecord record, BackupIndex index, List<Journal.Entry> journal)
      throws IOException {
    ExecutionHead head = record.head();
    String id = head.id();
    List<Integer> swapped = Journal.toUndo(journal);
    List<FileOutcome> files = new ArrayList<>();
    Leftovers leftovers = new Leftovers(tools);
    for (BackupIndex.Entry entry : index.entries()) {
      leftovers.rescue(id, entry); // what was never looked at may be somebody's
      boolean done =
          swapped.contains(entry.index())
              && (!index.itemised()
                  || FileState.of(entry, tools.workspace().root()) == FileState.AFTER);
      if (done) {
        files.add(
            new FileOutcome(
                entry.path().text(),
                entry.operation(),
                entry.beforeHash(),
                entry.afterHash(),
                entry.mode(),
                entry.to() == null ? null : entry.to().text()));
      }
    }
    boolean whole = files.size() == index.entries().size() && Journal.isCommitted(journal);
    ExecutionOutcome outcome =
        whole
            ? Outcomes.completed(files.size(), seconds(id), tools.clock().now(), 0)
            : Outcomes.failed(
                ExecutionStatus.FAILED,
                Failures.of(
                    "CRASH_RECOVERED", "The process ended after " + files.size() + " files"),
                running(id),
                files.size(),
                seconds(id),
                tools.clock().now(),
                0);
    Steps steps = new Steps(tools, id, log(id));
    steps.run(Steps.Step.FINALIZE, null, () -> finishFiles(head, outcome, files, index));
    new Closing(tools).close(head, outcome, files, steps.log(), false);
  }

  private boolean finishFiles(
      ExecutionHead head,
      ExecutionOutcome outcome,
      List<FileOutcome> files,
      @Nullable BackupIndex index)
      throws IOException {
    Closing closing = new Closing(tools);
    if (!closing.onTrail(head, outcome)) {
      closing.trail(head, outcome, files);
    }
    if (outcome.status() != ExecutionStatus.NEEDS_ATTENTION) {
      tools.vault().held().dropFiles(head.id());
    }
    return index == null || new Staging(tools, head.id()).clean(index);
  }

  /** An ended execution whose evidence could not be written then. */
  private void complete(ExecutionRecord record) throws IOException {
    ExecutionHead head = record.head();
    ExecutionOutcome outcome = record.outcome();
    BackupIndex index = indexOf(head.id());
    if (outcome == null) {
      return;
    }
    List<FileOutcome> files = tools.store().read(tx -> tools.history().files(tx, head.id()));
    if (record.manifest() == null) {
      Steps steps = new Steps(tools, head.id(), log(head.id()));
      steps.run(
          outcome.success() ? Steps.Step.FINALIZE : Steps.Step.ERROR,
          null,
          () -> finishFiles(head, outcome, files, index));
      new Closing(tools).close(head, outcome, files, steps.log(), false);
      return;
    }
    finishFiles(head, outcome, files, index);
    tools.manifests().seal(head.id()); // the place is taken; the file may not have been written
    tools
        .store()
        .write(
            tx -> {
              tools.history().setFinalizePending(tx, head.id(), false);
              return true;
            });
  }
}
