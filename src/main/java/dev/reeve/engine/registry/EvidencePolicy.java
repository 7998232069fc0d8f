package dev.reeve.engine.registry;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Data of contract P4.
 *
 * @param quarantineBelow confidence under which an edge is set aside
 * @param staleAfterDays age of any evidence at which it is flagged
 */
public record EvidencePolicy(
    Map<String, Method> methods,
    double quarantineBelow,
    int staleAfterDays,
    Tiers tiers,
    Gates gates) {
  public EvidencePolicy {
    Objects.requireNonNull(methods, "methods");
    Objects.requireNonNull(tiers, "tiers");
    Objects.requireNonNull(gates, "gates");
    RegistryPolicies.requirePositive("quarantine_below", quarantineBelow);
    RegistryPolicies.requirePositive("stale_after_days", staleAfterDays);
  }

  /**
   * @param confidence least and most
   * @param locator what it should look like, null for any
   * @param notes text the notes must contain (empty: any text), null when none are needed
   * @param quarantined whether such an edge always starts in quarantine
   * @param warnAfterDays 0 for never
   * @param quarantineAfterDays 0 for never
   */
  public record Method(
      List<Double> confidence,
      List<String> required,
      @Nullable Pattern locator,
      @Nullable String notes,
      boolean quarantined,
      int warnAfterDays,
      int quarantineAfterDays) {
    public Method {
      if (confidence.size() != 2) {
        throw new IllegalArgumentException("confidence is least and most");
      }
      Objects.requireNonNull(required, "required");
    }

    boolean covers(double value) {
      return value >= confidence.get(0) && value <= confidence.get(1);
    }
  }

  /** Shares of all edges beyond which a strict validation warns. */
  public record Gates(int leastHighPercent, int mostLowPercent, int mostQuarantinedPercent) {}

  /** Least confidence of the two upper tiers. */
  public record Tiers(double high, double medium) {}
}
