package dev.reeve.engine.change;

import dev.reeve.engine.change.Journal.State;
import dev.reeve.engine.workspace.FileLayer;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts files back as the journal says, newest first, each proved by its hash. A file with somebody
 * else's content is left alone; a file that cannot be put back does not stop the others. May be
 * interrupted and repeated: a file that is as before counts as undone.
 */
final class Rollback {
  private static final Logger LOG = LoggerFactory.getLogger(Rollback.class);

  /** Where a rollback puts what it does on record. */
  interface Notes {
    void before(BackupIndex.Entry entry) throws IOException;

    void after(BackupIndex.Entry entry) throws IOException;

    void say(String line);
  }

  /**
   * How it ended.
   *
   * @param undone paths that are as before
   * @param conflicts paths with somebody else's content
   * @param failures paths that could not be put back
   */
  record Outcome(List<String> undone, List<String> conflicts, List<String> failures) {
    boolean complete() {
      return conflicts.isEmpty() && failures.isEmpty();
    }

    /** The code of an incomplete one. */
    String code() {
      return failures.isEmpty() ? "ROLLBACK_CONFLICT" : "ROLLBACK_FAILED";
    }

    String sentence() {
      return failures.isEmpty()
          ? "Somebody else changed what was to be put back: " + String.join(", ", conflicts)
          : "Not put back: " + String.join(", ", failures);
    }
  }

  private final ChangeTools tools;
  private final Workspace workspace;
  private final FileLayer files;
  private final Swap swap;
  private final Leftovers leftovers;
  private final String id;
  private final ChangeKind kind;

  Rollback(ChangeTools tools, ExecutionHead head) {
    this.tools = tools;
    this.workspace = tools.workspace();
    this.files = workspace.files();
    this.swap = new Swap(files);
    this.leftovers = new Leftovers(tools);
    this.id = head.id();
    this.kind = head.kind();
  }

