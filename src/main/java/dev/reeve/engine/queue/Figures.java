package dev.reeve.engine.queue;

import dev.reeve.engine.queue.QueueFlow.Minute;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.Utc;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes the queue's figures, each of its tables read once. */
final class Figures {
  private static final int HEALTHY_PENDING = 100;
  private static final Duration HEALTHY_AGE = Duration.ofMinutes(5);
  private static final int MINUTES = 10;
  private static final int PACE_MINUTES = 5;
  private static final int LEAST_FOR_PACE = 20;

  /** All rows of one state together. */
  record Group(ItemState state, long rows, Instant oldest, long endedLastDay) {

    boolean pending() {
      return !state.ended() && state != ItemState.RUNNING;
    }
  }

  private Figures() {}

  static QueueSummary read(Tx tx, Instant now) throws SQLException {
    WorkItemDao items = new WorkItemDao(tx);
    List<Group> groups = items.groups(now.minus(Duration.ofDays(1)));
    @Nullable Instant oldest =
        groups.stream()
            .filter(Group::pending)
            .map(Group::oldest)
            .min(Instant::compareTo)
            .orElse(null);
    @Nullable Duration age = oldest == null ? null : Duration.between(oldest, now);
    boolean paused = items.paused();
    QueueFlow flow = flow(tx, now, rows(groups, group -> !group.state().ended()), paused);
    Minute last = flow.minutes().getLast();
    return new QueueSummary(
        Stream.of(ItemState.values())
            .collect(
                Collectors.toUnmodifiableMap(
                    state -> state, state -> rows(groups, group -> group.state() == state))),
        age,
        paused,
        groups.stream()
            .filter(group -> group.state() == ItemState.DONE)
            .mapToLong(Group::endedLastDay)
            .sum(),
        last.done(),
        last.failed(),
        rows(groups, Group::pending) < HEALTHY_PENDING
            && rows(groups, group -> group.state() == ItemState.DEAD_LETTER) == 0
            && items.waitingFor(FailureCodes.CLOSED) == 0
            && (age == null || age.compareTo(HEALTHY_AGE) < 0),
        flow);
  }

  private static QueueFlow flow(Tx tx, Instant now, long open, boolean paused) throws SQLException {
    Instant since = now.minus(Duration.ofMinutes(MINUTES));
    WorkItemDao items = new WorkItemDao(tx);
    List<Long> done = minutes(items.doneBySecond(since), now);
    List<Long> failed = minutes(new AttemptDao(tx).failedBySecond(since), now);
    List<Minute> minutes = new ArrayList<>();
    for (int i = 0; i < MINUTES; i++) {
      minutes.add(new Minute(done.get(i), failed.get(i)));
    }
    long pace = done.subList(MINUTES - PACE_MINUTES, MINUTES).stream().mapToLong(n -> n).sum();
    @Nullable Duration drain =
        paused || open == 0 || pace < LEAST_FOR_PACE
            ? null
            : Duration.ofMinutes(PACE_MINUTES).multipliedBy(open).dividedBy(pace);
    return new QueueFlow(List.copyOf(minutes), items.waited(95, since).orElse(null), drain);
  }

  /** The oldest minute first; the last one ends now. */
  private static List<Long> minutes(Map<Instant, Long> bySecond, Instant now) {
    long[] sums = new long[MINUTES];
    bySecond.forEach(
        (second, count) -> {
          long ago = Math.max(0, now.getEpochSecond() - second.getEpochSecond()) / 60;
          if (ago < MINUTES) {
            sums[MINUTES - 1 - (int) ago] += count;
          }
        });
    return Stream.iterate(0, i -> i < MINUTES, i -> i + 1).map(i -> sums[i]).toList();
  }

  /** Counts by second; a few hundred rows however much was done. */
  static Map<Instant, Long> bySecond(Tx tx, String sql, Instant since) throws SQLException {
    Map<Instant, Long> counts = new HashMap<>();
    tx.query(
        sql, rs -> counts.put(Instant.parse(rs.getString(1)), rs.getLong(2)), Utc.format(since));
    return counts;
  }

  private static long rows(List<Group> groups, Predicate<Group> which) {
    return groups.stream().filter(which).mapToLong(Group::rows).sum();
  }
}
