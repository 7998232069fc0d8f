package dev.reeve.console.queue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters that failed alike.
 *
 * @param signature what their failures have in common
 * @param example what the first of them failed with, null when that is not known
 * @param code of their failures, null when none is known
 * @param remedy what a person must change before it is worth trying again
 * @param first when the first of them was given up
 * @param last when the last of them was
 * @param ids the jobs; none when no dead letter failed so any more
 */
record FailureGroup(
    String signature,
    @Nullable String example,
    @Nullable String code,
    String remedy,
    Instant first,
    Instant last,
    List<String> ids) {
  /** The same with none left in it. */
  FailureGroup emptied() {
    return new FailureGroup(signature, example, code, remedy, first, last, List.of());
  }
}
