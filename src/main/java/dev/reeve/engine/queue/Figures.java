package dev.reeve.engine.queue;

import dev.reeve.engine.store.Tx;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes the queue's figures in one pass over its rows. */
final class Figures {
  private static final int HEALTHY_PENDING = 100;
  private static final Duration HEALTHY_AGE = Duration.ofMinutes(5);

  /** All rows of one state together. */
  record Group(
      ItemState state, long rows, Instant oldest, long endedLastMinute, long endedLastDay) {

    boolean pending() {
      return !state.ended() && state != ItemState.RUNNING;
    }
  }

  private Figures() {}

  static QueueSummary read(Tx tx, Instant now) throws SQLException {
    WorkItemDao items = new WorkItemDao(tx);
    Instant minuteAgo = now.minus(Duration.ofMinutes(1));
    List<Group> groups = items.groups(minuteAgo, now.minus(Duration.ofDays(1)));
    @Nullable Instant oldest =
        groups.stream()
            .filter(Group::pending)
            .map(Group::oldest)
            .min(Instant::compareTo)
            .orElse(null);
    @Nullable Duration age = oldest == null ? null : Duration.between(oldest, now);
    return new QueueSummary(
        Stream.of(ItemState.values())
            .collect(
                Collectors.toUnmodifiableMap(
                    state -> state, state -> rows(groups, group -> group.state() == state))),
        age,
        items.paused(),
        done(groups).map(Group::endedLastDay).findFirst().orElse(0L),
        done(groups).map(Group::endedLastMinute).findFirst().orElse(0L),
        new AttemptDao(tx).failedSince(minuteAgo),
        rows(groups, Group::pending) < HEALTHY_PENDING
            && rows(groups, group -> group.state() == ItemState.DEAD_LETTER) == 0
            && items.waitingFor(FailureCodes.CLOSED) == 0
            && (age == null || age.compareTo(HEALTHY_AGE) < 0));
  }

  private static Stream<Group> done(List<Group> groups) {
    return groups.stream().filter(group -> group.state() == ItemState.DONE);
  }

  private static long rows(List<Group> groups, Predicate<Group> which) {
    return groups.stream().filter(which).mapToLong(Group::rows).sum();
  }
}
