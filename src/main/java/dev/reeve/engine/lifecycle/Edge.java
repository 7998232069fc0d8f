package dev.reeve.engine.lifecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.event.Severity;
import dev.reeve.engine.store.Tx;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One permitted way from a state to another. Immutable. Source: {@code
 * docs/reference/lifecycle.md}.
 *
 * @param triggers the causes it may have
 * @param loop whether it may lead back to an earlier level
 * @param guards what must hold in the same transaction
 * @param columns what changes in the row beside its state
 * @param effects what follows in the same transaction
 */
public record Edge<E extends Entity>(
    String from,
    String to,
    Map<String, Trigger> triggers,
    Severity severity,
    boolean loop,
    List<Guard<E>> guards,
    List<Columns<E>> columns,
    List<Effect<E>> effects) {

  /** What a cause asks of the request. */
  public enum Trigger {
    /** Nothing. */
    AUTOMATIC,
    /** A reason, when a person asked for it. */
    REASON_FROM_OPERATOR,
    /** A person and a reason. */
    OPERATOR_AND_REASON
  }

  /**
   * A change that is being made.
   *
   * @param entity as it was read in this transaction
   * @param request what was asked
   * @param at the time the change carries
   */
  public record Change<E extends Entity>(E entity, TransitionRequest request, Instant at) {}

  /** A condition; it only reads. */
  @FunctionalInterface
  public interface Guard<E extends Entity> {
    /** Each condition that does not hold, as a sentence; empty when all do. */
    List<String> failing(Change<E> change, Tx tx) throws SQLException;
  }

  /** Further columns of the row that change with its state. */
  @FunctionalInterface
  public interface Columns<E extends Entity> {
    Map<String, ? extends @Nullable Object> of(Change<E> change);
  }

  /**
   * What follows from the change, in the same transaction, such as changes of other entities.
   * Throws an {@link dev.reeve.engine.workspace.EngineException} with code {@code
   * INVARIANT_VIOLATED} to refuse the whole.
   */
  @FunctionalInterface
  public interface Effect<E extends Entity> {
    void apply(Change<E> change, Tx tx) throws SQLException;
  }

  /** What a machine always records of a change. */
  @FunctionalInterface
  public interface Metadata<E extends Entity> {
    ObjectNode of(Change<E> change);
  }
}
