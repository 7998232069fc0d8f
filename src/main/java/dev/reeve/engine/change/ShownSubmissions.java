package dev.reeve.engine.change;

import dev.reeve.engine.workspace.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has on the screen and has not said yes to: it is handed in under the ids that it
 * was shown with, so that its decision is bound to the hash that was read. Kept in memory alone,
 * without contents: those are made anew and must be the same. Source: {@code
 * docs/reference/executions.md}. Blocks; safe on any thread.
 */
public final class ShownSubmissions {
  private static final int MOST = 64;

  private final Workspace workspace;
  private final Map<Key, Submission> shown = new LinkedHashMap<>();

  /** Nothing is shown yet; the policy that counts is this workspace's. */
  ShownSubmissions(Workspace workspace) {
    this.workspace = workspace;
  }

  private record Key(ChangeKind kind, String about, String account) {
    static Key of(String about, Submission made) {
      return new Key(made.kind(), about, made.plan().createdBy());
    }
  }

  /**
   * The one to be shown: as it was shown before while it would do the same.
   *
   * @param about what it is done to, such as the id of an execution
   */
  public synchronized Submission put(String about, Submission made) {
    Submission before = shown.remove(Key.of(about, made));
    Submission same = before != null && saysTheSame(before, made) ? filled(before, made) : made;
    if (shown.size() == MOST) {
      shown.remove(shown.keySet().iterator().next());
    }
    shown.put(Key.of(about, made), with(same, List.of()));
    return same;
  }

  /**
   * The one to be handed in, once: as it was shown.
   *
   * @param subjectHash that was shown with it
   * @return null when it or the policy is another than was shown, or it was taken before
   */
  public @Nullable Submission take(String about, Submission made, String subjectHash) {
    PolicySnapshot policy = PolicySnapshot.read(workspace);
    synchronized (this) {
      Submission before = shown.get(Key.of(about, made));
      if (before == null || !doesTheSame(before, made)) {
        return null;
      }
      Submission same = filled(before, made);
      if (!same.subjectHash(policy).equals(subjectHash)) {
        return null; // what is on another screen stays
      }
      shown.remove(Key.of(about, made));
      return same;
    }
  }

  private static boolean doesTheSame(Submission one, Submission other) {
    return one.changeSet().checksum().equals(other.changeSet().checksum());
  }

  /** It does the same for the same reason, such as whose an id is. */
  private static boolean saysTheSame(Submission one, Submission other) {
    return doesTheSame(one, other) && one.plan().rationale().equals(other.plan().rationale());
  }

  private static Submission filled(Submission before, Submission made) {
    return with(before, made.changeSet().changes());
  }

  private static Submission with(Submission one, List<FileChange> changes) {
    return new Submission(one.plan(), one.changeSet().holding(changes), one.kind());
  }
}
