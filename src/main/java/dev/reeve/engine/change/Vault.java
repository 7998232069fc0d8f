package dev.reeve.engine.change;

import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.FileLayer;
import dev.reeve.engine.workspace.OwnFiles;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What changes replaced or removed: bytes by content hash in {@code .reeve/vault/blobs/ab/cdef...}.
 * A blob is named by its execution <em>before</em> it is stored ({@link VaultRefs}) and taken away
 * only under the vault's lock when nobody names it, so several processes may use the vault at once.
 * Whole items lie beside the blobs ({@link HeldItems}). Source: {@code
 * docs/reference/executions.md}. Calls block; safe on any thread.
 */
public final class Vault implements Blobs {
  private final FileLayer files;
  private final OwnFiles own;
  private final Path blobs;
  private final VaultRefs refs;
  private final HeldItems held;
  private final ProcessMutex mutex;

  /** The vault of a workspace; creates nothing yet. */
  public Vault(Workspace workspace, EngineClock clock) {
    this.files = workspace.files();
    this.own = workspace.ownFiles();
    this.blobs = workspace.own("vault", "blobs");
    this.refs = new VaultRefs(workspace);
    this.held = new HeldItems(workspace);
    this.mutex = new ProcessMutex(own, clock, workspace.own("state", "locks", "vault.lock"));
  }

  /**
   * Says that an execution needs these contents; call it before {@link #put}.
   *
   * @param owner session of the process that carries it out
   */
  public void reference(String executionId, String owner, Collection<String> hashes)
      throws IOException {
    mutex.hold(
        () -> {
          refs.put(executionId, owner, hashes);
          return true;
        });
  }

  /** An execution needs nothing any more; the next sweep takes what nobody else names. */
  public void release(String executionId) throws IOException {
    mutex.hold(
        () -> {
          refs.remove(executionId);
          return true;
        });
  }

  /**
   * Keeps a file's bytes: copied, forced, and the copy's hash compared.
   *
   * @return false when the file does not have the expected content; nothing is kept then
   */
  public boolean put(Path file, String hash) throws IOException {
    return store(hash, temporary -> files.copyNew(file, temporary));
  }

  /**
   * Keeps bytes whose hash the caller computed; the stored copy is compared with them.
   *
   * @throws IOException also when the copy does not have that hash
   */
  public void put(byte[] bytes, String hash) throws IOException {
    if (!store(hash, temporary -> files.writeNew(temporary, bytes))) {
      throw new IOException("The vault's copy does not have the hash " + hash);
    }
  }

  private interface Filling {
    void fill(Path temporary) throws IOException;
  }

  private boolean store(String hash, Filling filling) throws IOException {
    Path blob = blob(hash);
    if (has(hash)) {
      return true;
    }
    Path temporary = own.temporary();
    try {
      filling.fill(temporary);
      if (!Sha256.of(temporary).equals(hash)) {
        files.delete(temporary);
        return false;
      }
      files.createDirectories(FileBytes.folder(blob));
      files.moveReplace(temporary, blob);
    } catch (IOException e) {
      FileBytes.deleteAfter(e, files, temporary);
      throw e;
    }
    files.forceDirectory(FileBytes.folder(blob));
    return true;
  }

  /** Whether the content is kept and whole. */
  public boolean has(String hash) throws IOException {
    try {
      return Sha256.of(blob(hash)).equals(hash);
    } catch (NoSuchFileException absent) {
      return false;
    }
  }

  /**
   * The kept bytes.
   *
   * @throws NoSuchFileException when the content is not kept
   * @throws IOException when it cannot be read or is damaged
   */
  public byte[] get(String hash) throws IOException {
    byte[] bytes = Files.readAllBytes(blob(hash));
    if (!Sha256.of(bytes).equals(hash)) {
      throw new IOException("The vault's copy " + hash + " is damaged");
    }
    return bytes;
  }

