package dev.reeve.engine.links.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of one commit, by path and by their bytes. */
final class Present {
  private static final Logger LOG = LoggerFactory.getLogger(Present.class);

  private final Set<String> paths = new HashSet<>();
  private final Map<String, List<String>> byBlob = new HashMap<>();

  private Present() {}

  /** Those of a commit; what cannot be read is not among them. */
  static Present of(Repository repository, ObjectId commit) {
    Present present = new Present();
    try (RevWalk walk = new RevWalk(repository);
        TreeWalk tree = new TreeWalk(walk.getObjectReader())) {
      tree.setRecursive(true);
      tree.addTree(walk.parseCommit(commit).getTree());
      while (tree.next()) {
        if (tree.getRawMode(0) != FileMode.TYPE_GITLINK) {
          present.add(tree.getPathString(), tree.getObjectId(0).name());
        }
      }
    } catch (IOException e) {
      LOG.warn("Not every file of commit {} is known: {}", commit.name(), e.toString());
    }
    return present;
  }

  private void add(String path, String blob) {
    paths.add(path);
    byBlob.computeIfAbsent(blob, ignored -> new ArrayList<>(1)).add(path);
  }

  boolean contains(String path) {
    return paths.contains(path);
  }

  /** In the order of the tree, which is that of the paths' bytes. */
  List<String> holding(String blob) {
    return List.copyOf(byBlob.getOrDefault(blob, List.of()));
  }
}
