package dev.reeve.engine.change;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.DiffAlgorithmListener;
import com.github.difflib.algorithm.myers.MyersDiff;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.DeleteDelta;
import com.github.difflib.patch.InsertDelta;
import com.github.difflib.patch.Patch;
import java.util.List;

/**
 * Compares two lists of lines in bounded time: the search costs the square of the lines that
 * differ, so beyond a number of them everything between the common head and tail counts as
 * replaced.
 */
final class LineDiff {
  private static final int MOST_DIFFERENT = 2000;

  private LineDiff() {}

  /** Ends a search that takes too long. */
  private static final class TooDifferent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooDifferent() {
      super(null, null, false, false);
    }
  }

  private static final DiffAlgorithmListener BOUND =
      new DiffAlgorithmListener() {
        @Override
        public void diffStart() {}

        @Override
        public void diffStep(int value, int max) {
          if (value > MOST_DIFFERENT) {
            throw new TooDifferent();
          }
        }

        @Override
        public void diffEnd() {}
      };

  static Patch<String> of(List<String> old, List<String> revised) {
    if (old.isEmpty() || revised.isEmpty()) {
      return replaced(old, revised);
    }
    try {
      return DiffUtils.diff(old, revised, new MyersDiff<>(), BOUND);
    } catch (TooDifferent e) {
      return replaced(old, revised);
    }
  }

  private static Patch<String> replaced(List<String> old, List<String> revised) {
    int shorter = Math.min(old.size(), revised.size());
    int head = 0;
    while (head < shorter && old.get(head).equals(revised.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && old.get(old.size() - 1 - tail).equals(revised.get(revised.size() - 1 - tail))) {
      tail++;
    }
    Chunk<String> from = new Chunk<>(head, old.subList(head, old.size() - tail));
    Chunk<String> to = new Chunk<>(head, revised.subList(head, revised.size() - tail));
    Patch<String> patch = new Patch<>();
    if (from.size() > 0 && to.size() > 0) {
      patch.addDelta(new ChangeDelta<>(from, to));
    } else if (from.size() > 0) {
      patch.addDelta(new DeleteDelta<>(from, to));
    } else if (to.size() > 0) {
      patch.addDelta(new InsertDelta<>(from, to));
    }
    return patch;
  }
}
