package dev.reeve.engine.queue;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * When a failed try is repeated, and how often. Source: {@code docs/reference/queue.md}.
 *
 * @param delays wait after the first, second, ... failed try; the last one repeats
 * @param maxAttempts failed tries after which the row is a dead letter
 * @param jitter share by which a delay varies to either side, 0.1 for ten percent
 * @param random where the variation comes from; safe for several threads
 */
public record RetryPolicy(
    List<Duration> delays, int maxAttempts, double jitter, RandomGenerator random) {

  /** Eight tries, waiting from 5 s up to an hour, ten percent jitter. */
  public static RetryPolicy standard(RandomGenerator random) {
    return new RetryPolicy(
        Stream.of(5, 15, 45, 120, 300, 900, 1800, 3600).map(Duration::ofSeconds).toList(),
        8,
        0.1,
        random);
  }

  /** No wait is longer. */
  Duration longest() {
    long millis = delays.stream().mapToLong(Duration::toMillis).max().orElse(0);
    return Duration.ofMillis((long) Math.ceil(millis * (1 + jitter)));
  }

  /** The wait after this many failed tries, at least 1. */
  Duration delay(int failed) {
    long millis = delays.get(Math.min(failed, delays.size()) - 1).toMillis();
    return Duration.ofMillis(Math.round(millis * (1 + jitter * (2 * random.nextDouble() - 1))));
  }
}