  @Override
  public byte @Nullable [] read(String sha256) {
    try {
      return get(sha256);
    } catch (IOException missingOrDamaged) {
      return null;
    }
  }

  /** Where a content lies or would lie. */
  public Path blob(String hash) {
    return blobs.resolve(hash.substring(0, 2)).resolve(hash.substring(2));
  }

  /**
   * Gives a content a name beside the file it is to replace: the vault's own copy, renamed, when
   * this execution alone needs it and for the last time (needs no space), else a copy of it. Under
   * the vault's names lies nothing else at any time, so what an exchange displaces never does.
   *
   * @param temporary a free name; it never has a half-written content
   * @param lastUse whether no other file of the same execution still needs it
   * @throws IOException when it is not kept, is damaged, or cannot be put there
   */
  void lend(String hash, Path temporary, String executionId, boolean lastUse) throws IOException {
    if (!has(hash)) {
      throw new IOException("The vault's copy " + hash + " is missing or damaged");
    }
    if (lastUse && giveAway(hash, temporary, executionId)) {
      return;
    }
    Path part = Leftovers.unfinished(temporary);
    files.delete(part); // left by an earlier attempt
    try {
      files.copyNew(blob(hash), part);
      new Swap(files).create(part, temporary);
    } catch (IOException e) {
      FileBytes.deleteAfter(e, files, part);
      throw e;
    }
  }

  /** False when that way is closed. */
  private boolean giveAway(String hash, Path temporary, String executionId) throws IOException {
    return mutex.hold(
        () -> {
          if (refs.hashes(executionId).contains(hash)) {
            return false;
          }
          try {
            new Swap(files).replace(blob(hash), temporary);
            return true;
          } catch (AtomicMoveNotSupportedException otherVolume) {
            return false;
          }
        });
  }

  /** Takes back what was lent and not used; the name beside the file is free then. */
  void takeBack(Path temporary, String hash) throws IOException {
    mutex.hold(
        () -> {
          if (!has(hash)) {
            files.createDirectories(FileBytes.folder(blob(hash)));
            try {
              new Swap(files).replace(temporary, blob(hash));
            } catch (AtomicMoveNotSupportedException otherVolume) {
              put(temporary, hash);
            }
            files.forceDirectory(FileBytes.folder(blob(hash)));
          }
          files.delete(temporary);
          return true;
        });
  }

  /** Whole items that executions moved aside. */
  HeldItems held() {
    return held;
  }

  /** Says whether an execution still needs what it referenced. */
  interface Need {
    /**
     * @param owner session that referenced it; null in an index of an older program
     */
    boolean by(String executionId, @Nullable String owner) throws IOException;
  }

  /**
   * Drops the references of executions that need nothing any more, then {@link #sweep}s.
   *
   * @return bytes freed
   */
  long collect(Need stillNeeded) throws IOException {
    for (String executionId : refs.executions()) {
      if (!stillNeeded.by(executionId, refs.owner(executionId))) {
        release(executionId);
      }
    }
    return sweep();
  }

  /**
   * Removes blobs that no execution names.
   *
   * @return bytes freed
   */
  public long sweep() throws IOException {
    return mutex.hold(
        () -> {
          long freed = 0;
          Set<String> named = refs.hashes(null);
          for (Path group : FileBytes.entries(blobs)) {
            for (Path blob : FileBytes.entries(group)) {
              if (!named.contains(group.getFileName() + "" + blob.getFileName())) {
                freed += remove(blob);
              }
            }
          }
          return freed;
        });
  }

  private long remove(Path file) throws IOException {
    long size = Files.size(file);
    files.delete(file);
    return size;
  }

  /** Whether an execution has said that it needs this content. */
  boolean needs(String executionId, String hash) throws IOException {
    return refs.needs(executionId, hash);
  }

  /** Whether an execution has said that it needs this content, and it is here, whole. */
  boolean keeps(String executionId, String hash) throws IOException {
    return needs(executionId, hash) && has(hash);
  }
}
