package dev.reeve.engine.watch;

import dev.reeve.engine.workspace.FileFacts;
import dev.reeve.engine.workspace.Found;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files that are only looked at; counts the looks. */
final class FakeLook implements Look {
  private final Map<String, Found> files = new HashMap<>();
  int looks;

  void file(String path, long size, String modified, String key) {
    files.put(path, new FileFacts(path, size, FileTime.from(Instant.parse(modified)), key));
  }

  void file(String path, long size) {
    file(path, size, "2025-06-01T00:00:00Z", "key of " + path);
  }

  void put(Found found) {
    files.put(found.path(), found);
  }

  void remove(String path) {
    files.remove(path);
  }

  @Override
  public @Nullable Found at(String path) {
    looks++;
    return files.get(path);
  }
}
