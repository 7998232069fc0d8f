package dev.reeve.engine.change;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Patch;
import com.github.difflib.patch.PatchFailedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The difference of two contents as Reeve computes it, line by line. Source: {@code
 * docs/reference/changes.md}. Immutable.
 *
 * @param text unified diff with three lines of context; empty for binary contents and for those
 *     that differ too much to be read
 * @param added lines only in the new content; 0 for binary contents
 * @param removed lines only in the old content; 0 for binary contents
 */
public record UnifiedDiff(String text, int added, int removed) {
  /** Nothing to show. */
  public static final UnifiedDiff NONE = new UnifiedDiff("", 0, 0);

  private static final int CONTEXT = 3;
  private static final int MOST_BYTES = 16 << 20;
  private static final int MOST_DIFFERENT_LINES = 5000; // the time grows with their square

  /** Compares two contents; null is no file. */
  public static UnifiedDiff of(String path, byte @Nullable [] before, byte @Nullable [] after) {
    List<String> old = lines(before);
    List<String> revised = lines(after);
    if (old == null || revised == null) {
      return NONE;
    }
    if (leastDifferent(old, revised) > MOST_DIFFERENT_LINES) {
      return new UnifiedDiff("", revised.size(), old.size());
    }
    Patch<String> patch = DiffUtils.diff(old, revised, MyersDiffWithLinearSpace.factory().create());
    int added = 0;
    int removed = 0;
    for (AbstractDelta<String> delta : patch.getDeltas()) {
      added += delta.getTarget().size();
      removed += delta.getSource().size();
    }
    List<String> text =
        UnifiedDiffUtils.generateUnifiedDiff(
            before == null ? "/dev/null" : "a/" + path,
            after == null ? "/dev/null" : "b/" + path,
            old,
            patch,
            CONTEXT);
    return new UnifiedDiff(text.isEmpty() ? "" : String.join("\n", text) + "\n", added, removed);
  }

  /** Whether a diff somebody declared leads from the old content to the new one. */
  static boolean describes(String declared, byte @Nullable [] before, byte @Nullable [] after) {
    List<String> old = lines(before);
    List<String> revised = lines(after);
    if (old == null || revised == null) {
      return false;
    }
    try {
      List<String> diff = declared.lines().filter(line -> !line.startsWith("\\ ")).toList();
      Patch<String> patch = UnifiedDiffUtils.parseUnifiedDiff(diff);
      return DiffUtils.patch(old, patch).equals(revised);
    } catch (PatchFailedException | RuntimeException notThatDiff) {
      return false; // whatever the text is, it does not describe this change
    }
  }

  private static @Nullable List<String> lines(byte @Nullable [] bytes) {
    if (bytes == null || bytes.length == 0) {
      return List.of();
    }
    if (bytes.length > MOST_BYTES) {
      return null;
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') >= 0) {
        return null;
      }
      String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
      return Arrays.asList(body.split("\n", -1));
    } catch (CharacterCodingException binary) {
      return null;
    }
  }

  /** A lower bound of the lines that differ, in one pass. */
  private static int leastDifferent(List<String> old, List<String> revised) {
    Map<String, Integer> balance = new HashMap<>();
    old.forEach(line -> balance.merge(line, 1, Integer::sum));
    revised.forEach(line -> balance.merge(line, -1, Integer::sum));
    return balance.values().stream().mapToInt(Math::abs).sum();
  }
}