  /** Undoes the given files of the index, in the given order. */
  Outcome run(BackupIndex index, List<Integer> toUndo, Notes notes) {
    List<String> undone = new ArrayList<>();
    List<String> conflicts = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < toUndo.size(); i++) {
      BackupIndex.Entry entry = index.entry(toUndo.get(i));
      boolean lastUse = isLastUse(index, entry, toUndo.subList(i + 1, toUndo.size()));
      String path = entry.path().text();
      try {
        tools.checkpoints().onPoint("before_restore", id, entry.index());
        notes.before(entry);
        if (undo(entry, lastUse)) {
          notes.after(entry);
          undone.add(path);
          notes.say("put back " + path);
        } else {
          conflicts.add(path);
          notes.say("left alone, somebody else changed it: " + path);
        }
      } catch (FileAlreadyExistsException appeared) {
        conflicts.add(path);
        notes.say("left alone, somebody put another file there: " + path);
      } catch (IOException | RuntimeException e) {
        LOG.warn("{}: {} was not put back", id, path, e);
        failures.add(path);
        notes.say("not put back: " + path + ": " + e.getMessage());
      }
    }
    return new Outcome(List.copyOf(undone), List.copyOf(conflicts), List.copyOf(failures));
  }

  private static boolean isLastUse(
      BackupIndex index, BackupIndex.Entry entry, List<Integer> later) {
    return later.stream()
        .map(index::entry)
        .noneMatch(other -> Objects.equals(other.beforeHash(), entry.beforeHash()));
  }

  /** Puts one file back; false when its content is somebody else's. */
  private boolean undo(BackupIndex.Entry entry, boolean lastUse) throws IOException {
    dropSecondName(entry);
    Path place = Places.check(workspace, entry.path(), kind);
    if (leftovers.rescue(id, entry) != Leftovers.Found.OURS) {
      return false;
    }
    if (wasNeverSwapped(entry, place)) {
      return true;
    }
    switch (FileState.of(entry, workspace.root())) {
      case BEFORE -> {
        return true;
      }
      case OTHER -> {
        return false;
      }
      case AFTER -> {
        if (!restore(entry, place, lastUse)) {
          return false;
        }
      }
    }
    files.forceDirectory(FileBytes.folder(place));
    if (FileState.of(entry, workspace.root()) != FileState.BEFORE) {
      throw new IOException("It does not read back as before");
    }
    return true;
  }

  /**
   * A rename that must not replace is two steps, the new name and the end of the old; killed
   * between them it leaves one file with two names.
   */
  private void dropSecondName(BackupIndex.Entry entry) throws IOException {
    Path place = entry.path().under(workspace.root());
    Path second =
        switch (entry.operation()) {
          case CREATE, UPDATE, COMPRESS -> place.resolveSibling(entry.temporaryName(id));
          case DELETE -> tools.vault().held().place(id, entry.index());
          case MOVE -> target(entry);
        };
    boolean twoNames =
        FileBytes.exists(place) && FileBytes.exists(second) && Files.isSameFile(place, second);
    if (twoNames) {
      files.delete(second);
    }
  }

  /**
   * A prepared file that still has its temporary name, or a file that was not moved, or is back.
   */
  private boolean wasNeverSwapped(BackupIndex.Entry entry, Path place) throws IOException {
    return switch (entry.operation()) {
      case CREATE -> FileBytes.exists(place.resolveSibling(entry.temporaryName(id)));
      case UPDATE -> Objects.equals(entry.afterHash(), hashOfTemporary(entry, place));
      case DELETE -> FileBytes.exists(place) && !isHeld(entry);
      case MOVE -> FileBytes.exists(place) && !FileBytes.exists(target(entry));
      case COMPRESS -> false;
    };
  }

  private @Nullable String hashOfTemporary(BackupIndex.Entry entry, Path place) throws IOException {
    return FileState.hashOrNull(place.resolveSibling(entry.temporaryName(id)));
  }

  private boolean isHeld(BackupIndex.Entry entry) {
    return FileBytes.exists(tools.vault().held().place(id, entry.index()));
  }

  /** False when somebody changed the file in the last moment. */
  private boolean restore(BackupIndex.Entry entry, Path place, boolean lastUse) throws IOException {
    tools.ownWrites().expect(entry.path(), entry.beforeHash());
    return switch (entry.operation()) {
      case CREATE -> remove(entry, place);
      case UPDATE -> {
        Path displaced = place.resolveSibling(entry.temporaryName(id));
        yield FileBytes.exists(displaced)
            ? swap.replace(displaced, place, asAfter(entry))
            : fromVault(entry, place, lastUse);
      }
      case DELETE -> {
        if (isHeld(entry)) {
          swap.create(tools.vault().held().place(id, entry.index()), place);
          yield true;
        }
        yield fromVault(entry, place, lastUse);
      }
      case MOVE -> {
        tools.ownWrites().expect(Objects.requireNonNull(entry.to()), null);
        Places.check(workspace, Objects.requireNonNull(entry.to()));
        yield swap.create(target(entry), place, asAfter(entry));
      }
      case COMPRESS -> throw new IllegalStateException("never done");
    };
  }

  private static Swap.Expected asAfter(BackupIndex.Entry entry) {
    return displaced -> Objects.equals(FileState.hashOrNull(displaced), entry.afterHash());
  }

  /** By way of the vault: a file cannot be looked at and deleted in one step. */
  private boolean remove(BackupIndex.Entry entry, Path place) throws IOException {
    if (!tools.vault().held().add(place, id, entry.index(), asAfter(entry))) {
      return false;
    }
    files.delete(tools.vault().held().place(id, entry.index()));
    return true;
  }

  private boolean fromVault(BackupIndex.Entry entry, Path place, boolean lastUse)
      throws IOException {
    String hash = Objects.requireNonNull(entry.beforeHash());
    Leftovers.Change change = Leftovers.Change.of(id, entry);
    Path temporary = place.resolveSibling(entry.undoName(id));
    leftovers.clear(change, temporary); // left by an earlier attempt
    boolean put;
    try {
      tools.vault().lend(hash, temporary, id, lastUse);
      dress(entry, place, temporary);
      put = swap.put(temporary, place, asAfter(entry));
    } catch (IOException e) {
      clearAfter(e, change, temporary);
      throw e;
    }
    leftovers.clear(change, temporary); // what it displaced, or itself
    return put;
  }

  private void clearAfter(IOException failure, Leftovers.Change change, Path temporary) {
    try {
      leftovers.clear(change, temporary);
    } catch (IOException e) {
      failure.addSuppressed(e); // the next attempt looks at it again
    }
  }

  private void dress(BackupIndex.Entry entry, Path place, Path file) throws IOException {
    if (FileBytes.exists(place)) {
      files.copyAttributes(place, file);
    }
    String mode = entry.mode();
    if (mode != null) {
      files.setMode(file, Integer.parseInt(mode, 8));
    }
    if (entry.modified() != null) {
      files.setModified(file, FileTime.from(entry.modified()));
    }
  }

  private Path target(BackupIndex.Entry entry) {
    return Objects.requireNonNull(entry.to()).under(workspace.root());
  }

  /** Writes every act to the journal and the index, as far as the disk lets it. */
  static Notes inJournal(
      ChangeTools tools, String id, BackupIndex index, java.util.function.Consumer<String> log) {
    Journal journal = tools.journal(id);
    return new Notes() {
      private BackupIndex known = index;

      @Override
      public void before(BackupIndex.Entry entry) throws IOException {
        journal.append(State.UNDO, entry.index());
      }

      @Override
      public void after(BackupIndex.Entry entry) throws IOException {
        journal.append(State.UNDONE, entry.index());
        known = known.withRestored(entry.index());
        try {
          known.write(tools.workspace(), tools.artifacts().folder(id));
        } catch (IOException e) {
          LOG.warn("{}: the index was not marked", id, e); // the journal has it
        }
      }

      @Override
      public void say(String line) {
        log.accept(line);
      }
    };
  }
}
