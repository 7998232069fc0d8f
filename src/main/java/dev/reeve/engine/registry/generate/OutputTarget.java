package dev.reeve.engine.registry.generate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.SafePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a generator writes: one file, or one for each value of the columns that a pattern names in
 * braces. A value cannot leave its place in the pattern. Immutable.
 *
 * @param text {@code output_path} or {@code output_path_pattern} as it stands in the record
 * @param placeholders columns named in braces; empty for a single file
 */
record OutputTarget(String text, List<String> placeholders) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][a-z0-9_]*)\\}");
  private static final Pattern NOT_PLAIN = Pattern.compile("[^\\p{L}\\p{N}._-]");
  private static final int LONGEST_VALUE = 100;
  private static final String NOTHING = "unassigned";

  /**
   * Reads the two columns, of which exactly one must be set.
   *
   * @throws IllegalArgumentException why no file can be meant, for people
   */
  static OutputTarget of(String path, String pattern, List<String> columns) {
    if (path.isEmpty() == pattern.isEmpty()) {
      throw new IllegalArgumentException(
          "it needs exactly one of output_path and output_path_pattern");
    }
    String text = path.isEmpty() ? pattern : path;
    Set<String> named = new LinkedHashSet<>();
    if (!pattern.isEmpty()) {
      Matcher matcher = PLACEHOLDER.matcher(pattern);
      while (matcher.find()) {
        named.add(matcher.group(1));
      }
      if (named.isEmpty()) {
        throw new IllegalArgumentException("output_path_pattern names no column in braces");
      }
      for (String column : named) {
        if (!columns.contains(column)) {
          throw new IllegalArgumentException(
              "output_path_pattern names " + column + ", which is not declared");
        }
      }
    }
    checkPlace(PLACEHOLDER.matcher(text).replaceAll("x"), text, path.isEmpty());
    return new OutputTarget(text, List.copyOf(named));
  }

  private static void checkPlace(String sample, String text, boolean pattern) {
    SafePath place;
    try {
      place = SafePath.of(sample);
    } catch (SafePath.Refused e) {
      throw new IllegalArgumentException("the output " + text + " is no path in the workspace", e);
    }
    boolean odd = sample.matches(".*[*?].*") || (pattern && sample.matches(".*[{}].*"));
    if (odd || !place.text().equals(sample)) {
      throw new IllegalArgumentException("the output " + text + " has characters it may not have");
    }
    String first = place.text().split("/", 2)[0];
    if (first.equals(".reeve") || first.equals(".git")) {
      throw new IllegalArgumentException("the output " + text + " lies in " + first);
    }
  }

  /** A pattern, as ignore rules take it, of every file that a path or a pattern may mean. */
  static String glob(String text) {
    return "/" + PLACEHOLDER.matcher(text).replaceAll("*");
  }

  /** Whether both may mean one file, on any volume. */
  boolean overlaps(OutputTarget other) {
    return NamePattern.of(text, PLACEHOLDER).meets(NamePattern.of(other.text, PLACEHOLDER));
  }

  boolean single() {
    return placeholders.isEmpty();
  }

  /**
   * The files and the rows of each, in the order given.
   *
   * @throws dev.reeve.engine.workspace.EngineException {@code GENERATOR_OUTPUT_COLLISION} when two
   *     values would share a file
   */
  SortedMap<SafePath, List<Row>> parts(String id, List<Row> rows) {
    SortedMap<SafePath, List<Row>> out = new TreeMap<>();
    if (single()) {
      out.put(path(id, text), rows);
      return out;
    }
    Map<String, List<String>> valuesByPlace = new HashMap<>();
    for (Row row : rows) {
      List<String> values = placeholders.stream().map(c -> Row.text(row.get(c))).toList();
      SafePath path = path(id, filled(row));
      List<String> others = valuesByPlace.putIfAbsent(path.key(true), values);
      if (others != null && !others.equals(values)) {
        throw GeneratorErrors.of(
            Kind.CONFLICT,
            GeneratorErrors.COLLISION,
            id,
            "the values " + others + " and " + values + " would both be written to " + path,
            "Name another column in the pattern, or change one of the values.");
      }
      out.computeIfAbsent(path, p -> new ArrayList<>()).add(row);
    }
    return out;
  }

  private String filled(Row row) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(plain(row.get(found.group(1)))));
  }

  /** Whether a value keeps this character. */
  static boolean isPlain(int character) {
    return !NOT_PLAIN.matcher(Character.toString(character)).matches();
  }

  /** A value that is one part of a file name and nothing more. */
  static String plain(JsonNode value) {
    String text = Row.text(value);
    if (text.isBlank()) {
      return NOTHING;
    }
    String plain = NOT_PLAIN.matcher(text).replaceAll("_").replaceAll("^\\.+|\\.+$", "_");
    int end = Math.min(plain.length(), LONGEST_VALUE);
    String cut = plain.substring(0, end);
    try {
      SafePath.of(cut);
      return cut;
    } catch (SafePath.Refused reserved) {
      return "_" + cut; // a device on Windows
    }
  }

  private static SafePath path(String id, String text) {
    try {
      return SafePath.of(text);
    } catch (SafePath.Refused e) {
      throw GeneratorErrors.invalid(id, "the output " + text + " is no path in the workspace")
          .causedBy(e);
    }
  }
}
