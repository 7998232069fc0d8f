package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.fix.FixOutcome;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What carrying out the staged decisions would do now, or did. Immutable. Source: {@code
 * docs/reference/link-triage.md}.
 *
 * @param items one for each staged decision that was not left out: first those that cannot be
 *     carried out, then by file and line
 * @param files what is written, each once
 * @param leftOut staged decisions that stay staged
 */
public record TriagePreview(List<Item> items, List<File> files, List<Decision> leftOut) {
  /**
   * What becomes of one decision.
   *
   * @param file the document, the redirect, or the file of the rules
   * @param line from 1; 0 when a whole file is written
   * @param before the target as the document has it; null when the document is left alone
   * @param after what it will say; null likewise
   * @param headingMissing whether it keeps a fragment that the file does not have
   * @param code why not; null when all is well
   * @param message the same for people; empty when all is well
   */
  public record Item(
      Decision decision,
      String file,
      int line,
      @Nullable String before,
      @Nullable String after,
      boolean headingMissing,
      FixOutcome.Status status,
      @Nullable String code,
      String message) {
    /** Whether its reference is not broken any more, so that nothing is left to do. */
    public boolean gone() {
      return Gone.CODE.equals(code);
    }
  }

  /**
   * One file.
   *
   * @param diff unified, with three lines around each change
   * @param isNew whether nothing is there yet
   */
  public record File(String path, boolean isNew, String diff) {}

  /** Those that cannot be carried out. */
  public List<Item> conflicts() {
    return items.stream().filter(item -> item.code() != null).toList();
  }

  /** How many have nothing left to do. */
  public int gone() {
    return (int) items.stream().filter(Item::gone).count();
  }

  /** How many of each choice would be carried out, by its code. */
  public Map<String, Integer> byChoice() {
    Map<String, Integer> out = new TreeMap<>();
    items.stream()
        .filter(item -> item.code() == null)
        .forEach(item -> out.merge(item.decision().choice().code(), 1, Integer::sum));
    return out;
  }

  /** Decisions by the file that they change, so that a file can be left out as a whole. */
  public Map<String, Set<String>> decisionsByFile() {
    Map<String, Set<String>> out = new LinkedHashMap<>();
    items.forEach(
        item ->
            out.computeIfAbsent(item.file(), unused -> new LinkedHashSet<>())
                .add(item.decision().id()));
    return out;
  }
}
