package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.Json;
import java.util.Locale;

/** Numbers new records: {@code REC-} and six digits, more when those are used up. For one patch. */
final class RecordIds {
  private static final String PREFIX = "REC-";
  private int last;

  private RecordIds(int last) {
    this.last = last;
  }

  /** Goes on behind the counter and every record there is. */
  static RecordIds after(RegistryDocument document) {
    int counted = document.counters().path("record_id").path("current").asInt();
    return new RecordIds(
        Math.max(counted, document.heads().mapToInt(RecordIds::number).max().orElse(0)));
  }

  private static int number(RecordHead head) {
    String id = head.recordId();
    if (id == null || !id.matches("REC-[0-9]{6,9}")) {
      return 0;
    }
    return Integer.parseInt(id.substring(PREFIX.length()));
  }

  String next() {
    return String.format(Locale.ROOT, "%s%06d", PREFIX, ++last);
  }

  /** The step that brings the counter up to the last number given. */
  Operation counter() {
    return Operation.upsert(
        "counters/record_id/current", Json.mapper().getNodeFactory().numberNode(last));
  }
}
