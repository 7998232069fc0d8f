package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One patch after all rules ran: refused, or a draft that may be stored.
 *
 * @param at when they ran: what the records and the list of writes say of it
 * @param draft null when the patch was refused
 * @param code of the refusal, else null
 * @param message of the refusal, else empty
 * @param changed whether the file would be another
 * @param records ids of the records that change
 * @param volatiles by record id: columns that are kept in the database
 */
record Prepared(
    Patch patch,
    Instant at,
    @Nullable Draft draft,
    @Nullable String code,
    String message,
    List<Finding> errors,
    List<Finding> warnings,
    boolean normalised,
    boolean changed,
    List<String> records,
    Map<String, Map<String, JsonNode>> volatiles) {

  static Prepared refused(
      Patch patch,
      Instant at,
      String code,
      String message,
      List<Finding> errors,
      List<Finding> warnings) {
    return new Prepared(
        patch, at, null, code, message, errors, warnings, false, false, List.of(), Map.of());
  }
}
