package dev.reeve.engine.links;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What git tracks below a folder, as its index says. Blocks; safe on any thread. */
final class TrackedFiles {
  private static final Logger LOG = LoggerFactory.getLogger(TrackedFiles.class);
  private static final String LINK = "gitdir:";

  private TrackedFiles() {}

  /**
   * Paths relative to the folder; none without git, or when its index cannot be read.
   *
   * @param root a real path
   */
  static List<String> below(Path root) {
    Path top = root;
    while (top != null && Files.notExists(top.resolve(".git"))) {
      top = top.getParent();
    }
    if (top == null) {
      return List.of();
    }
    try {
      Path store = store(top);
      Path index = store == null ? null : store.resolve("index");
      return index == null || Files.notExists(index) ? List.of() : paths(index, top, root);
    } catch (IOException e) {
      LOG.warn("The index of git in {} cannot be read; ignored files count as absent", top, e);
      return List.of();
    }
  }

  private static List<String> paths(Path index, Path top, Path root) throws IOException {
    GitSystem.install();
    String folder = top.relativize(root).toString().replace(File.separatorChar, '/');
    String prefix = folder.isEmpty() ? "" : folder + "/";
    DirCache cache = DirCache.read(index.toFile(), FS.DETECTED);
    List<String> out = new ArrayList<>(cache.getEntryCount());
    for (int i = 0; i < cache.getEntryCount(); i++) {
      DirCacheEntry entry = cache.getEntry(i);
      String path = entry.getPathString();
      if (path.startsWith(prefix) && !FileMode.GITLINK.equals(entry.getRawMode())) {
        out.add(path.substring(prefix.length()));
      }
    }
    return out;
  }

  /** The folder itself, or where its one-line file points, as in a worktree or submodule. */
  private static @Nullable Path store(Path top) throws IOException {
    Path git = top.resolve(".git");
    if (Files.isDirectory(git)) {
      return git;
    }
    String text = Files.readString(git).strip();
    return text.startsWith(LINK) ? top.resolve(text.substring(LINK.length()).strip()) : null;
  }
}
