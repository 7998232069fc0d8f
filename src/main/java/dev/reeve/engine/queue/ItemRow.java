package dev.reeve.engine.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** One row of {@code work_items} while a unit of work changes it. Lives on the writer thread. */
final class ItemRow {
  /** The columns, in the order in which {@link #read} takes them. */
  static final String COLUMNS =
      "work_item_id, path, root_id, old_path, event_type, content_changed, reconcile_kind, status,"
          + " pipeline_state, generation, claimed_generation, next_event, merged, attempts, claims,"
          + " priority, first_seen, last_seen, not_before, started_at, completed_at, lease_owner,"
          + " lease_token, lease_until, waits_for, error_code, last_error, execution_id,"
          + " base_fingerprint, requeued_at";

  /**
   * What happened to the path after its row was claimed; kept apart, so that the claimed change can
   * still be repeated when its try fails.
   */
  record Next(
      FileEventKind kind,
      @Nullable String oldPath,
      boolean contentChanged,
      @Nullable String reconcileKind,
      String seen,
      ItemState state,
      @Nullable String fingerprint) {

    Change change() {
      return new Change(kind, oldPath, contentChanged, reconcileKind);
    }

    static Next of(Change change, Instant seen, ItemState state, @Nullable String fingerprint) {
      return new Next(
          change.kind(),
          change.oldPath(),
          change.contentChanged(),
          change.reconcileKind(),
          Utc.format(seen),
          state,
          fingerprint);
    }
  }

  final long id;
  final String path;
  String root;
  Change change;
  ItemState state;
  int priority;
  Instant firstSeen;
  Instant lastSeen;
  @Nullable String pipelineState;
  long generation = 1;
  long claimedGeneration;
  @Nullable Next next;
  int merged = 1;
  int attempts;
  int claims;
  @Nullable Instant requeuedAt;
  @Nullable Instant notBefore;
  @Nullable Instant startedAt;
  @Nullable Instant endedAt;
  @Nullable String worker;
  @Nullable String token;
  @Nullable Instant leaseUntil;
  @Nullable String waitsFor;
  @Nullable String errorCode;
  @Nullable String error;
  @Nullable String executionId;
  @Nullable String fingerprint;

  private ItemRow(
      long id,
      String path,
      String root,
      Change change,
      ItemState state,
      int priority,
      Instant firstSeen,
      Instant lastSeen) {
    this.id = id;
    this.path = path;
    this.root = root;
    this.change = change;
    this.state = state;
    this.priority = priority;
    this.firstSeen = firstSeen;
    this.lastSeen = lastSeen;
  }

  /** A row for a path that has none. */
  static ItemRow fresh(long id, FileEvent event, Change change, ItemState state) {
    Instant seen = event.seen().truncatedTo(ChronoUnit.MILLIS);
    ItemRow row =
        new ItemRow(
            id, event.path(), event.root(), change, state, change.priority().value(), seen, seen);
    row.fingerprint = event.fingerprint();
    return row;
  }

  static ItemRow read(ResultSet rs) throws SQLException {
    ItemRow row =
        new ItemRow(
            rs.getLong(1),
            rs.getString(2),
            rs.getString(3),
            new Change(
                FileEventKind.valueOf(upper(rs.getString(5))),
                rs.getString(4),
                rs.getInt(6) == 1,
                rs.getString(7)),
            ItemState.valueOf(upper(rs.getString(8))),
            rs.getInt(16),
            Utc.parse(rs.getString(17)),
            Utc.parse(rs.getString(18)));
    row.pipelineState = rs.getString(9);
    row.generation = rs.getLong(10);
    row.claimedGeneration = rs.getLong(11);
    row.next = next(rs.getString(12));
    row.merged = rs.getInt(13);
    row.attempts = rs.getInt(14);
    row.claims = rs.getInt(15);
    row.notBefore = time(rs.getString(19));
    row.startedAt = time(rs.getString(20));
    row.endedAt = time(rs.getString(21));
    row.worker = rs.getString(22);
    row.token = rs.getString(23);
    row.leaseUntil = time(rs.getString(24));
    row.waitsFor = rs.getString(25);
    row.errorCode = rs.getString(26);
    row.error = rs.getString(27);
    row.executionId = rs.getString(28);
    row.fingerprint = rs.getString(29);
    row.requeuedAt = time(rs.getString(30));
    return row;
  }

  static String upper(String text) {
    return text.toUpperCase(java.util.Locale.ROOT);
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT);
  }

  static @Nullable Instant time(@Nullable String text) {
    return text == null ? null : Utc.parse(text);
  }

  private static @Nullable Next next(@Nullable String json) throws SQLException {
    try {
      return json == null ? null : Json.mapper().readValue(json, Next.class);
    } catch (JsonProcessingException e) {
      throw new SQLException("A queue row holds no readable next event: " + json, e);
    }
  }

  boolean running() {
    return state == ItemState.RUNNING;
  }

  /** Ends the try: the row is nobody's, in the given state. */
  void leave(ItemState to, @Nullable Instant ended) {
    state = to;
    endedAt = ended;
    worker = null;
    token = null;
    leaseUntil = null;
    notBefore = null;
    waitsFor = null;
  }

  /** Begins a new life of the row. */
  void revive(Change newChange, Instant seen, ItemState to) {
    leave(to, null);
    change = newChange;
    priority = newChange.priority().value();
    attempts = 0;
    firstSeen = seen;
    seen(seen);
    requeuedAt = null;
    startedAt = null;
    errorCode = null;
    error = null;
    executionId = null;
  }

  private void seen(Instant now) {
    lastSeen = lastSeen.isBefore(now) ? now : lastSeen;
  }

  /** Goes on with the same event because a person wants it, ahead of all others; true. */
  boolean requeue(Instant now) {
    revive(change, firstSeen, ItemState.QUEUED);
    seen(now);
    requeuedAt = now;
    generation++;
    fingerprint = null;
    priority = Priority.OPERATOR.value();
    return true;
  }

  /** Ends the wait for the next try because a person wants it; false when it does not wait. */
  boolean retryNow() {
    if (state != ItemState.RETRY_WAIT) {
      return false;
    }
    leave(ItemState.QUEUED, endedAt);
    priority = Priority.OPERATOR.value();
    return true;
  }

  /** Ends it because a person wants it; false when it runs or has ended well. */
  boolean drop(Instant now) {
    boolean open = state == ItemState.DEAD_LETTER || !state.ended();
    if (!open || running()) {
      return false;
    }
    leave(ItemState.CANCELLED, now);
    return true;
  }

  WorkItem item(int maxAttempts) {
    return new WorkItem(
        Long.toString(id),
        root,
        path,
        change.oldPath(),
        change.kind(),
        change.contentChanged(),
        state,
        pipelineState,
        generation,
        claimedGeneration,
        merged,
        attempts,
        maxAttempts,
        priority,
        firstSeen,
        lastSeen,
        requeuedAt,
        notBefore,
        startedAt,
        endedAt,
        worker,
        leaseUntil,
        waitsFor,
        errorCode,
        error,
        executionId);
  }
}
