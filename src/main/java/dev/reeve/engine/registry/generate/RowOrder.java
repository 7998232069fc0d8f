package dev.reeve.engine.registry.generate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How rows are sorted: numbers by value, texts by code point, false before true, what is absent
 * last; the record id breaks ties, so the order never depends on the file's.
 */
final class RowOrder {
  /** {@code REC-999999} before {@code REC-1000000}. */
  static final Comparator<String> IDS =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  static final Comparator<Row> BY_ID = Comparator.comparing(Row::recordId, IDS);

  private RowOrder() {}

  static Comparator<Row> by(List<String> keys) {
    return (a, b) -> {
      for (String key : keys) {
        int order = compare(a.get(key), b.get(key));
        if (order != 0) {
          return order;
        }
      }
      return BY_ID.compare(a, b);
    };
  }

  /** Two values of one column, or of several that hold different things. */
  static int compare(JsonNode a, JsonNode b) {
    int rank = Integer.compare(rank(a), rank(b));
    if (rank != 0) {
      return rank;
    }
    if (a.isNumber()) {
      return a.decimalValue().compareTo(b.decimalValue());
    }
    return Arrays.compare(Row.text(a).codePoints().toArray(), Row.text(b).codePoints().toArray());
  }

  private static int rank(JsonNode value) {
    if (value.isNumber()) {
      return 0;
    }
    if (value.isBoolean()) {
      return 1;
    }
    return value.isNull() ? 3 : 2;
  }
}
