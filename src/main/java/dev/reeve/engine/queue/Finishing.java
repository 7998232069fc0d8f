package dev.reeve.engine.queue;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ends tries: rows that nothing happened to are finished by one statement a batch, all others one
 * by one. A claim whose lease was lost changes nothing. One object serves one unit of work.
 */
final class Finishing {
  /** What is closed to all rows is asked for again every five minutes at the latest. */
  private static final int MOST_STEPS_CLOSED = 5;

  private final WorkItemDao items;
  private final AttemptDao attempts;
  private final RetryPolicy policy;
  private final Instant now;
  private final List<WorkItem> changed = new ArrayList<>();
  private final List<FileEvent> handedOn = new ArrayList<>();

  /** What claims of one batch that ended alike have in common. */
  private record Alike(
      String token,
      @Nullable String worker,
      @Nullable String pipelineState,
      @Nullable String executionId) {}

  Finishing(WorkItemDao items, AttemptDao attempts, RetryPolicy policy, Instant now) {
    this.items = items;
    this.attempts = attempts;
    this.policy = policy;
    this.now = now;
  }

  /** The newest snapshots of what was changed. */
  List<WorkItem> changed() {
    return changed;
  }

  /** Events of other paths that follow from what was ended. */
  List<FileEvent> handedOn() {
    return handedOn;
  }

  /** Ends all of them; gives the claims that were no longer held. */
  List<Claim> finish(List<? extends Outcome> outcomes) throws SQLException {
    Map<Alike, Map<Long, Claim>> done = new LinkedHashMap<>();
    Map<Long, Outcome> others = new LinkedHashMap<>();
    for (Outcome outcome : outcomes) {
      Claim claim = outcome.claim();
      if (outcome instanceof Outcome.Done end
          && !WorkQueue.PARSE_FAILED.equals(end.pipelineState())) {
        Alike alike =
            new Alike(claim.token(), claim.item().worker(), end.pipelineState(), end.executionId());
        done.computeIfAbsent(alike, ignored -> new LinkedHashMap<>()).put(id(claim), claim);
      } else {
        others.put(id(claim), outcome);
      }
    }
    for (Map.Entry<Alike, Map<Long, Claim>> group : done.entrySet()) {
      Alike alike = group.getKey();
      Map<Long, Claim> claims = group.getValue();
      Set<Long> finished =
          items.finishUnchanged(
              claims.keySet(), alike.token(), now, alike.pipelineState(), alike.executionId());
      attempts.done(finished, String.valueOf(alike.worker()), alike.pipelineState());
      claims.forEach(
          (id, claim) -> {
            if (finished.contains(id)) {
              changed.add(done(claim.item(), alike));
            } else {
              others.put(id, new Outcome.Done(claim, alike.pipelineState(), alike.executionId()));
            }
          });
    }
    return others.isEmpty() ? List.of() : one(others);
  }

  private List<Claim> one(Map<Long, Outcome> outcomes) throws SQLException {
    Map<Long, ItemRow> rows = load(outcomes.keySet());
    List<Claim> lost = new ArrayList<>();
    for (Map.Entry<Long, Outcome> entry : outcomes.entrySet()) {
      ItemRow row = rows.get(entry.getKey());
      Claim claim = entry.getValue().claim();
      if (row == null || !row.running() || !claim.token().equals(row.token)) {
        lost.add(claim);
        continue;
      }
      switch (entry.getValue()) {
        case Outcome.Done end -> done(row, end.pipelineState(), end.executionId());
        case Outcome.Next end -> next(row, end);
        case Outcome.Retry end -> failed(row, end.code(), end.error());
        case Outcome.Dead end -> dead(row, end.code(), end.error(), "dead_letter");
        case Outcome.Unstable end -> unstable(row);
      }
      save(row);
    }
    return lost;
  }

  private Map<Long, ItemRow> load(Collection<Long> ids) throws SQLException {
    Map<Long, ItemRow> rows = new HashMap<>();
    for (ItemRow row : items.byId(ids)) {
      rows.put(row.id, row);
    }
    return rows;
  }

  private void done(ItemRow row, @Nullable String found, @Nullable String executionId)
      throws SQLException {
    attempts.ended(row, now, "done", found, null, null, null);
    ItemRow.Next next = row.next;
    if (next == null) {
      row.leave(ItemState.DONE, now);
      row.errorCode = null;
      row.error = null;
    } else {
      row.next = null;
      row.revive(next.change(), Instant.parse(next.seen()), next.state());
      row.fingerprint = next.fingerprint();
    }
    row.executionId = executionId;
    row.pipelineState = found == null ? row.pipelineState : found;
    if (WorkQueue.PARSE_FAILED.equals(found)) {
      int limit = WorkQueue.PARSE_FAILURES;
      boolean again = attempts.inARow(row.path, WorkQueue.PARSE_FAILED, limit) >= limit;
      row.pipelineState = again ? WorkQueue.QUARANTINE : found;
    }
  }

