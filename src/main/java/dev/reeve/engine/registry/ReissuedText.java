package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.FileModes;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The content of a file before and after another id took the place of the one in its header. Writes
 * nothing; a file too large to carry a header is not read. Blocks. Source: {@code
 * docs/reference/ids.md}.
 */
record ReissuedText(Workspace workspace, FileObserver observer) {

  /**
   * Both contents.
   *
   * @throws dev.reeve.engine.workspace.EngineException {@code HEADER_NOT_REPLACED}, {@code
   *     FILE_NOT_READ}
   */
  Reissue.Text of(Observed.Present file, DocId old, DocId next) {
    SafePath path = file.path();
    if (file.content().size() > HeaderEmbedder.LARGEST) {
      throw Reissuing.refused(
          "HEADER_NOT_REPLACED",
          path + " is larger than " + (HeaderEmbedder.LARGEST >> 20) + " MiB.",
          "Replace the id in an editor.");
    }
    Optional<byte[]> read;
    @Nullable String mode;
    try {
      read = observer.unchanged(file);
      mode = FileModes.octal(path.under(workspace.root()));
    } catch (IOException e) {
      throw Reissuing.notRead(path + " cannot be read: " + e.getMessage()).causedBy(e);
    }
    byte[] before = read.orElseThrow(() -> Reissuing.busy(path));
    byte[] after =
        HeaderReplacement.of(path.name(), before, old, next)
            .orElseThrow(
                () ->
                    Reissuing.refused(
                        "HEADER_NOT_REPLACED",
                        "the id in the content of " + path + " cannot be replaced in place.",
                        "Replace it in an editor."));
    return new Reissue.Text(before, after, mode);
  }
}
