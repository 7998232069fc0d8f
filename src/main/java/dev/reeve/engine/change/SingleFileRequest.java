package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.FileLayer;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One file to be created or replaced by {@link SingleFileCommit}. Byte arrays are not copied: do
 * not change them afterwards. Source: {@code docs/reference/executions.md}.
 *
 * @param executionId a fresh {@code exec_} id
 * @param intent what it is for, in words
 * @param operator signed-in account that asked for it, null for the engine itself
 * @param fence proof that the caller's lease still is its own
 * @param undoes the execution that it takes back, null for none
 */
public record SingleFileRequest(
    String executionId,
    ChangeKind kind,
    String intent,
    @Nullable String operator,
    SafePath target,
    Present present,
    Next next,
    Evidence evidence,
    WriteLocks.WriteFence fence,
    @Nullable String undoes) {

  /** One that takes nothing back. */
  public SingleFileRequest(
      String executionId,
      ChangeKind kind,
      String intent,
      @Nullable String operator,
      SafePath target,
      Present present,
      Next next,
      Evidence evidence,
      WriteLocks.WriteFence fence) {
    this(executionId, kind, intent, operator, target, present, next, evidence, fence, null);
  }

  /** Only the registry file has one writer; what else is written here is edited by people. */
  boolean isProtected(Workspace workspace) {
    return kind == ChangeKind.REGISTRY && workspace.config().registry().readOnly();
  }

  /**
   * What must be there now.
   *
   * @param hash its SHA-256, null when there must be no file
   * @param bytes the bytes of that hash when the caller has read them already (they are then
   *     neither read nor hashed again, only compared), else null
   */
  public record Present(@Nullable String hash, byte @Nullable [] bytes) {
    public static final Present ABSENT = new Present(null, null);
  }

  /**
   * What is to be there.
   *
   * @param hash SHA-256 of the bytes when the caller has computed it, else null
   */
  public record Next(byte[] bytes, @Nullable String hash) {
    String sha256() {
      return hash == null ? dev.reeve.engine.workspace.Sha256.of(bytes) : hash;
    }
  }

  /**
   * What is kept beside the history row.
   *
   * @param backup keeps the present bytes; null keeps them in the vault
   * @param patchId goes into the trail; null when there is no patch
   * @param members free members of the trail lines
   */
  public record Evidence(@Nullable Backup backup, @Nullable String patchId, ObjectNode members) {
    /** The vault, no patch, no free members. */
    public static Evidence plain() {
      return new Evidence(null, null, Json.mapper().createObjectNode());
    }
  }

  /** Keeps the present bytes, forced and verified, before anything is changed. */
  @FunctionalInterface
  public interface Backup {
    /**
     * @return the backup's name, for the trail
     * @throws IOException when it could not be kept: nothing is changed then
     */
    String keep(byte[] bytes, String hash) throws IOException;

    /** A raw copy under a new name: temporary file, force, rename, force folder, read back. */
    static Backup rawCopy(FileLayer files, Path to) {
      return (bytes, hash) -> {
        Path folder = FileBytes.folder(to);
        Path temporary = folder.resolve(".reeve-" + to.getFileName() + ".tmp");
        files.createDirectories(folder);
        files.delete(temporary);
        files.writeNew(temporary, bytes);
        files.moveNew(temporary, to);
        files.forceDirectory(folder);
        if (!FileBytes.same(to, bytes)) {
          throw new IOException("The backup " + to + " does not read back as written");
        }
        return String.valueOf(to.getFileName());
      };
    }
  }
}
