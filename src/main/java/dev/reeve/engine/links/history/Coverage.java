package dev.reeve.engine.links.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far back history was read. Source: {@code docs/reference/links.md}.
 *
 * @param commits that were looked at, merges aside
 * @param back to when, null when there was nothing to read
 * @param whole whether that is all of it
 * @param why what ended it early, null when nothing did
 */
public record Coverage(int commits, @Nullable Instant back, boolean whole, @Nullable String why) {
  static final Coverage NOTHING = new Coverage(0, null, true, null);
}
