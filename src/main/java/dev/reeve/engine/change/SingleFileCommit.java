package dev.reeve.engine.change;

import dev.reeve.engine.change.SingleFileResult.Committed;
import dev.reeve.engine.change.SingleFileResult.Stale;
import dev.reeve.engine.change.SmallEvidence.Ending;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.FileLayer;
import dev.reeve.engine.workspace.FullDisk;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces or creates one file with small evidence: a history row, two trail lines and a backup. In
 * order: backup, intent (history row with the fence checked, then a forced trail line), temporary
 * file in the target's own folder, the live file compared with what the caller read, atomic
 * replace, folder forced, content read back, outcome. The replace is the commit: what fails before
 * leaves the file untouched, what fails after is undone or, for the outcome alone, made up by
 * recovery. Bytes that are at hand are compared as bytes, which is as strict as comparing hashes
 * and much cheaper; nothing is hashed twice. The caller serialises writers of one target (a lease,
 * an OS lock). Source: {@code docs/reference/executions.md}. Blocks; safe on any thread but the
 * JavaFX one.
 */
public final class SingleFileCommit {
  private static final Logger LOG = LoggerFactory.getLogger(SingleFileCommit.class);
  private static final long SPARE_BYTES = 16L << 20;

  private final Workspace workspace;
  private final FileLayer files;
  private final Vault vault;
  private final SmallEvidence evidence;
  private final OwnWrites ownWrites;
  private final Checkpoints checkpoints;
  private final Swap swap;
  private final Leftovers leftovers;

  /** The single-file commits of this workspace. */
  public SingleFileCommit(ChangeTools tools) {
    this.workspace = tools.workspace();
    this.files = workspace.files();
    this.vault = tools.vault();
    this.evidence = tools.smallEvidence();
    this.ownWrites = tools.ownWrites();
    this.checkpoints = tools.checkpoints();
    this.swap = new Swap(files);
    this.leftovers = new Leftovers(tools);
  }

  /**
   * Does it.
   *
   * @throws EngineException {@code PATH_VIOLATION}, {@code DISK_FULL}, {@code BACKUP_FAILED},
   *     {@code STALE_FENCE}, {@code TRAIL_UNAVAILABLE}, {@code ATOMIC_REPLACE_UNSUPPORTED}, {@code
   *     ACCESS_DENIED}, {@code APPLY_IO}: the file is untouched; {@code READBACK_FAILED}: the file
   *     is as before; {@code ROLLBACK_FAILED}: it is not, and the backup stays
   */
  public SingleFileResult commit(SingleFileRequest request) {
    return Shielded.call(() -> new Run(request).commit());
  }

  private final class Run {
    private final SingleFileRequest request;
    private final String id;

    Run(SingleFileRequest request) {
      this.request = request;
      this.id = request.executionId();
    }

    SingleFileResult commit() {
      byte @Nullable [] old;
      String backup;
      CompletableFuture<String> newHash =
          CompletableFuture.supplyAsync(request.next()::sha256); // while the disk keeps the backup
      try {
        Path place = Places.check(workspace, request.target(), request.kind());
        old = request.present().bytes();
        if (old == null) {
          old = FileBytes.orNull(place);
          String actual = old == null ? null : Sha256.of(old);
          if (!Objects.equals(actual, request.present().hash())) {
            return new Stale(actual);
          }
        }
        requireSpace(old);
        backup = old == null ? null : keep(old);
        checkpoints.onPoint("after_backup", id, 1);
      } catch (IOException e) {
        throw named("it could not be examined", e);
      }
      SmallEvidence.Open open = begin(newHash.join(), backup);
      return replace(old, newHash.join(), backup, open);
    }

    /** Without a row nobody would ever let the backup go. */
    private SmallEvidence.Open begin(String newHash, @Nullable String backup) {
      try {
        return evidence.begin(request, newHash, backup);
      } catch (EngineException e) {
        if (backup != null && request.evidence().backup() == null) {
          try {
            vault.release(id);
          } catch (IOException kept) {
            e.addSuppressed(kept);
          }
        }
        throw e;
      }
    }

    private SingleFileResult replace(
        byte @Nullable [] old, String newHash, @Nullable String backup, SmallEvidence.Open open) {
      Path place = request.target().under(workspace.root());
      Path temporary = place.resolveSibling(SmallRecovery.temporary(id, 1));
      FileStamp staged;
      try {
        stage(place, temporary, old != null);
        checkpoints.onPoint("before_swap", id, 1);
        Places.check(workspace, request.target(), request.kind());
        if (old == null ? FileBytes.exists(place) : !FileBytes.same(place, old)) {
          return staleOrFail(place, temporary, open);
        }
        ownWrites.expect(request.target(), newHash);
        if (isProtected() && old != null) {
          files.unprotect(place);
        }
        staged = FileStamp.of(temporary);
        if (old == null) {
          swap.create(temporary, place);
        } else if (!swap.replace(temporary, place, displaced -> FileBytes.same(displaced, old))) {
          return staleOrFail(place, temporary, open);
        }
      } catch (FileAlreadyExistsException appeared) {
        return staleOrFail(place, temporary, open);
      } catch (IOException | RuntimeException e) {
        throw aborted(named("nothing was put in its place", e), temporary, open);
      }
      boolean clean = old == null || removeDisplaced(temporary);
      confirm(place, staged, old, open);
      boolean noted = evidence.end(open, Ending.COMMITTED, null, clean);
      return new Committed(id, request.present().hash(), newHash, backup, noted);
    }

