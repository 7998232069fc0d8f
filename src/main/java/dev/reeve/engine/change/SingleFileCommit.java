package dev.reeve.engine.change;

import dev.reeve.engine.change.SingleFileResult.Committed;
import dev.reeve.engine.change.SingleFileResult.Stale;
import dev.reeve.engine.change.SmallEvidence.Ending;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.FileLayer;
import dev.reeve.engine.workspace.FullDisk;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
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
  private final Owners owners;
  private final OwnWrites ownWrites;
  private final Checkpoints checkpoints;
  private final Swap swap;
  private final Leftovers leftovers;
  private final SwapProof proof;

  /** The single-file commits of this workspace. */
  public SingleFileCommit(ChangeTools tools) {
    this.workspace = tools.workspace();
    this.files = workspace.files();
    this.vault = tools.vault();
    this.evidence = tools.smallEvidence();
    this.owners = tools.owners();
    this.ownWrites = tools.ownWrites();
    this.checkpoints = tools.checkpoints();
    this.swap = new Swap(files);
    this.leftovers = new Leftovers(tools);
    this.proof = new SwapProof(tools, swap, leftovers);
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
    private final SingleFileFailures failures;

    Run(SingleFileRequest request) {
      this.request = request;
      this.id = request.executionId();
      this.failures = new SingleFileFailures(request.target());
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
        throw failures.named("it could not be examined", e);
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
        if (request.isProtected(workspace) && old != null) {
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
        throw aborted(failures.named("nothing was put in its place", e), temporary, open);
      }
      boolean clean = old == null || removeDisplaced(temporary);
      proof.confirm(request, place, staged, old, open);
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
        vault.reference(id, owners.current(), Set.of(hash));
        vault.put(old, hash);
        return "vault:" + hash;
      } catch (IOException e) {
        throw failures
            .of(FullDisk.codeOr("BACKUP_FAILED", e), "its present content could not be kept first")
            .causedBy(e);
      }
    }

    private void requireSpace(byte @Nullable [] old) throws IOException {
      long needed = request.next().bytes().length + (old == null ? 0L : old.length) + SPARE_BYTES;
      if (files.usableSpace(workspace.root()) < needed) {
        throw failures.of("DISK_FULL", "less than " + (needed >> 20) + " MiB are free");
      }
    }

    private void stage(Path place, Path temporary, boolean keepAttributes) throws IOException {
      files.createDirectories(FileBytes.folder(place));
      Path part = Leftovers.unfinished(temporary);
      files.writeNew(part, request.next().bytes());
      if (keepAttributes) {
        files.copyAttributes(place, part);
      }
      if (request.isProtected(workspace)) {
        files.protect(part);
      }
      swap.create(part, temporary);
      checkpoints.onPoint("after_stage", id, 1);
    }

    private Stale staleOrFail(Path place, Path temporary, SmallEvidence.Open open) {
      EngineException changed = failures.of("PRECONDITION_FAILED", "somebody changed it meanwhile");
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
  }
}
