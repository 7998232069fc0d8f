package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/** The numbers the writer issues itself, and the rule that no counter goes back. */
final class Counters {
  private Counters() {}

  /** Collects the paths of numbers that are lower in the second tree, or gone. */
  static void decreased(JsonNode before, JsonNode after, String path, Set<String> out) {
    if (before.isIntegralNumber()) {
      JsonNode now = after.isObject() ? after.path("current") : after;
      if (!now.isIntegralNumber() || now.longValue() < before.longValue()) {
        out.add(path);
      }
      return;
    }
    for (Map.Entry<String, JsonNode> member : before.properties()) {
      decreased(member.getValue(), after.path(member.getKey()), path + "/" + member.getKey(), out);
    }
  }

  /**
   * The next free id of a kind: above the counter and above every id that is there. The counter is
   * moved to it.
   *
   * @param counter members under {@code counters}, such as {@code edge_id, 20260101}
   */
  static String next(Draft draft, Key key, String prefix, int digits, String... counter) {
    ObjectNode at = draft.changeCounters();
    for (int i = 0; i < counter.length - 1; i++) {
      at = at.withObjectProperty(counter[i]);
    }
    String last = counter[counter.length - 1];
    boolean plain = at.path(last).isIntegralNumber();
    long current = plain ? at.get(last).longValue() : at.path(last).path("current").asLong(0);
    if (current == 0 || draft.ordinals(key, id(prefix, digits, current + 1)).length > 0) {
      current = Math.max(current, highest(draft, key, prefix));
    }
    if (plain) {
      at.put(last, current + 1);
    } else {
      at.withObjectProperty(last).put("current", current + 1);
    }
    return id(prefix, digits, current + 1);
  }

  private static String id(String prefix, int digits, long number) {
    return prefix + String.format("%0" + digits + "d", number);
  }

  private static long highest(Draft draft, Key key, String prefix) {
    long highest = 0;
    for (int i = 0; i < draft.size(); i++) {
      String id = key.of(draft.head(i));
      if (id != null
          && id.startsWith(prefix)
          && id.substring(prefix.length()).matches("\\d{1,15}")) {
        highest = Math.max(highest, Long.parseLong(id.substring(prefix.length())));
      }
    }
    return highest;
  }
}
