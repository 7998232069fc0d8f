package dev.reeve.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.change.Changes;
import dev.reeve.engine.change.Trail;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.inbox.ClosedRegistry;
import dev.reeve.engine.inbox.DeadLetters;
import dev.reeve.engine.inbox.FailedStore;
import dev.reeve.engine.inbox.HeldPlans;
import dev.reeve.engine.inbox.Inbox;
import dev.reeve.engine.inbox.InboxList.Decision;
import dev.reeve.engine.inbox.InboxPast;
import dev.reeve.engine.inbox.InboxSource;
import dev.reeve.engine.inbox.InboxView;
import dev.reeve.engine.inbox.InboxWatch;
import dev.reeve.engine.inbox.JobsPast;
import dev.reeve.engine.inbox.KeptVersions;
import dev.reeve.engine.inbox.RefusedWrites;
import dev.reeve.engine.inbox.RegistryAlarms;
import dev.reeve.engine.inbox.StoppedWatchers;
import dev.reeve.engine.inbox.StuckLocks;
import dev.reeve.engine.inbox.UndecidedChanges;
import dev.reeve.engine.inbox.UndecidedLinks;
import dev.reeve.engine.inbox.UnsettledExecutions;
import dev.reeve.engine.inbox.UnusedApprovals;
import dev.reeve.engine.inbox.ValidationProblems;
import dev.reeve.engine.lock.LockView;
import dev.reeve.engine.queue.QueueView;
import dev.reeve.engine.registry.RegistryView;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.watch.WatchView;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Json;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The inbox of one process: which sources it can judge, joined. What only the keeper knows of
 * stands in another process's list as the keeper left it.
 */
final class InboxRoom implements AutoCloseable {
  private final Inbox inbox;
  private final InboxWatch watch;

  /** What the inbox reads. */
  record Rooms(
      Store store,
      Changes changes,
      Trail trail,
      LockView locks,
      QueueView queue,
      RegistryView registry,
      WatchView watch,
      HeldPlanDao heldPlans,
      StoreAlarm alarm) {}

  InboxRoom(
      Rooms rooms, EngineClock clock, EventBus bus, ScheduledExecutorService timer, boolean keeps) {
    this.inbox =
        new Inbox(
            sources(rooms, clock, keeps),
            rooms.store(),
            clock,
            ZoneId.systemDefault(),
            bus,
            (type, operator, ids, how) -> rooms.trail().append(type, operator, members(ids, how)),
            () ->
                rooms
                    .changes()
                    .governance()
                    .newestWord()
                    .map(word -> new Decision(word.approvedAt(), word.approvedBy())),
            new InboxPast(
                    rooms.changes().planPast(),
                    rooms.trail(),
                    new JobsPast(filter -> rooms.changes().history().list(filter).rows()))
                ::of,
            keeps);
    this.watch = new InboxWatch(inbox, bus, clock, timer);
  }

  private static List<InboxSource> sources(Rooms rooms, EngineClock clock, boolean keeps) {
    List<InboxSource> sources =
        new ArrayList<>(
            List.of(
                new RefusedWrites(rooms.store()::refusal),
                new ClosedRegistry(rooms.registry(), rooms.trail()),
                new UndecidedChanges(rooms.changes().governance(), clock),
                new UnusedApprovals(rooms.changes().governance(), clock),
                new UnsettledExecutions(rooms.changes().history()),
                new KeptVersions(rooms.changes().keptEdits()),
                new HeldPlans(rooms.heldPlans()::list, rooms.heldPlans()::settledByPerson),
                new DeadLetters(rooms.queue()),
                new UndecidedLinks(),
                new StuckLocks(rooms.locks(), rooms.trail()),
                new ValidationProblems(rooms.registry())));
    if (keeps) {
      sources.add(new FailedStore(rooms.alarm()::standing, AlarmEvent.class::isInstance));
      sources.add(new RegistryAlarms(rooms.registry()));
      sources.add(new StoppedWatchers(rooms.watch()));
    }
    return sources;
  }

  private static ObjectNode members(List<String> ids, String how) {
    ObjectNode members = Json.mapper().createObjectNode();
    members.set("inbox_items", Json.mapper().valueToTree(ids));
    if (!how.isEmpty()) {
      members.put("rests", how);
    }
    return members;
  }

  InboxView view() {
    return inbox;
  }

  void start() {
    watch.start();
  }

  @Override
  public void close() {
    watch.close();
  }
}
