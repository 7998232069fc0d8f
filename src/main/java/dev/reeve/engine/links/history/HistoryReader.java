package dev.reeve.engine.links.history;

import dev.reeve.engine.links.history.Turnover.Gone;
import dev.reeve.engine.workspace.EngineClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * Reads once through the commits, newest first, and keeps those in which a path went. What only
 * changed is not kept, and merges are left out, so that the whole past of a large repository fits.
 */
final class HistoryReader {
  private static final int COMMITS_BETWEEN_LOOKS = 64;

  private final Repository repository;
  private final EngineClock clock;
  private final int mostCommits;
  private final Duration longest;
  private final Map<String, String> paths = new HashMap<>();
  private final List<Turnover> found = new ArrayList<>();
  private int commits;
  private @Nullable Instant back;

  HistoryReader(Repository repository, EngineClock clock, int mostCommits, Duration longest) {
    this.repository = repository;
    this.clock = clock;
    this.mostCommits = mostCommits;
    this.longest = longest;
  }

  /** Commits with something gone, newest first; valid after {@link #read}. */
  List<Turnover> found() {
    return found;
  }

  /** What cannot be read ends it there; what was read before stays. */
  Coverage read(ObjectId head) {
    long end = clock.nanos() + longest.toNanos();
    try (RevWalk walk = new RevWalk(repository);
        TreeWalk trees = new TreeWalk(walk.getObjectReader())) {
      walk.setRevFilter(RevFilter.NO_MERGES);
      walk.setRetainBody(false);
      walk.markStart(walk.parseCommit(head));
      for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
        if (commits == mostCommits) {
          return ended("It has more than " + mostCommits + " commits.");
        }
        if (commits % COMMITS_BETWEEN_LOOKS == 0 && clock.nanos() > end) {
          return ended("Reading took longer than " + longest.toSeconds() + " s.");
        }
        commits++;
        back = Instant.ofEpochSecond(commit.getCommitTime());
        if (commit.getParentCount() == 1) {
          compare(commit, walk.parseCommit(commit.getParent(0)), trees);
        }
      }
      return new Coverage(commits, back, true, null);
    } catch (IOException e) {
      return ended("A piece of it cannot be read: " + e.getMessage());
    }
  }

  private Coverage ended(String why) {
    return new Coverage(commits, back, false, why);
  }

  private void compare(RevCommit commit, RevCommit parent, TreeWalk trees) throws IOException {
    trees.reset();
    trees.setRecursive(true);
    trees.setFilter(TreeFilter.ANY_DIFF);
    trees.addTree(parent.getTree());
    trees.addTree(commit.getTree());
    List<Gone> gone = new ArrayList<>();
    List<String> come = new ArrayList<>();
    while (trees.next()) {
      if (trees.getRawMode(1) == FileMode.TYPE_MISSING) {
        gone.add(new Gone(path(trees), trees.getObjectId(0)));
      } else if (trees.getRawMode(0) == FileMode.TYPE_MISSING) {
        come.add(path(trees));
      }
    }
    if (!gone.isEmpty()) {
      Instant at = Instant.ofEpochSecond(commit.getCommitTime());
      found.add(new Turnover(commit.getId().copy(), at, List.copyOf(gone), List.copyOf(come)));
    }
  }

  /** Folders come and go many times: one text for each path. */
  private String path(TreeWalk trees) {
    return paths.computeIfAbsent(trees.getPathString(), path -> path);
  }
}
