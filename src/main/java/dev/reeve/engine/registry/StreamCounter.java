package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.Json;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the registry's counters say of one stream; a number or an object, under either spelling of
 * the key, or nothing at all. Immutable. Source: {@code docs/reference/ids.md}.
 *
 * @param current highest number counted
 * @param allocated how many were given
 * @param reserved numbers that are never given
 */
public record StreamCounter(int current, int allocated, Set<Integer> reserved) {

  /** What these counters say of the stream. */
  public static StreamCounter of(ObjectNode counters, IdStream stream) {
    int current = 0;
    int allocated = 0;
    Set<Integer> reserved = new TreeSet<>();
    for (String key : new String[] {stream.key(), stream.oldKey()}) {
      JsonNode node = counters.path("file_doc_id").path(key);
      current = Math.max(current, node.isNumber() ? node.intValue() : node.path("current").asInt());
      allocated =
          Math.max(allocated, node.isNumber() ? node.intValue() : node.path("allocated").asInt());
      node.path("reserved").forEach(number -> reserved.add(number.asInt()));
    }
    return new StreamCounter(current, allocated, reserved);
  }

  /** The next number behind the given one. */
  int after(int last) {
    int next = last + 1;
    while (reserved.contains(next)) {
      next++;
    }
    return next;
  }

  /** The counter at another number, in the form Reeve writes. */
  public ObjectNode json(int last) {
    ObjectNode out = Json.mapper().createObjectNode();
    out.put("current", last);
    out.put("allocated", Math.max(allocated, current) + Math.max(0, last - current));
    reserved.forEach(out.putArray("reserved")::add);
    return out;
  }
}
