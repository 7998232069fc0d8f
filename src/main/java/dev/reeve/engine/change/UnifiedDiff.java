package dev.reeve.engine.change;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Patch;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The difference of two contents as Reeve computes it, line by line. Source: {@code
 * docs/reference/changes.md}. Immutable.
 *
 * @param text unified diff with three lines of context; empty for binary contents
 * @param added lines only in the new content; 0 for binary contents
 * @param removed lines only in the old content; 0 for binary contents
 */
public record UnifiedDiff(String text, int added, int removed) {
  /** Nothing to show. */
  public static final UnifiedDiff NONE = new UnifiedDiff("", 0, 0);

  private static final int CONTEXT = 3;
  private static final int MOST_BYTES = 16 << 20;

  /** Compares two contents; null is no file. */
  public static UnifiedDiff of(String path, byte @Nullable [] before, byte @Nullable [] after) {
    List<String> old = lines(before);
    List<String> revised = lines(after);
    if (old == null || revised == null) {
      return NONE;
    }
    Patch<String> patch = LineDiff.of(old, revised);
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
    List<String> diff = declared.lines().filter(line -> !line.startsWith("\\ ")).toList();
    try {
      return leads(UnifiedDiffUtils.parseUnifiedDiff(diff), old, revised);
    } catch (RuntimeException notADiff) {
      return false; // the parser throws many kinds for a text that is no diff
    }
  }

  /** Walks both lists once; the library's own way of applying a patch is quadratic. */
  private static boolean leads(Patch<String> patch, List<String> old, List<String> revised) {
    List<String> out = new ArrayList<>();
    int at = 0;
    for (AbstractDelta<String> delta : patch.getDeltas()) {
      int from = delta.getSource().getPosition();
      int to = from + delta.getSource().size();
      if (from < at
          || to > old.size()
          || !old.subList(from, to).equals(delta.getSource().getLines())) {
        return false;
      }
      out.addAll(old.subList(at, from));
      out.addAll(delta.getTarget().getLines());
      at = to;
    }
    out.addAll(old.subList(at, old.size()));
    return out.equals(revised);
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
}
