package dev.reeve.engine.change;

import dev.reeve.engine.change.Journal.State;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Swaps every prepared file into its place, each announced in the journal before and confirmed
 * after. The place and its content are looked at once more right before each swap.
 */
final class Applying {
  private final ChangeTools tools;
  private final Workspace workspace;
  private final Swap swap;
  private final String id;
  private final Steps steps;
  private final Journal journal;

  Applying(ChangeTools tools, String executionId, Steps steps) {
    this.tools = tools;
    this.workspace = tools.workspace();
    this.swap = new Swap(workspace.files());
    this.id = executionId;
    this.steps = steps;
    this.journal = tools.journal(executionId);
  }

  /**
   * Does it.
   *
   * @param refused takes what went wrong with single operations of an itemised execution
   */
  void run(
      ChangeSet set, BackupIndex index, Map<Integer, EngineException> refused, Deadline deadline)
      throws IOException {
    journal.append(State.PREPARED, 0);
    Set<Path> folders = new LinkedHashSet<>();
    Pace pace = new Pace(set, index);
    for (BackupIndex.Entry entry : index.entries()) {
      FileChange change = set.changes().get(entry.index() - 1);
      try {
        deadline.check();
        tools.checkpoints().onPoint("before_swap", id, entry.index());
        journal.append(State.SWAP, entry.index());
        swapOne(change, entry, folders);
      } catch (IOException | RuntimeException e) {
        if (!index.itemised()) {
          throw e;
        }
        new Leftovers(tools).rescue(id, entry);
        if (FileState.of(entry, workspace.root()) != FileState.AFTER) {
          journal.append(State.UNDONE, entry.index()); // it never was
          refused.put(entry.index(), Failures.of(e));
          pace.failed(entry);
          continue;
        }
      }
      journal.append(State.DONE, entry.index());
      tools.checkpoints().onPoint("after_swap", id, entry.index());
      steps.say(entry.operation().code() + " " + entry.path());
      steps.log().fileChanged(outcome(entry, change));
      pace.done(entry, change);
    }
    for (Path folder : folders) {
      workspace.files().forceDirectory(folder);
    }
  }

  /** Tells after each file how far it is. */
  private final class Pace {
    private final long began = tools.clock().nanos();
    private final int of;
    private final long bytesOf;
    private int done;
    private int failed;
    private long bytes;

    Pace(ChangeSet set, BackupIndex index) {
      this.of = index.entries().size();
      this.bytesOf =
          index.entries().stream()
              .mapToLong(entry -> size(set.changes().get(entry.index() - 1)))
              .sum();
    }

    private static long size(FileChange change) {
      byte[] content = change.newBytes();
      return content == null ? 0 : content.length;
    }

    void done(BackupIndex.Entry entry, FileChange change) {
      done++;
      bytes += size(change);
      tell(entry);
    }

    void failed(BackupIndex.Entry entry) {
      failed++;
      tell(entry);
    }

    private void tell(BackupIndex.Entry entry) {
      Duration took = Duration.ofNanos(tools.clock().nanos() - began);
      tools
          .history()
          .tell(
              new ExecutionEvent.Progressed(
                  id,
                  new ExecutionProgress(
                      entry.path().text(), done, failed, of, bytes, bytesOf, took)));
    }
  }

  private void swapOne(FileChange change, BackupIndex.Entry entry, Set<Path> folders)
      throws IOException {
    Path place = Places.check(workspace, entry.path());
    Preflight.requireExpected(change, FileState.hashOrNull(place));
    Path temporary = place.resolveSibling(entry.temporaryName(id));
    folders.add(FileBytes.folder(place));
    switch (entry.operation()) {
      case CREATE -> {
        tools.ownWrites().expect(entry.path(), entry.afterHash());
        swap.create(temporary, place);
      }
      case UPDATE -> {
        tools.ownWrites().expect(entry.path(), entry.afterHash());
        requireUnchanged(swap.replace(temporary, place, asBefore(entry)), entry);
        workspace.files().delete(temporary);
      }
      case DELETE -> {
        tools.ownWrites().expect(entry.path(), null);
        requireUnchanged(
            tools.vault().held().add(place, id, entry.index(), asBefore(entry)), entry);
      }
      case MOVE -> {
        var to = Objects.requireNonNull(entry.to());
        Path target = Places.check(workspace, to);
        tools.ownWrites().expect(entry.path(), null);
        tools.ownWrites().expect(to, entry.afterHash());
        requireUnchanged(swap.create(place, target, asBefore(entry)), entry);
        folders.add(FileBytes.folder(target));
      }
      case COMPRESS -> throw new IllegalStateException("refused before");
    }
  }

  private static Swap.Expected asBefore(BackupIndex.Entry entry) {
    return displaced -> Objects.equals(FileState.hashOrNull(displaced), entry.beforeHash());
  }

  private static void requireUnchanged(boolean unchanged, BackupIndex.Entry entry) {
    if (!unchanged) {
      throw Failures.of(
          "PRECONDITION_FAILED", entry.path() + " was changed at the moment of the act");
    }
  }

  /** What an operation that was done means for its file. */
  static FileOutcome outcome(BackupIndex.Entry entry, FileChange change) {
    String mode = change.newMode() == null ? entry.mode() : change.newMode();
    return new FileOutcome(
        entry.path().text(),
        entry.operation(),
        entry.beforeHash(),
        entry.afterHash(),
        entry.operation() == FileChange.Operation.DELETE ? null : mode,
        entry.to() == null ? null : entry.to().text());
  }
}
