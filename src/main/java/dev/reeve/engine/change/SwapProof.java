package dev.reeve.engine.change;

import dev.reeve.engine.change.SmallEvidence.Ending;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.FileLayer;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Proves that what {@link SingleFileCommit} put in its place is there, or undoes it. */
final class SwapProof {
  private static final Logger LOG = LoggerFactory.getLogger(SwapProof.class);

  private final Workspace workspace;
  private final FileLayer files;
  private final Vault vault;
  private final SmallEvidence evidence;
  private final Owners owners;
  private final OwnWrites ownWrites;
  private final Checkpoints checkpoints;
  private final Swap swap;
  private final Leftovers leftovers;

  SwapProof(ChangeTools tools, Swap swap, Leftovers leftovers) {
    this.workspace = tools.workspace();
    this.files = workspace.files();
    this.vault = tools.vault();
    this.evidence = tools.smallEvidence();
    this.owners = tools.owners();
    this.ownWrites = tools.ownWrites();
    this.checkpoints = tools.checkpoints();
    this.swap = swap;
    this.leftovers = leftovers;
  }

  /**
   * The new content is in place; proves it, or puts the old one back. What somebody wrote there
   * right afterwards stays: it was made on top of this change.
   */
  void confirm(
      SingleFileRequest request,
      Path place,
      @Nullable FileStamp staged,
      byte @Nullable [] old,
      SmallEvidence.Open open) {
    String id = request.executionId();
    SingleFileFailures failures = new SingleFileFailures(request.target());
    EngineException failure;
    try {
      checkpoints.onPoint("after_swap", id, 1);
      files.forceDirectory(FileBytes.folder(place));
      if (FileBytes.same(place, request.next().bytes())) {
        return;
      }
      failure = failures.of("READBACK_FAILED", "what was written does not read back");
    } catch (IOException | RuntimeException e) {
      failure = failures.named("it could not be confirmed after the replace", e);
    }
    try {
      if (!Objects.equals(staged, FileStamp.of(place))) {
        LOG.info("{} was changed by somebody right after it was written", request.target());
        return;
      }
      keepOdd(request, place, failure);
      putBack(request, place, staged, old, open);
    } catch (IOException | RuntimeException e) {
      EngineException worse =
          EngineException.of(
                  Kind.UNAVAILABLE,
                  "ROLLBACK_FAILED",
                  request.target() + " could not be put back: " + e)
              .with(
                  "Its former content is in the backup; nothing else was changed.",
                  "Restore it from the backup that the trail names.")
              .causedBy(e);
      worse.addSuppressed(failure);
      evidence.end(open, Ending.NEEDS_ATTENTION, worse);
      throw worse;
    }
    evidence.end(open, Ending.ROLLED_BACK, failure);
    throw failure;
  }

  private void keepOdd(SingleFileRequest request, Path place, EngineException failure)
      throws IOException {
    byte[] live = FileBytes.orNull(place);
    if (live == null || Arrays.equals(live, request.next().bytes())) {
      return;
    }
    String odd = Sha256.of(live);
    String before = request.present().hash();
    Set<String> needed = before == null ? Set.of(odd) : Set.of(odd, before);
    vault.reference(request.executionId(), owners.current(), needed);
    vault.put(live, odd);
    LOG.warn("{}: unexpected content kept in the vault as {}", request.target(), odd, failure);
  }

  private void putBack(
      SingleFileRequest request,
      Path place,
      @Nullable FileStamp staged,
      byte @Nullable [] old,
      SmallEvidence.Open open)
      throws IOException {
    String id = request.executionId();
    ownWrites.expect(request.target(), request.present().hash());
    if (old == null) {
      files.delete(place);
    } else {
      Path temporary = place.resolveSibling(SmallRecovery.temporary(id, 2));
      Path part = Leftovers.unfinished(temporary);
      try {
        files.writeNew(part, old);
        files.copyAttributes(place, part);
        swap.create(part, temporary);
        if (request.isProtected(workspace)) {
          files.unprotect(place);
        }
        swap.replace(temporary, place, odd -> Objects.equals(staged, FileStamp.of(odd)));
      } finally {
        leftovers.clear(SmallEvidence.change(id, open.file()), temporary);
      }
    }
    files.forceDirectory(FileBytes.folder(place));
    if (old == null ? FileBytes.exists(place) : !FileBytes.same(place, old)) {
      throw new IOException("The former content does not read back");
    }
  }
}
