package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One step of a complex patch. Source: {@code docs/reference/registry.md}.
 *
 * @param path {@code records}, {@code records/<key>}, {@code records/<key>/<column>[/...]}, {@code
 *     meta/<member>} or {@code counters/...}; positions are refused
 * @param value null for a delete
 * @param oldValue when given, what must be there before
 */
public record Operation(Op op, String path, @Nullable JsonNode value, @Nullable JsonNode oldValue) {

  /** What to do. */
  public enum Op {
    ADD,
    UPDATE,
    UPSERT,
    DELETE,
    TEST;

    /** As it appears in patches. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A new record, or a new member that must not exist. */
  public static Operation add(String path, JsonNode value) {
    return new Operation(Op.ADD, path, value, null);
  }

  /** Another value for an existing member, or other members of an existing record. */
  public static Operation update(String path, JsonNode value) {
    return new Operation(Op.UPDATE, path, value, null);
  }

  /** Update where it exists, add where it does not. */
  public static Operation upsert(String path, JsonNode value) {
    return new Operation(Op.UPSERT, path, value, null);
  }

  /** A member to null, or a record to the status {@code deleted}. */
  public static Operation delete(String path) {
    return new Operation(Op.DELETE, path, null, null);
  }

  /** Passes when the value there equals the given one. */
  public static Operation test(String path, JsonNode value) {
    return new Operation(Op.TEST, path, value, null);
  }
}
