package dev.reeve.engine.watch;

import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.watch.Settling.Sample;
import dev.reeve.engine.workspace.FileFacts;
import dev.reeve.engine.workspace.Found;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A path on its way to rest: where it stands, what was said about it, what the looks saw. */
final class UnsettledPath {
  private static final int LOOKS_THAT_AGREE = 2;
  private static final int SAMPLES_TOLD = 5;

  /** Where a path stands. */
  enum Phase {
    /** Something was said about it; waits for quiet. */
    NOISY,
    /** Announced; waits for the answer. */
    ANNOUNCED,
    /** The queue knows it; two looks must agree. */
    SETTLING,
    /** The queue knows it as deleted; it may come back. */
    GONE
  }

  final String root;
  final String path;

  /** Tells paths apart that are due at the same time: the older one comes first. */
  final long number;

  /** When it was entered, as monotonic time. */
  final long since;

  private final Instant firstSeen;
  private final List<Sample> samples = new ArrayList<>(2);
  Phase phase = Phase.NOISY;

  /** Whether the queue has a row that waits for it. */
  boolean queued;

  /** First thing said since the last announcement, null when all was announced. */
  @Nullable FileEventKind said;

  /** When that happened. */
  Instant seen;

  /** When that was said, as monotonic time. */
  long saidAt;

  /** The last change that was seen, as monotonic time. */
  long changedAt;

  /** The newest look since something was said; null when nothing was there, or none was taken. */
  @Nullable Found sample;

  /** When it is looked at next, as monotonic time. */
  long due = Long.MAX_VALUE;

  UnsettledPath(String root, String path, long number, long since, Instant seen) {
    this.root = root;
    this.path = path;
    this.number = number;
    this.since = since;
    this.firstSeen = seen;
    this.seen = seen;
  }

  /** Notes what is to be announced. */
  void say(FileEventKind kind, Instant happened, long at) {
    said = kind;
    seen = happened;
    saidAt = at;
  }

  /** Notes a look. */
  void saw(@Nullable Found found, Instant at) {
    sample = found;
    if (samples.size() == SAMPLES_TOLD) {
      samples.removeFirst();
    }
    samples.add(
        found instanceof FileFacts facts
            ? new Sample(at, facts.size(), facts.modified().toInstant())
            : new Sample(at, 0, null));
  }

  /** How it comes to rest, for people. */
  Settling told() {
    return new Settling(path, firstSeen, List.copyOf(samples), LOOKS_THAT_AGREE);
  }
}
