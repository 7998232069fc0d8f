package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.SafePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Another id for one file, as it would be given now. Source: {@code docs/reference/ids.md}.
 *
 * @param path where the file is
 * @param to where it is afterwards: another name when the name carries the id, else {@code path}
 * @param oldId what it carries and is not its own
 * @param newId what it is to carry
 * @param keptBy paths of whose the old id stays; empty when nobody has it
 * @param sha256 of the content that was read
 * @param text its content before and after; null when the name alone carries the id
 * @param issues whether the new id is to be issued; else it is that of the file's own record
 */
public record Reissue(
    SafePath path,
    SafePath to,
    DocId oldId,
    DocId newId,
    List<String> keptBy,
    String sha256,
    @Nullable Text text,
    boolean issues) {

  /**
   * The content, whole.
   *
   * @param mode of the file, octal text; null where files have none
   */
  public record Text(byte[] before, byte[] after, @Nullable String mode) {}

  /** Whether the file gets another name. */
  public boolean renames() {
    return !to.equals(path);
  }
}
