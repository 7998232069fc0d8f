package dev.reeve.engine.lock;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sentences in which the lock room says no to somebody who waited. */
final class Refusals {
  private static final DateTimeFormatter TIME_OF_DAY =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  private static final int MOST_NAMES = 5;

  private Refusals() {}

  static EngineException timeout(
      String failure, List<Claim> requested, Leases.Blocked blocked, Patience patience) {
    List<String> before = new ArrayList<>();
    for (Claim claim : requested) {
      if (claim == blocked.claim()) {
        break;
      }
      before.add(claim.name());
    }
    Lease by = blocked.by();
    LockTimeout.Facts facts =
        new LockTimeout.Facts(
            requested.stream().flatMap(claim -> claim.labels().stream()).toList(),
            List.copyOf(before),
            by.label(blocked.claim().paths()),
            by.owner(),
            patience.waited().toMillis());
    String acquired = before.isEmpty() ? "" : "; acquired before: " + String.join(", ", before);
    return EngineException.of(
            Kind.BUSY,
            "LOCK_TIMEOUT",
            "%s [%s]: %s is %s%s"
                .formatted(
                    failure,
                    shortened(facts.requested()),
                    facts.failedAt(),
                    inTheWay(by, blocked.state()),
                    acquired))
        .with(
            "Waited %d ms; nothing is held.".formatted(facts.waitedMillis()),
            "Wait for the holder (%s), or look at it with 'reeve locks status'."
                .formatted(by.holder()))
        .causedBy(new LockTimeout(facts));
  }

  private static String shortened(List<String> names) {
    String shown = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
    int more = names.size() - MOST_NAMES;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  private static String inTheWay(Lease by, LockStatus.State state) {
    if (!by.granted()) {
      return "promised to " + by.owner() + ", which asked earlier";
    }
    String held = "held by " + by.owner() + since(by.since());
    return switch (state) {
      case HELD, STALE -> held;
      case OVERDUE -> held + " (overdue, but its process lives)";
      case UNKNOWN -> held + " (state unknown: only an operator may break it)";
      case DAMAGED -> held + " (state damaged: only an operator may break it)";
    };
  }

  static EngineException workspaceBusy(Lease keeper) {
    return EngineException.of(
            Kind.BUSY,
            "WORKSPACE_BUSY",
            "This process does not keep the workspace: "
                + keeper.holder()
                + " does"
                + since(keeper.since())
                + ".")
        .with(
            "Nothing was changed.",
            "Use that process, or end it; single change sets can be executed beside it.");
  }

  /** Time of day in UTC, empty when the record does not say. */
  static String since(@Nullable Instant instant) {
    return instant == null ? "" : " since " + TIME_OF_DAY.format(instant);
  }
}
