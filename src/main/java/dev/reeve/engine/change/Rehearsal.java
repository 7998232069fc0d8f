package dev.reeve.engine.change;

import dev.reeve.engine.workspace.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.SortedMap;

/**
 * The steps of a dry run that differ from those of a real one: each says in its log what would be
 * done, and does nothing. Used once, on one thread.
 */
final class Rehearsal {
  private final ChangeTools tools;
  private final ChangeSet set;
  private final ExecutionOptions options;
  private final Steps steps;

  Rehearsal(ChangeTools tools, ChangeSet set, ExecutionOptions options, Steps steps) {
    this.tools = tools;
    this.set = set;
    this.options = options;
    this.steps = steps;
  }

  boolean lock() throws IOException {
    steps.say("a dry run takes no lock");
    steps.say("would lock " + String.join(", ", set.paths()));
    return true;
  }

  /** Looks at every file as a real run does, and names each that is not as the change expects. */
  boolean backUp() throws IOException {
    Preflight.Found found = new Preflight(tools.workspace(), tools.vault()).examine(set, true);
    for (BackupIndex.Entry entry : found.index().entries()) {
      steps.say(
          entry.needsBackup()
              ? "would keep "
                  + Files.size(entry.path().under(tools.workspace().root()))
                  + " bytes of "
                  + entry.path()
              : entry.path() + ": nothing to keep");
    }
    found.index().createdFolders().stream()
        .map(folder -> "would make the folder " + folder)
        .forEach(steps::sayQuietly);
    refuse(found.refused());
    return true;
  }

  private void refuse(SortedMap<Integer, EngineException> refused) throws IOException {
    for (EngineException why : refused.values()) {
      steps.say("would fail: " + why.code() + " " + why.getMessage());
    }
    if (refused.isEmpty() || (options.itemised() && refused.size() < set.changes().size())) {
      return;
    }
    EngineException first = refused.firstEntry().getValue();
    throw refused.size() == 1
        ? first
        : Failures.of(
            first.code(),
            refused.size() + " files are not as expected; the first: " + first.getMessage());
  }

  boolean apply() throws IOException {
    Preflight preflight = new Preflight(tools.workspace(), tools.vault());
    for (FileChange change : set.changes()) {
      byte[] bytes = preflight.newBytes(change);
      String size = bytes == null ? "" : " (" + bytes.length + " bytes)";
      String to = change.to() == null ? "" : " to " + change.to();
      steps.say("would " + change.operation().code() + " " + change.path() + to + size);
    }
    return true;
  }

  boolean finish() throws IOException {
    steps.say("nothing was changed");
    return true;
  }
}