    private String keep(byte[] old) {
      try {
        String hash = request.present().hash();
        if (hash == null) {
          throw new IllegalArgumentException("Present bytes without their hash");
        }
        SingleFileRequest.Backup step = request.evidence().backup();
        if (step != null) {
          return step.keep(old, hash);
        }
        vault.reference(id, Set.of(hash));
        if (!vault.put(old, hash)) {
          throw new IOException("The vault's copy does not have the hash " + hash);
        }
        return "vault:" + hash;
      } catch (IOException e) {
        throw failure(
                FullDisk.codeOr("BACKUP_FAILED", e), "its present content could not be kept first")
            .causedBy(e);
      }
    }

    private void requireSpace(byte @Nullable [] old) throws IOException {
      long needed = request.next().bytes().length + (old == null ? 0L : old.length) + SPARE_BYTES;
      if (files.usableSpace(workspace.root()) < needed) {
        throw failure("DISK_FULL", "less than " + (needed >> 20) + " MiB are free");
      }
    }

    private void stage(Path place, Path temporary, boolean keepAttributes) throws IOException {
      files.createDirectories(FileBytes.folder(place));
      Path part = Leftovers.unfinished(temporary);
      files.writeNew(part, request.next().bytes());
      if (keepAttributes) {
        files.copyAttributes(place, part);
      }
      if (isProtected()) {
        files.protect(part);
      }
      swap.create(part, temporary);
      checkpoints.onPoint("after_stage", id, 1);
    }

    /** Only the registry file has one writer; what else is written here is edited by people. */
    private boolean isProtected() {
      return request.kind() == ChangeKind.REGISTRY && workspace.config().registry().readOnly();
    }

    private Stale staleOrFail(Path place, Path temporary, SmallEvidence.Open open) {
      EngineException changed = failure("PRECONDITION_FAILED", "somebody changed it meanwhile");
      try {
        byte[] live = FileBytes.orNull(place);
        aborted(changed, temporary, open);
        return new Stale(live == null ? null : Sha256.of(live));
      } catch (IOException e) {
        throw aborted(changed.causedBy(e), temporary, open);
      }
    }

    private EngineException aborted(EngineException why, Path temporary, SmallEvidence.Open open) {
      boolean clean = clearAfter(why, temporary, open);
      evidence.end(open, Ending.ABORTED, why, clean);
      return why;
    }

    /**
     * The new content is in place; proves it, or puts the old one back. What somebody wrote there
     * right afterwards stays: it was made on top of this change.
     */
    private void confirm(
        Path place, @Nullable FileStamp staged, byte @Nullable [] old, SmallEvidence.Open open) {
      EngineException failure;
      try {
        checkpoints.onPoint("after_swap", id, 1);
        files.forceDirectory(FileBytes.folder(place));
        if (FileBytes.same(place, request.next().bytes())) {
          return;
        }
        failure = failure("READBACK_FAILED", "what was written does not read back");
      } catch (IOException | RuntimeException e) {
        failure = named("it could not be confirmed after the replace", e);
      }
      try {
        if (!Objects.equals(staged, FileStamp.of(place))) {
          LOG.info("{} was changed by somebody right after it was written", request.target());
          return;
        }
        keepOdd(place, failure);
        putBack(place, staged, old, open);
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

    private void keepOdd(Path place, EngineException failure) throws IOException {
      byte[] live = FileBytes.orNull(place);
      if (live == null || Arrays.equals(live, request.next().bytes())) {
        return;
      }
      String odd = Sha256.of(live);
      String before = request.present().hash();
      vault.reference(id, before == null ? Set.of(odd) : Set.of(odd, before));
      if (!vault.put(live, odd)) {
        throw new IOException("The vault's copy does not have the hash " + odd);
      }
      LOG.warn("{}: unexpected content kept in the vault as {}", request.target(), odd, failure);
    }

    private void putBack(
        Path place, @Nullable FileStamp staged, byte @Nullable [] old, SmallEvidence.Open open)
        throws IOException {
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
          if (isProtected()) {
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

    private boolean removeDisplaced(Path temporary) {
      try {
        files.delete(temporary);
        return true;
      } catch (IOException e) {
        LOG.warn("{}: {} is removed at the next start", request.target(), temporary, e);
        return false;
      }
    }

    private boolean clearAfter(EngineException failure, Path temporary, SmallEvidence.Open open) {
      try {
        leftovers.clear(SmallEvidence.change(id, open.file()), temporary);
        return true;
      } catch (IOException e) {
        failure.addSuppressed(e); // recovery looks at it again
        return false;
      }
    }

    private EngineException named(String why, Exception e) {
      return switch (e) {
        case EngineException known -> known;
        case AtomicMoveNotSupportedException no ->
            failure("ATOMIC_REPLACE_UNSUPPORTED", "this volume cannot replace a file atomically")
                .causedBy(no);
        case IOException full when FullDisk.is(full) ->
            failure(FullDisk.CODE, "the volume is full").causedBy(full);
        case AccessDeniedException no ->
            failure("ACCESS_DENIED", "the system refused access to " + no.getFile()).causedBy(no);
        default -> failure("APPLY_IO", why + " (" + e.getMessage() + ")").causedBy(e);
      };
    }

    private EngineException failure(String code, String why) {
      return EngineException.of(
              Kind.UNAVAILABLE, code, request.target() + " was not changed: " + why + ".")
          .with("The file is as before.", "Mend the cause and try again.");
    }
  }
}
