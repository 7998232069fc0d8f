package dev.reeve.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Somebody who edits documents of the sample workspace while others decide about their links, and
 * can put all of them back. Blocks.
 */
public final class SampleEditor {
  private static final String EDITED = "docs/cranes/index.md";

  private final Path root;
  private final Map<Path, byte[]> before = new HashMap<>();

  /**
   * @param paths of documents and of other files to be put back, from the root
   * @throws UncheckedIOException when one cannot be read
   */
  public SampleEditor(Path root, Collection<String> paths) {
    this.root = root;
    try {
      for (String path : paths) {
        before.put(root.resolve(path), Files.readAllBytes(root.resolve(path)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says where the checklist of the cranes hangs, in place of the link to it. */
  public void edit() {
    Path file = root.resolve(EDITED);
    try {
      String text = Files.readString(file);
      Files.writeString(
          file, text.replace("[the checklist](check-list.md)", "the checklist in the cabin"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Brings every file back as it was. */
  public void putBack() {
    before.forEach(
        (file, bytes) -> {
          try {
            if (!Arrays.equals(Files.readAllBytes(file), bytes)) {
              Files.write(file, bytes);
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
