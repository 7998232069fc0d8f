package dev.reeve.engine.lifecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.event.EventLog;
import dev.reeve.engine.event.NewEvent;
import dev.reeve.engine.event.Severity;
import dev.reeve.engine.event.StoredEvent;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.store.Unit;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The only way to change a state. The row, its history and what follows from it are written in one
 * transaction, or nothing is. A refusal is an answer, not an exception; it changes nothing and is
 * recorded as an event. Called inside a unit of the store, a change joins it; otherwise the call
 * waits until it is durable. Safe on any thread but the JavaFX thread. Source: {@code
 * docs/reference/lifecycle.md}.
 */
public final class TransitionService implements AutoCloseable {
  private static final Duration COMMANDS_KEPT = Duration.ofDays(30);

  private final Store store;
  private final EventLog log;
  private final EngineClock clock;
  private final Map<String, StateMachine<?>> machines = new HashMap<>();
  private final RefusalLog refusals;

  /** Raised inside the unit to undo it; becomes the answer outside. */
  private static final class Undone extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient TransitionResult.Refused refused;

    Undone(TransitionResult.Refused refused) {
      super(refused.message(), null, false, false);
      this.refused = refused;
    }
  }

  public TransitionService(
      Store store, EventLog log, EngineClock clock, List<? extends StateMachine<?>> machines) {
    this(
        store,
        log,
        clock,
        machines,
        CompletableFuture.delayedExecutor(
            1, TimeUnit.SECONDS, task -> Thread.ofVirtual().start(task)));
  }

  TransitionService(
      Store store,
      EventLog log,
      EngineClock clock,
      List<? extends StateMachine<?>> machines,
      Executor afterOneSecond) {
    this.store = store;
    this.log = log;
    this.clock = clock;
    this.refusals = new RefusalLog(log, afterOneSecond);
    for (StateMachine<?> machine : machines) {
      if (this.machines.put(machine.entityType(), machine) != null) {
        throw new IllegalArgumentException("Two machines for " + machine.entityType());
      }
    }
  }

  /**
   * Changes the state of one entity, or says why not. The checks come in the order of {@link
   * Refusal}; the first that fails is the answer. A command id that was carried out before gives
   * its first answer and changes nothing.
   */
  public TransitionResult transition(TransitionRequest request) {
    StateMachine<?> machine = machines.get(request.entityType());
    TransitionResult result =
        machine == null
            ? Legality.refused(
                Refusal.UNKNOWN_ENTITY, "There is no machine " + request.entityType() + ".")
            : inOneUnit(tx -> change(machine, request, tx));
    if (result instanceof TransitionResult.Refused refused) {
      refusals.note(request, refused);
    }
    return result;
  }

  /**
   * Makes a change that follows from another, for an {@link Edge.Effect}: under the same command
   * and operator, in the same transaction.
   *
   * @throws EngineException {@code INVARIANT_VIOLATED} when it is refused, which undoes the cause
   */
  public TransitionResult.Applied follow(TransitionRequest request, TransitionRequest cause) {
    return switch (transition(request.following(cause))) {
      case TransitionResult.Applied applied -> applied;
      case TransitionResult.Refused refused ->
          throw EngineException.of(
              EngineException.Kind.CONFLICT, "INVARIANT_VIOLATED", refused.message());
    };
  }

  /**
   * Adds an entity in its machine's initial state and records that.
   *
   * @param entity with version 0 and the initial state
   * @param cause the request whose reason, operator, metadata and command it carries; its entity
   *     and state are not looked at
   */
  public <E extends Entity> TransitionResult create(
      StateMachine<E> machine, E entity, TransitionRequest cause) {
    if (!entity.state().equals(machine.initial()) || entity.version() != 0) {
      return Legality.refused(
          Refusal.UNKNOWN_STATE,
          "A new " + machine.entityType() + " begins as " + machine.initial() + ", version 0.");
    }
    return inOneUnit(
        tx -> {
          Optional<TransitionResult> before = Legality.answeredBefore(cause, tx);
          if (before.isPresent()) {
            return before.get();
          }
          if (machine.dao().find(tx, entity.id()).isPresent()) {
            return Legality.refused(
                Refusal.DUPLICATE_ID, machine.entityType() + " " + entity.id() + " exists.");
          }
          orInvariant(
              () ->
                  store.write(
                      inner -> {
                        machine.dao().insert(inner, entity);
                        return 1;
                      }));
          Edge.Change<E> change = new Edge.Change<>(entity, cause, entity.updatedAt());
          return recorded(machine, change, null, entity.state(), 0, Severity.INFO, tx);
        });
  }

  /** Records the refusals that are still being counted. */
  @Override
  public void close() {
    refusals.endAll();
  }

  private TransitionResult inOneUnit(Unit<TransitionResult> unit) {
    try {
      return store.write(unit);
    } catch (Undone e) {
      return e.refused;
    } catch (EngineException e) {
      return Legality.refused(
          e.code().equals("INVARIANT_VIOLATED") ? Refusal.INVARIANT_VIOLATED : Refusal.STORE_FAILED,
          e.getMessage() + " (" + e.code() + ")");
    }
  }

  private <E extends Entity> TransitionResult change(
      StateMachine<E> machine, TransitionRequest request, Tx tx) throws SQLException {
    Optional<E> found = machine.dao().find(tx, request.entityId());
    if (found.isEmpty()) {
      return Legality.refused(
          Refusal.UNKNOWN_ENTITY,
          "There is no " + request.entityType() + " " + request.entityId() + ".");
    }
    E entity = found.get();
    String to = request.toState();
    if (to == null || !machine.hasState(to)) {
      return Legality.refused(
          Refusal.UNKNOWN_STATE, "A " + request.entityType() + " has no state " + to + ".");
    }
    Optional<TransitionResult> before = Legality.answeredBefore(request, tx);
    if (before.isPresent()) {
      return before.get();
    }
    TransitionResult.@Nullable Refused illegal = Legality.illegal(machine, entity, to, request);
    if (illegal != null) {
      return illegal;
    }
    Edge<E> edge = machine.edge(entity.state(), to).orElseThrow();
    Edge.Change<E> change = new Edge.Change<>(entity, request, time(entity));
    List<String> failing = new ArrayList<>();
    for (Edge.Guard<E> guard : edge.guards()) {
      failing.addAll(guard.failing(change, tx));
    }
    if (!failing.isEmpty()) {
      return new TransitionResult.Refused(
          Refusal.GUARD_FAILED,
          Legality.what(request) + " is not possible now: " + String.join("; ", failing) + ".",
          List.copyOf(failing));
    }
    return carriedOut(machine, edge, change, tx);
  }

  private <E extends Entity> TransitionResult carriedOut(
      StateMachine<E> machine, Edge<E> edge, Edge.Change<E> change, Tx tx) throws SQLException {
    E entity = change.entity();
    Map<String, @Nullable Object> columns = new LinkedHashMap<>();
    edge.columns().forEach(column -> columns.putAll(column.of(change)));
    int changed =
        orInvariant(
            () ->
                store.write(
                    inner ->
                        machine
                            .dao()
                            .change(
                                inner,
                                entity.id(),
                                entity.version(),
                                edge.to(),
                                change.at(),
                                columns)));
    if (changed != 1) {
      throw new Undone(
          Legality.refused(
              Refusal.INVARIANT_VIOLATED, "The row of " + entity.id() + " was not changed."));
    }
    Edge.Trigger needs = edge.triggers().get(change.request().trigger());
    boolean byHand =
        needs == Edge.Trigger.OPERATOR_AND_REASON
            || (needs == Edge.Trigger.REASON_FROM_OPERATOR && change.request().operator() != null);
    Severity severity = byHand ? edge.severity().atLeast(Severity.WARNING) : edge.severity();
    TransitionResult result =
        recorded(machine, change, entity.state(), edge.to(), entity.version() + 1, severity, tx);
    orInvariant(
        () ->
            store.write(
                inner -> {
                  for (Edge.Effect<E> effect : edge.effects()) {
                    effect.apply(change, inner);
                  }
                  return 1;
                }));
    return result;
  }

  /** A constraint that a change of rows breaks is the feature's own rule, not a broken store. */
  private static int orInvariant(IntSupplier change) {
    try {
      return change.getAsInt();
    } catch (EngineException e) {
      if (e.code().equals("STORE_CONSTRAINT")) {
        throw new Undone(
            Legality.refused(Refusal.INVARIANT_VIOLATED, String.valueOf(e.getMessage())));
      }
      throw e;
    }
  }

  private <E extends Entity> TransitionResult recorded(
      StateMachine<E> machine,
      Edge.Change<E> change,
      @Nullable String from,
      String to,
      long version,
      Severity severity,
      Tx tx)
      throws SQLException {
    TransitionRequest request = change.request();
    ObjectNode metadata = machine.metadata().of(change).deepCopy();
    metadata.setAll(request.metadata());
    if (clock.now().truncatedTo(ChronoUnit.MILLIS).isBefore(change.at())) {
      metadata.put("clock_adjusted", true);
    }
    StoredEvent event =
        log.append(
            tx,
            NewEvent.ofChange(
                severity,
                machine.entityType(),
                change.entity().id(),
                new NewEvent.Change(from, to, request.trigger(), version, request.commandId()),
                request.reason(),
                metadata,
                request.operator(),
                change.entity().context()),
            change.at());
    TransitionResult.Applied applied =
        new TransitionResult.Applied(
            event.seq(),
            event.eventId(),
            machine.entityType(),
            change.entity().id(),
            from,
            to,
            version,
            change.at());
    if (request.commandId() != null && !request.consequence()) {
      CommandDao.forgetBefore(tx, clock.now().minus(COMMANDS_KEPT));
      CommandDao.insert(
          tx, request.commandId(), request.operator(), request.payloadHash(), applied);
    }
    return applied;
  }

  /** A wall clock that was set back does not reorder an entity's history. */
  private Instant time(Entity entity) {
    Instant now = clock.now().truncatedTo(ChronoUnit.MILLIS);
    return now.isBefore(entity.updatedAt()) ? entity.updatedAt() : now;
  }
}