  private void next(ItemRow row, Outcome.Next end) throws SQLException {
    boolean newer = row.next != null;
    Instant since = row.firstSeen;
    Instant requeued = row.requeuedAt;
    done(row, end.pipelineState(), end.executionId());
    if (!newer) {
      row.revive(
          new Change(FileEventKind.RECONCILE, null, false, end.reconcileKind()),
          since,
          ItemState.QUEUED);
      row.requeuedAt = requeued;
      row.fingerprint = null;
      row.executionId = end.executionId();
    }
  }

  private void failed(ItemRow row, String code, String error) throws SQLException {
    boolean closed = FailureCodes.CLOSED.contains(code);
    boolean spent = !closed && row.attempts + 1 >= policy.maxAttempts();
    if (FailureCodes.hopeless(code) || spent) {
      dead(row, code, error, "dead_letter");
      return;
    }
    row.attempts += closed ? 0 : 1;
    int step = closed ? Math.min(row.claims, MOST_STEPS_CLOSED) : row.attempts;
    Instant due = now.plus(policy.delay(Math.max(1, step)));
    attempts.ended(row, now, "retry_wait", null, code, error, due);
    joinNext(row);
    row.leave(ItemState.RETRY_WAIT, now);
    row.notBefore = due;
    row.waitsFor = FailureCodes.waiting(code) ? error : null;
    row.errorCode = code;
    row.error = error;
  }

  /** Gives up, or, when something happened meanwhile, begins anew with that. */
  private void dead(ItemRow row, String code, String error, String outcome) throws SQLException {
    row.attempts++;
    attempts.ended(row, now, outcome, null, code, error, null);
    boolean newer = row.next != null;
    ItemState state = row.next == null ? ItemState.DEAD_LETTER : row.next.state();
    Instant since = row.next == null ? row.firstSeen : Instant.parse(row.next.seen());
    joinNext(row);
    if (newer) {
      row.revive(row.change, since, state);
      return;
    }
    row.leave(ItemState.DEAD_LETTER, now);
    row.errorCode = code;
    row.error = error;
  }

  private void unstable(ItemRow row) throws SQLException {
    Instant since = attempts.unstableSince(row.path).orElse(now);
    if (!now.isBefore(since.plus(WorkQueue.NEVER_STABLE))) {
      dead(
          row,
          FailureCodes.FILE_NEVER_STABLE,
          "The file changed each time it was read, since " + since + ".",
          "dead_letter");
      return;
    }
    attempts.ended(row, now, "unstable", null, null, null, null);
    joinNext(row);
    row.leave(ItemState.STABLE_PENDING, now);
  }

  /** The claimed change was not made: what came after it joins it. */
  private void joinNext(ItemRow row) {
    ItemRow.Next next = row.next;
    if (next == null) {
      return;
    }
    Change.Sum sum = row.change.then(next.change(), true);
    row.change = sum.change() == null ? Change.of(FileEventKind.DELETED) : sum.change();
    row.next = null;
    row.fingerprint = next.fingerprint();
    if (sum.gone() != null) {
      handedOn.add(
          new FileEvent(
              row.root, sum.gone(), null, FileEventKind.DELETED, row.lastSeen, null, null));
    }
  }

  /** The worker died: the try counts, and the row is free again unless that was its last. */
  void crashed(ItemRow row) throws SQLException {
    String error = "The worker " + row.worker + " did not renew its lease.";
    if (row.attempts + 1 >= policy.maxAttempts()) {
      dead(row, FailureCodes.CRASH_LOOP, error, "crashed");
    } else {
      row.attempts++;
      attempts.ended(row, now, "crashed", null, null, error, null);
      joinNext(row);
      row.leave(ItemState.QUEUED, null);
    }
    save(row);
  }

  /** Gives rows back untried. */
  void release(List<Claim> claims) throws SQLException {
    Map<Long, ItemRow> rows = load(claims.stream().map(Finishing::id).toList());
    for (Claim claim : claims) {
      ItemRow row = rows.get(id(claim));
      if (row != null && claim.token().equals(row.token)) {
        joinNext(row);
        row.leave(ItemState.QUEUED, null);
        save(row);
      }
    }
  }

  /** A path that never came to rest. */
  void giveUp(ItemRow row, String code, String error) throws SQLException {
    row.claims++;
    dead(row, code, error, "dead_letter");
    save(row);
  }

  private void save(ItemRow row) throws SQLException {
    items.save(row);
    changed.add(row.item(policy.maxAttempts()));
  }

  static long id(Claim claim) {
    return Long.parseLong(claim.item().id());
  }

  private WorkItem done(WorkItem was, Alike alike) {
    return new WorkItem(
        was.id(),
        was.root(),
        was.path(),
        was.oldPath(),
        was.event(),
        was.contentChanged(),
        ItemState.DONE,
        alike.pipelineState() == null ? was.pipelineState() : alike.pipelineState(),
        was.generation(),
        was.claimedGeneration(),
        was.merged(),
        was.attempts(),
        was.maxAttempts(),
        was.priority(),
        was.firstSeen(),
        was.lastSeen(),
        was.requeuedAt(),
        null,
        was.startedAt(),
        now,
        null,
        null,
        null,
        null,
        null,
        alike.executionId());
  }
}
