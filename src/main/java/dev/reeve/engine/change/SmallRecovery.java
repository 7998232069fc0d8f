package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.change.SmallEvidence.Ending;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes single-file commits whose process is gone. The replace is atomic, so the live file tells
 * how far it came: the new hash means committed, the old one aborted. Lines made up here carry
 * {@code reconstructed: true}.
 */
final class SmallRecovery {
  private static final Logger LOG = LoggerFactory.getLogger(SmallRecovery.class);
  private static final String SAVED_MEANWHILE =
      "it was saved at the moment of the change; what was saved is in its place";

  private final Workspace workspace;
  private final Store store;
  private final HistoryDao history;
  private final Trail trail;
  private final Owners owners;
  private final SmallEvidence evidence;
  private final EngineClock clock;
  private final Leftovers leftovers;

  SmallRecovery(ChangeTools tools) {
    this.workspace = tools.workspace();
    this.store = tools.store();
    this.history = tools.history();
    this.trail = tools.trail();
    this.owners = tools.owners();
    this.evidence = tools.smallEvidence();
    this.clock = tools.clock();
    this.leftovers = new Leftovers(tools);
  }

  /**
   * Closes what dead processes left open.
   *
   * @return ids of the executions it closed
   */
  List<String> run() {
    List<ExecutionRecord> left =
        store.read(
            tx ->
                Stream.concat(
                        OpenExecutions.unfinished(tx).stream(),
                        OpenExecutions.finalizePending(tx).stream())
                    .filter(record -> record.head().small())
                    .toList());
    List<String> closed = new ArrayList<>();
    for (ExecutionRecord record : left) {
      String owner = record.ownerSession();
      if (owner == null || record.status().terminal() || !owners.lives(owner)) {
        Shielded.call(() -> close(record));
        closed.add(record.head().id());
      }
    }
    return List.copyOf(closed);
  }

  private boolean close(ExecutionRecord record) {
    String id = record.head().id();
    List<FileOutcome> files = store.read(tx -> history.files(tx, id));
    List<TrailLine> lines = trail.list(TrailFilter.ofExecution(id), 10);
    TrailLine intent =
        lines.stream().filter(line -> line.type().equals("intent")).findFirst().orElse(null);
    try {
      FileOutcome file = files.getFirst();
      SafePath path = SafePath.of(file.path());
      Path place = path.under(workspace.root());
      Leftovers.Found found = clear(id, file, place);
      SmallEvidence.Open open =
          new SmallEvidence.Open(record.head(), file, membersOf(intent, id), clock.nanos());
      TrailLine closing =
          lines.stream().filter(line -> line.json().has("result")).findFirst().orElse(null);
      if (closing != null) {
        evidence.restoreRow(open, closing);
        return true;
      }
      if (intent == null) {
        evidence.endFound(open, Ending.ABORTED, "CRASH_RECOVERED", "the process ended first");
        return true;
      }
      if (found == Leftovers.Found.PUT_BACK) {
        evidence.endFound(open, Ending.ABORTED, "CRASH_RECOVERED", SAVED_MEANWHILE);
        return true;
      }
      Ending ending = endingOf(live(path, record.head().kind()), file);
      String why =
          ending == Ending.COMMITTED
              ? null
              : ending == Ending.ABORTED
                  ? "the process ended before the replace"
                  : "the file has neither the old nor the new content";
      evidence.endFound(open, ending, why == null ? null : "CRASH_RECOVERED", why);
      return true;
    } catch (IOException | SafePath.Refused e) {
      LOG.error("{} could not be closed; the next start tries again", id, e);
      return false;
    }
  }

  private static ObjectNode membersOf(@Nullable TrailLine intent, String id) {
    if (intent == null) {
      return Json.mapper().createObjectNode().put("execution_id", id);
    }
    ObjectNode members = intent.json().deepCopy();
    members.remove(List.of("seq", "time", "type", "actor", "prev_hash", "hash"));
    return members;
  }

  private static Ending endingOf(@Nullable String live, FileOutcome file) {
    if (Objects.equals(live, file.afterHash())) {
      return Ending.COMMITTED;
    }
    return Objects.equals(live, file.beforeHash()) ? Ending.ABORTED : Ending.NEEDS_ATTENTION;
  }

  /** Removes its temporary files, unless they are somebody's. */
  private Leftovers.Found clear(String id, FileOutcome file, Path place) throws IOException {
    Leftovers.Change change = SmallEvidence.change(id, file);
    Leftovers.Found first = leftovers.clear(change, place.resolveSibling(temporary(id, 1)));
    Leftovers.Found second = leftovers.clear(change, place.resolveSibling(temporary(id, 2)));
    return first.compareTo(second) > 0 ? first : second;
  }

  /** The live file's hash; null when there is none, text that is no hash when it is no file. */
  private @Nullable String live(SafePath path, ChangeKind kind) throws IOException {
    try {
      return FileState.hashOrNull(Places.check(workspace, path, kind));
    } catch (EngineException noRegularFileNow) {
      return "";
    }
  }

  /** Name of a single-file commit's new content (1), or of its old one on the way back (2). */
  static String temporary(String executionId, int number) {
    return ".reeve-" + executionId + "-" + number + ".tmp";
  }
}
