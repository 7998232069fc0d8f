package dev.reeve.engine.change;

import dev.reeve.engine.workspace.Utc;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of the trail to read; what is null does not filter, what is given combines with AND.
 * Source: {@code docs/reference/trail.md}.
 *
 * @param since this instant and later
 * @param until before this instant
 */
public record TrailFilter(
    @Nullable String type,
    @Nullable String actor,
    @Nullable String executionId,
    @Nullable String path,
    @Nullable Instant since,
    @Nullable Instant until)
    implements Predicate<TrailLine> {

  /** Every line. */
  public static TrailFilter all() {
    return new TrailFilter(null, null, null, null, null, null);
  }

  /** The lines of one execution. */
  public static TrailFilter ofExecution(String id) {
    return new TrailFilter(null, null, id, null, null, null);
  }

  @Override
  public boolean test(TrailLine line) {
    return fits(type, line.type())
        && fits(actor, line.actor())
        && fits(executionId, line.text("execution_id"))
        && fits(path, line.text("path"))
        && (since == null || line.time().compareTo(Utc.format(since)) >= 0)
        && (until == null || line.time().compareTo(Utc.format(until)) < 0);
  }

  private static boolean fits(@Nullable String wanted, String found) {
    return wanted == null || wanted.equals(found);
  }
}
