package dev.reeve.engine.links.fix;

import dev.reeve.engine.workspace.EngineException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What mending needs of the rooms that lock and write; {@code Engine} wires it. Blocks. Source:
 * {@code docs/reference/links.md}.
 */
public interface DocumentWrites {
  /**
   * Takes the lock on documents.
   *
   * @throws EngineException {@code LOCK_TIMEOUT} naming the holder, {@code CANCELLED}
   */
  Held lock(String operator);

  /** The lock until it is closed. */
  interface Held extends AutoCloseable {
    /**
     * @throws EngineException {@code LEASE_LOST} when it went to somebody else
     */
    void require();

    @Override
    void close();
  }

  /**
   * Writes all files as one execution, or none.
   *
   * @param repairs the execution whose files these are put back; null for none
   * @throws EngineException when nothing could be put on record, or a lock was not had
   */
  Written write(List<FileWrite> files, String intent, String operator, @Nullable String repairs);

  /**
   * One file.
   *
   * @param before what must be there; null for nothing
   * @param after what is to be there; null for nothing
   */
  record FileWrite(String path, byte @Nullable [] before, byte @Nullable [] after) {}

  /**
   * How it went.
   *
   * @param code why nothing was written; null when it was
   */
  record Written(String executionId, @Nullable String code, String message) {}
}
