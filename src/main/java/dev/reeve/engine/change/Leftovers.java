package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.FileLayer;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lies under the temporary names of a change. An exchange of two names leaves there what it
 * displaced. Where the process died before that was looked at, or a person saved more than once at
 * that moment, it may be the only copy of what the person saved, so nothing goes from there unseen:
 * content that the change knows may go, anything else goes back to its place, or beside it under a
 * plain name when somebody's content is there. For that to tell the two apart, no such name ever
 * holds a half-written content: what is written is {@link #unfinished} until it is whole. Source:
 * {@code docs/reference/crash-safety.md}.
 */
final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  private final Workspace workspace;
  private final FileLayer files;
  private final Vault vault;
  private final Trail trail;
  private final KeptEdits keptEdits;
  private final EngineClock clock;
  private final Swap swap;

  Leftovers(ChangeTools tools) {
    this.workspace = tools.workspace();
    this.files = workspace.files();
    this.vault = tools.vault();
    this.trail = tools.trail();
    this.keptEdits = tools.keptEdits();
    this.clock = tools.clock();
    this.swap = new Swap(files);
  }

  /** What was under a temporary name. */
  enum Found {
    /** Nothing, or what the change put there or displaced: it lies there still. */
    OURS,
    /** Somebody's content; it is in its place again. */
    PUT_BACK,
    /** Somebody's content; it is beside its place, where there is another of somebody's. */
    KEPT
  }

  /**
   * A change of one file.
   *
   * @param before hash of what it expects there, null when it expects no file
   * @param after hash of what it leaves there, null when it leaves none
   */
  record Change(
      String executionId, SafePath path, @Nullable String before, @Nullable String after) {
    static Change of(String executionId, BackupIndex.Entry entry) {
      return new Change(executionId, entry.path(), entry.beforeHash(), entry.afterHash());
    }

    boolean knows(@Nullable String hash) {
      return Objects.equals(hash, before) || Objects.equals(hash, after);
    }
  }

  /** Name under which a content is written that is to get the given temporary name. */
  static Path unfinished(Path temporary) {
    return temporary.resolveSibling(
        String.valueOf(temporary.getFileName()).replaceFirst("\\.tmp$", "-part.tmp"));
  }

  /**
   * Saves what of somebody else's lies under the names that a change of an execution uses.
   *
   * @return what was there; the worst of several
   */
  Found rescue(String executionId, BackupIndex.Entry entry) throws IOException {
    Change change = Change.of(executionId, entry);
    Path place = entry.path().under(workspace.root());
    Found first = rescue(change, place.resolveSibling(entry.temporaryName(executionId)));
    Found second = rescue(change, place.resolveSibling(entry.undoName(executionId)));
    Found third = rescue(change, vault.held().place(executionId, entry.index()));
    Found worse = first.compareTo(second) > 0 ? first : second;
    return third.compareTo(worse) > 0 ? third : worse;
  }

  /** Saves what is under a temporary name if it is somebody else's; the name is free then. */
  Found rescue(Change change, Path temporary) throws IOException {
    if (!FileBytes.exists(temporary)) {
      return Found.OURS;
    }
    String hash = FileState.hashOrNull(temporary);
    if (hash == null || change.knows(hash) || vault.keeps(change.executionId(), hash)) {
      return Found.OURS;
    }
    Path place = change.path().under(workspace.root());
    if (putBack(change, temporary, place)) {
      files.forceDirectory(FileBytes.folder(place));
      String message =
          change.path()
              + " was not changed. It was saved at the moment of the change, which was then cut"
              + " short. What was saved is in its place again. Make the change anew if it is still"
              + " wanted.";
      say("edit_put_back", change, hash, change.path().text(), message);
      return Found.PUT_BACK;
    }
    Path kept = keepBeside(temporary, place);
    KeptEdit edit =
        new KeptEdit(
            beside(change.path(), String.valueOf(kept.getFileName())),
            change.path(),
            change.executionId(),
            hash,
            clock.now());
    alarm(edit, say("edit_kept", change, hash, edit.keptAs().text(), edit.message()));
    return Found.KEPT;
  }

  /**
   * Removes what is under a temporary name, once it is sure that it is nobody else's. A former
   * content that the vault lent out goes back there.
   */
  Found clear(Change change, Path temporary) throws IOException {
    files.delete(unfinished(temporary));
    Found found = rescue(change, temporary);
    if (found == Found.OURS && FileBytes.exists(temporary)) {
      drop(change, temporary);
    }
    return found;
  }

  private void drop(Change change, Path known) throws IOException {
    String before = change.before();
    if (before != null
        && vault.needs(change.executionId(), before)
        && before.equals(FileState.hashOrNull(known))) {
      vault.takeBack(known, before);
    } else {
      files.delete(known);
    }
  }

  /** False when what is in the place now is somebody's too. */
  private boolean putBack(Change change, Path temporary, Path place) throws IOException {
    if (!change.knows(hashAt(place))) {
      return false;
    }
    files.createDirectories(FileBytes.folder(place));
    try {
      if (!swap.put(temporary, place, displaced -> change.knows(FileState.hashOrNull(displaced)))) {
        return false;
      }
    } catch (NoSuchFileException | FileAlreadyExistsException changedMeanwhile) {
      return false;
    }
    if (FileBytes.exists(temporary)) {
      drop(change, temporary);
    }
    return true;
  }

  /** Text that is no hash when something is there that is no file of ours to replace. */
  private static @Nullable String hashAt(Path place) {
    try {
      return FileState.hashOrNull(place);
    } catch (IOException noFile) {
      return "";
    }
  }

  private Path keepBeside(Path temporary, Path place) throws IOException {
    Path folder = FileBytes.folder(place);
    files.createDirectories(folder);
    for (int number = 1; ; number++) {
      Path free = folder.resolve(keptName(String.valueOf(place.getFileName()), number));
      if (!FileBytes.exists(free)) {
        try {
          swap.create(temporary, free);
          files.forceDirectory(folder);
          return free;
        } catch (FileAlreadyExistsException taken) {
          LOG.debug("{} was taken at this moment", free, taken);
        }
      }
    }
  }

  /** Such as {@code notes (edit kept by Reeve).md}; the longest names lose their middle. */
  static String keptName(String name, int number) {
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String rest = dot > 0 ? name.substring(dot) : "";
    String mark = " (edit kept by Reeve" + (number == 1 ? "" : " " + number) + ")";
    int most = Math.max(1, 120 - mark.length() - rest.length()); // 255 bytes, in any script
    if (stem.length() > most && (name + mark).length() > 120) {
      stem = stem.substring(0, Character.isHighSurrogate(stem.charAt(most - 1)) ? most - 1 : most);
    }
    return stem + mark + rest;
  }

  private static SafePath beside(SafePath path, String name) {
    int slash = path.text().lastIndexOf('/');
    return new SafePath(path.text().substring(0, slash + 1) + name);
  }

  /**
   * The bytes are safe by now; a trail that cannot take the line stops nothing.
   *
   * @return what the line says
   */
  private ObjectNode say(String type, Change change, String sha256, String keptAs, String message) {
    LOG.warn("{}: {}", change.executionId(), message);
    ObjectNode members = Json.mapper().createObjectNode();
    members.put("execution_id", change.executionId());
    members.put("path", change.path().text());
    members.put("kept_as", keptAs);
    members.put("sha256", sha256);
    members.put("message", message);
    try {
      trail.append(type, "reeve", members);
    } catch (EngineException e) {
      LOG.error("The trail does not say where the edit of {} went", change.path(), e);
    }
    return members;
  }

  private void alarm(KeptEdit edit, ObjectNode members) {
    try {
      keptEdits.add(edit, members);
    } catch (EngineException e) {
      LOG.error("The inbox does not say where the edit of {} went", edit.path(), e);
    }
  }
}
