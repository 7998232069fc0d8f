package dev.reeve.console.links;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How fast somebody decides: time that is longer than a break does not count. */
final class Pace {
  private static final int KNOWN_AFTER = 10;
  private static final Duration BREAK = Duration.ofMinutes(2);

  private @Nullable Instant last;
  private Duration worked = Duration.ZERO;
  private int timed;
  private int decided;

  /** So many links were decided just now. */
  void decided(int links, Instant now) {
    if (last != null) {
      Duration since = Duration.between(last, now);
      worked = worked.plus(since.compareTo(BREAK) > 0 ? BREAK : since);
      timed += links;
    }
    decided += links;
    last = now;
  }

  /** How long the rest takes at this pace; null while that is not known. */
  @Nullable Duration toZero(int left) {
    return decided < KNOWN_AFTER || timed == 0 || left == 0
        ? null
        : worked.multipliedBy(left).dividedBy(timed);
  }
}
