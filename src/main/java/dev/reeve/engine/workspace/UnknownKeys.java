package dev.reeve.engine.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * The keys of {@code config.toml} that say nothing to Reeve, each with the one that was probably
 * meant: a key spelt wrongly must not pass in silence.
 */
final class UnknownKeys {
  private static final List<String> KNOWN =
      Stream.concat(ConfigKey.ALL.stream().map(ConfigKey::name), Stream.of("contract")).toList();

  private UnknownKeys() {}

  /** One sentence for each, in the order of the file. */
  static List<String> sentences(JsonNode tree) {
    List<String> found = new ArrayList<>();
    collect("", tree, found);
    return found.stream().map(key -> sentence(key, KNOWN)).toList();
  }

  private static void collect(String table, JsonNode tree, List<String> found) {
    for (Map.Entry<String, JsonNode> member : tree.properties()) {
      String key = table + part(member.getKey());
      JsonNode value = member.getValue();
      if (KNOWN.contains(key)) {
        continue;
      }
      if (value.isObject() && !value.isEmpty()) {
        collect(key + ".", value, found);
      } else if (!ConfigReading.SECTIONS.contains(key)) {
        found.add(key);
      }
    }
  }

  /** Quoted as in the file where a dot in it would make it look like another key. */
  private static String part(String name) {
    return name.contains(".") ? '"' + name + '"' : name;
  }

  /** What is told of a key that is none of those. */
  static String sentence(String key, Collection<String> known) {
    ToIntFunction<String> distance = each -> distance(key, each);
    int most = Math.max(2, leaf(key).length() / 3);
    String meant =
        known.stream()
            .min(Comparator.comparingInt(distance))
            .filter(nearest -> distance(key, nearest) <= most)
            .map(nearest -> " Did you mean " + nearest + "?")
            .orElse("");
    return key + " is not used: there is no such key." + meant;
  }

  /** A wrong table counts little, whatever its name: the right key may stand in the wrong one. */
  private static int distance(String key, String known) {
    int table = table(key).equals(table(known)) ? 0 : 1;
    boolean cutShort = leaf(key).length() > 2 && leaf(known).startsWith(leaf(key) + "_");
    return table + (cutShort ? 1 : edits(leaf(key), leaf(known)));
  }

  private static int edits(String one, String other) {
    return DiffUtils.diff(letters(one), letters(other)).getDeltas().stream()
        .mapToInt(UnknownKeys::size)
        .sum();
  }

  private static int size(AbstractDelta<Integer> delta) {
    return Math.max(delta.getSource().size(), delta.getTarget().size());
  }

  private static List<Integer> letters(String text) {
    return text.toLowerCase(Locale.ROOT).codePoints().boxed().toList();
  }

  private static String table(String key) {
    return key.substring(0, key.length() - leaf(key).length());
  }

  private static String leaf(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }
}
