package dev.reeve.engine.change;

import dev.reeve.engine.store.Store;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.OwnFiles;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Links the evidence of all executions into one chain: each manifest names the hash of the one
 * before and its own position, so that an edit or a gap anywhere shows. Source: {@code
 * docs/reference/changes.md}. Calls block; safe on any thread and across processes.
 */
public final class ManifestChain {
  private final Store store;
  private final HistoryDao history;
  private final Artifacts artifacts;
  private final OwnFiles files;

  /** The chain of this workspace. */
  public ManifestChain(Workspace workspace, Store store, HistoryDao history, Artifacts artifacts) {
    this.store = store;
    this.history = history;
    this.artifacts = artifacts;
    this.files = workspace.ownFiles();
  }

  /**
   * One thing that is wrong with the chain.
   *
   * @param code {@code GAP}, {@code LINK_BROKEN}, {@code ARTIFACT_DAMAGED} or {@code
   *     ARTIFACT_MISSING}
   * @param executionId the execution concerned; empty for a gap
   * @param message for people
   */
  public record Finding(String code, long position, String executionId, String message) {}

  /**
   * Closes the evidence of an execution that ended: writes {@code manifest.json} as the newest
   * link. Interrupted, it can be called again.
   *
   * @throws IOException when the manifest cannot be written; the evidence is then to be closed
   *     later
   * @throws EngineException {@code ARTIFACT_DAMAGED} when the place in the chain was taken for
   *     other content and later links build on it
   */
  public ManifestLink seal(String id) throws IOException {
    Path folder = artifacts.folder(id);
    List<Manifest.Entry> entries = Manifest.scan(folder);
    Manifest manifest = store.write(tx -> take(tx, id, entries));
    files.replace(folder.resolve(Artifacts.MANIFEST), manifest.toBytes());
    return manifest.link();
  }

  /** The place is taken in the database first: its writer is what orders several processes. */
  private Manifest take(Tx tx, String id, List<Manifest.Entry> entries) throws SQLException {
    ExecutionRecord record = history.find(tx, id).orElseThrow(() -> ArtifactReader.notFound(id));
    ManifestLink last = history.lastManifest(tx).orElseGet(() -> new ManifestLink(0, "", ""));
    ManifestLink own = record.manifest();
    Manifest manifest =
        own == null
            ? new Manifest(id, last.position() + 1, last.hash(), entries)
            : new Manifest(id, own.position(), own.previousHash(), entries);
    ManifestLink link = manifest.link();
    if (own != null && !own.equals(link) && own.position() != last.position()) {
      throw EngineException.of(
              EngineException.Kind.CONFLICT,
              "ARTIFACT_DAMAGED",
              "The evidence of " + id + " was not closed again: it changed since it was closed.")
          .with("The files under .reeve/executions were left as they are.", "Audit the chain.");
    }
    history.setManifest(tx, id, link);
    return manifest;
  }

  /** Checks every link and every file; the answer is empty when all is as it was written. */
  public List<Finding> audit() {
    List<ExecutionRecord> chain = store.read(history::inManifestOrder);
    List<Finding> out = new ArrayList<>();
    ManifestLink before = new ManifestLink(0, "", "");
    for (ExecutionRecord record : chain) {
      ManifestLink link = record.manifest();
      if (link == null) {
        continue;
      }
      if (link.position() != before.position() + 1) {
        out.add(
            new Finding(
                "GAP",
                before.position() + 1,
                "",
                "Executions "
                    + (before.position() + 1)
                    + " to "
                    + (link.position() - 1)
                    + " of the chain are not known here."));
      } else if (!link.previousHash().equals(before.hash())) {
        out.add(finding("LINK_BROKEN", record, link, "does not name the execution before it"));
      }
      if (record.prunedAt() == null) {
        audit(record, link, out);
      }
      before = link;
    }
    return List.copyOf(out);
  }

  private void audit(ExecutionRecord record, ManifestLink link, List<Finding> out) {
    Path folder = artifacts.folder(record.head().id());
    Path file = folder.resolve(Artifacts.MANIFEST);
    try {
      if (!Files.isRegularFile(file)) {
        out.add(finding("ARTIFACT_MISSING", record, link, "has no manifest"));
        return;
      }
      if (!Sha256.of(file).equals(link.hash())) {
        out.add(finding("ARTIFACT_DAMAGED", record, link, "has another manifest than recorded"));
        return;
      }
      List<String> differing = ArtifactReader.manifest(file).differences(Manifest.scan(folder));
      if (!differing.isEmpty()) {
        out.add(
            finding(
                "ARTIFACT_DAMAGED", record, link, "differs in " + String.join(", ", differing)));
      }
    } catch (IOException | IllegalArgumentException e) {
      out.add(finding("ARTIFACT_DAMAGED", record, link, "cannot be read: " + e.getMessage()));
    }
  }

  private static Finding finding(
      String code, ExecutionRecord record, ManifestLink link, String what) {
    String id = record.head().id();
    return new Finding(code, link.position(), id, "The evidence of " + id + " " + what + ".");
  }
}
