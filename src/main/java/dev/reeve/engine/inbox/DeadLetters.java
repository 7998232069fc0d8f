package dev.reeve.engine.inbox;

import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.inbox.InboxPlace.Pane;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.Priority;
import dev.reeve.engine.queue.QueueEvent;
import dev.reeve.engine.queue.QueueView;
import dev.reeve.engine.queue.WorkItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Jobs that were given up, one row for each failure code. Source: {@code docs/reference/inbox.md}.
 */
public final class DeadLetters implements InboxSource {
  private static final int MOST_LINES = 40;
  private static final String AFTER_PATH = ": ";

  private final QueueView queue;

  public DeadLetters(QueueView queue) {
    this.queue = queue;
  }

  @Override
  public InboxKind kind() {
    return InboxKind.DEAD_LETTERS;
  }

  @Override
  public boolean changedBy(EngineEvent event) {
    return event instanceof QueueEvent.Changed || event instanceof QueueEvent.Removed;
  }

  @Override
  public List<Concern> read() {
    Map<String, List<WorkItem>> byCode =
        queue.list(Set.of(ItemState.DEAD_LETTER), Integer.MAX_VALUE).stream()
            .collect(
                Collectors.groupingBy(
                    item -> Objects.toString(item.errorCode(), "UNKNOWN"),
                    TreeMap::new,
                    Collectors.toList()));
    return byCode.entrySet().stream()
        .map(group -> concern(group.getKey(), group.getValue()))
        .toList();
  }

  private Concern concern(String code, List<WorkItem> jobs) {
    List<WorkItem> oldestFirst = new ArrayList<>(jobs);
    oldestFirst.sort(Comparator.comparing(DeadLetters::diedAt).thenComparing(WorkItem::id));
    WorkItem newest = oldestFirst.getLast();
    String files =
        jobs.size() == 1 ? newest.path() : jobs.size() + " files, the newest is " + newest.path();
    return new Concern(
        Concern.id(kind(), code),
        kind(),
        code + " \u00b7 " + files,
        sentence(Objects.toString(newest.error(), code))
            + (jobs.size() == 1 ? " Its job was" : " Their jobs were")
            + " given up. Mend the cause, then requeue "
            + (jobs.size() == 1 ? "it" : "them")
            + ", or drop what need not be done.",
        jobs.size(),
        diedAt(oldestFirst.getFirst()),
        null,
        null,
        new InboxPlace(Pane.JOBS, oldestFirst.stream().map(WorkItem::id).toList()),
        oldestFirst.reversed().stream()
            .limit(MOST_LINES)
            .map(job -> job.path() + AFTER_PATH + Objects.toString(job.error(), code))
            .toList());
  }

  /** The file that a line of the details is about. */
  static String path(String line) {
    int end = line.indexOf(AFTER_PATH);
    return end < 0 ? line : line.substring(0, end);
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  private static Instant diedAt(WorkItem job) {
    return job.endedAt() == null ? job.lastSeen() : job.endedAt();
  }

  /** Who requeues a job gives it the operator's priority, who drops it cancels it. */
  @Override
  public boolean endedByPerson(Concern gone, Instant shownAt) {
    Set<String> jobs = new HashSet<>(gone.place().items());
    return queue.list(Set.of(), Integer.MAX_VALUE).stream()
        .filter(job -> jobs.contains(job.id()))
        .anyMatch(
            job ->
                job.state() == ItemState.CANCELLED || job.priority() == Priority.OPERATOR.value());
  }
}
