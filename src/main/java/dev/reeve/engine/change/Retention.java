package dev.reeve.engine.change;

import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.Config;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.FileLayer;
import dev.reeve.engine.workspace.OwnFiles;
import dev.reeve.engine.workspace.WholeFolder;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Removes the evidence of executions that are both old and not among the newest; the history row
 * stays. By one thread at a time. Source: {@code docs/reference/changes.md}. Calls block.
 */
public final class Retention {
  private final Store store;
  private final HistoryDao history;
  private final Artifacts artifacts;
  private final OwnFiles files;
  private final FileLayer disk;
  private final Path trash;
  private final Config.Keep keep;
  private final EngineClock clock;
  private final Runnable collectBlobs;

  /**
   * @param collectBlobs frees what the vault keeps for no index any more; called after each run
   */
  public Retention(
      Workspace workspace,
      Store store,
      HistoryDao history,
      Artifacts artifacts,
      EngineClock clock,
      Runnable collectBlobs) {
    this.store = store;
    this.history = history;
    this.artifacts = artifacts;
    this.files = workspace.ownFiles();
    this.disk = workspace.files();
    this.trash = workspace.own(".trash");
    this.keep = workspace.config().keep();
    this.clock = clock;
    this.collectBlobs = collectBlobs;
  }

  /**
   * Removes what may go, and what an interrupted run left; nothing while the operator's setting is
   * manual.
   *
   * @return the executions whose evidence was removed now
   * @throws IOException when a folder cannot be removed; the next run goes on from there
   */
  public List<String> run() throws IOException {
    if (keep.manual()) {
      return List.of();
    }
    Instant now = clock.now();
    Instant olderThan = now.minus(Duration.ofDays(keep.days()));
    List<String> removable =
        store.write(
            tx -> {
              List<String> ids = HistoryQueries.removable(tx, keep.executions(), olderThan);
              for (String id : ids) {
                history.setPruned(tx, id, now);
              }
              return ids;
            });
    for (String id : removable) {
      remove(id);
    }
    finishInterrupted();
    collectBlobs.run(); // small executions have no folder, but contents that grow old
    return removable;
  }

  private void remove(String id) throws IOException {
    Path folder = artifacts.folder(id);
    Path moved = trash.resolve(id);
    files.createDirectories(trash); // refuses a trash that is a link to elsewhere
    deleteTree(moved);
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      files.moveNew(folder, moved);
      deleteTree(moved);
    }
  }

  /** A row is marked before its folder goes; after a crash the mark says what is still to go. */
  private void finishInterrupted() throws IOException {
    for (Path folder : children(artifacts.executions())) {
      String id = String.valueOf(folder.getFileName());
      if (Ids.is(Ids.EXECUTION, id)) {
        Optional<ExecutionRecord> record = store.read(tx -> history.find(tx, id));
        if (record.isPresent() && record.get().prunedAt() != null) {
          remove(id);
        }
      }
    }
    for (Path left : children(trash)) {
      if (Ids.is(Ids.EXECUTION, String.valueOf(left.getFileName()))) {
        deleteTree(left);
      }
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    }
  }

  /** Links and junctions are removed, never followed. */
  private void deleteTree(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    for (Path path : WholeFolder.parts(root)) {
      disk.delete(path);
    }
  }
}
