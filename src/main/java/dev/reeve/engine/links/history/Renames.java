package dev.reeve.engine.links.history;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which of the paths that came in a commit are those that went, by their bytes. */
final class Renames {
  private static final Logger LOG = LoggerFactory.getLogger(Renames.class);

  /** Of two files that are the same one, in percent. */
  private static final int LEAST_SIMILARITY = 60;

  /** Where more went or came in one commit, only equal bytes count: the rest takes the square. */
  private static final int MOST_COMPARED = 400;

  private static final int LARGEST_COMPARED_BYTES = 1 << 20;

  /**
   * A file's new path.
   *
   * @param similarity in percent
   */
  record Rename(String to, int similarity) {}

  private final Repository repository;

  Renames(Repository repository) {
    this.repository = repository;
  }

  /** New paths by old ones; what cannot be read has none. */
  Map<String, Rename> of(Turnover turnover) {
    Map<String, Rename> renames = new HashMap<>();
    if (turnover.come().isEmpty()) {
      return renames;
    }
    RenameDetector detector = new RenameDetector(repository);
    detector.setRenameScore(LEAST_SIMILARITY);
    detector.setRenameLimit(MOST_COMPARED);
    detector.setBigFileThreshold(LARGEST_COMPARED_BYTES);
    try (RevWalk walk = new RevWalk(repository);
        TreeWalk trees = new TreeWalk(walk.getObjectReader())) {
      RevCommit commit = walk.parseCommit(turnover.commit());
      trees.setRecursive(true);
      trees.setFilter(TreeFilter.ANY_DIFF);
      trees.addTree(walk.parseCommit(commit.getParent(0)).getTree());
      trees.addTree(commit.getTree());
      detector.addAll(DiffEntry.scan(trees));
      for (DiffEntry entry : detector.compute()) {
        if (entry.getChangeType() == DiffEntry.ChangeType.RENAME) {
          renames.put(entry.getOldPath(), new Rename(entry.getNewPath(), entry.getScore()));
        }
      }
    } catch (IOException e) {
      LOG.debug("Renames of commit {} are not known", turnover.commit().name(), e);
    }
    return renames;
  }
}
