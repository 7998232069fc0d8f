package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One record as the contracts see it.
 *
 * @param before null for a new record, and in a strict validation, where nothing changes
 * @param after the record as it would be stored
 * @param written columns the patch itself wrote; empty in a strict validation
 * @param source of the patch; null in a strict validation
 */
record Subject(
    RecordHead head,
    @Nullable ObjectNode before,
    ObjectNode after,
    Set<String> written,
    @Nullable PatchSource source) {

  /** A stored record that is only looked at. */
  static Subject stored(RecordHead head, ObjectNode record) {
    return new Subject(head, null, record, Set.of(), null);
  }

  String key() {
    return head.key();
  }

  String kind() {
    return head.kind();
  }

  /** Whether the record is new in this patch. */
  boolean created() {
    return source != null && before == null;
  }

  /** A member's text, null when it is absent or no text. */
  @Nullable String text(String column) {
    return RegistryJson.text(after, column);
  }

  /** Whether a member is absent, null or an empty text. */
  boolean empty(String column) {
    return RegistryJson.empty(after, column);
  }

  /** A member's former value, null when it had none. */
  @Nullable JsonNode old(String column) {
    JsonNode value = before == null ? null : before.get(column);
    return value == null || value.isNull() ? null : value;
  }

  /** Whether a member is another than before; true for what a new record has. */
  boolean changed(String column) {
    return !RegistryJson.same(before == null ? null : before.get(column), after.get(column));
  }

  /** The former and the new value for people. */
  String change(String column) {
    return "record "
        + key()
        + ", "
        + column
        + ": "
        + show(old(column))
        + " -> "
        + show(after.get(column));
  }

  /** The value for people. */
  String value(String column) {
    return "record " + key() + ", " + column + ": " + show(after.get(column));
  }

  static String show(@Nullable JsonNode value) {
    String text = value == null ? "null" : RegistryJson.line(value);
    return text.length() <= 80 ? text : text.substring(0, 79) + "\u2026";
  }
}
