package dev.reeve.engine.watch;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a file that changed comes to rest. Source: {@code docs/reference/watch.md}.
 *
 * @param since when its change was seen
 * @param samples the newest looks at it, the oldest first
 * @param needed how many looks must agree
 */
public record Settling(String path, Instant since, List<Sample> samples, int needed) {

  /**
   * One look at the file.
   *
   * @param at when
   * @param size in bytes
   * @param modified the file's own time; null when the file was not there, or could not be read
   */
  public record Sample(Instant at, long size, @Nullable Instant modified) {
    private boolean agrees(Sample other) {
      return size == other.size && modified != null && modified.equals(other.modified);
    }
  }

  /** How many of the newest looks agree, at most {@link #needed}; 0 before the first. */
  public int agreeing() {
    if (samples.isEmpty()) {
      return 0;
    }
    Sample newest = samples.getLast();
    int agreeing = 0;
    while (agreeing < samples.size() && samples.get(samples.size() - 1 - agreeing).agrees(newest)) {
      agreeing++;
    }
    return Math.min(agreeing, needed);
  }
}
