package dev.reeve.engine.lifecycle;

import dev.reeve.engine.store.Tx;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The checks of a request that need no guard, and the wording of every refusal. */
final class Legality {
  private Legality() {}

  static Optional<TransitionResult> answeredBefore(TransitionRequest request, Tx tx)
      throws SQLException {
    String command = request.commandId();
    if (command == null || request.consequence()) {
      return Optional.empty();
    }
    return CommandDao.find(tx, command)
        .map(
            answered ->
                answered.payload().equals(request.payloadHash())
                    ? answered.outcome()
                    : refused(
                        Refusal.DUPLICATE_COMMAND,
                        "The command " + command + " was used before, for something else."));
  }

  /** What can be said from the table and the row alone. */
  static <E extends Entity> TransitionResult.@Nullable Refused illegal(
      StateMachine<E> machine, E entity, String to, TransitionRequest request) {
    if (entity.version() != request.expectedVersion()) {
      return refused(
          Refusal.STALE_VERSION,
          what(request)
              + ": it is at version "
              + entity.version()
              + ", not "
              + request.expectedVersion()
              + ".");
    }
    if (machine.terminal(entity.state())) {
      return refused(
          Refusal.TERMINAL_STATE, what(request) + ": it has ended as " + entity.state() + ".");
    }
    Edge<E> edge = machine.edge(entity.state(), to).orElse(null);
    if (edge == null) {
      return refused(
          Refusal.EDGE_NOT_ALLOWED,
          what(request) + ": no way leads there from " + entity.state() + ".");
    }
    Edge.Trigger needs = edge.triggers().get(request.trigger());
    if (needs == null) {
      return refused(
          Refusal.TRIGGER_NOT_ALLOWED,
          what(request) + ": " + request.trigger() + " is no cause for it.");
    }
    boolean byPerson = request.operator() != null && !request.operator().isBlank();
    if (needs == Edge.Trigger.OPERATOR_AND_REASON && !byPerson) {
      return refused(Refusal.OPERATOR_REQUIRED, what(request) + ": only a person may do this.");
    }
    boolean reasoned = request.reason() != null && !request.reason().isBlank();
    boolean reasonNeeded =
        needs == Edge.Trigger.OPERATOR_AND_REASON
            || (needs == Edge.Trigger.REASON_FROM_OPERATOR && byPerson);
    return reasonNeeded && !reasoned
        ? refused(Refusal.REASON_REQUIRED, what(request) + ": it needs a reason.")
        : null;
  }

  static String what(TransitionRequest request) {
    return "The change of "
        + request.entityType()
        + " "
        + request.entityId()
        + " to "
        + request.toState();
  }

  static TransitionResult.Refused refused(Refusal code, String message) {
    return new TransitionResult.Refused(code, message, List.of());
  }
}
