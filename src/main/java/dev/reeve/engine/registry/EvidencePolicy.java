package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Data of contract P4. Source: {@code docs/reference/registry-policies.md}.
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

  /**
   * Shares of all edges beyond which a strict validation warns; beyond the last two it is time to
   * act.
   */
  public record Gates(
      int leastHighPercent,
      int mostLowPercent,
      int mostQuarantinedPercent,
      int alertLowPercent,
      int alertQuarantinedPercent) {
    public Gates {
      RegistryPolicies.requirePositive("alert_low_percent", alertLowPercent);
      RegistryPolicies.requirePositive("alert_quarantined_percent", alertQuarantinedPercent);
    }
  }

  /**
   * What age says about an edge.
   *
   * @param days since its evidence was observed
   * @param confirm whether its method asks for it to be confirmed again
   * @param quarantine whether nobody confirmed it for so long that it is to be set aside
   * @param stale whether any evidence is stale by then
   */
  public record Age(long days, boolean confirm, boolean quarantine, boolean stale) {}

  /**
   * The age of a stored edge; null when it does not say when it was observed. An operator who makes
   * an edge active confirms it: from then on the time to the next quarantine counts.
   */
  public @Nullable Age age(JsonNode edge, Instant now) {
    Instant observed = time(edge, "observed_utc");
    if (observed == null) {
      return null;
    }
    String name = RegistryJson.text(edge, "evidence_method");
    Method method = name == null ? null : methods.get(name);
    long days = Duration.between(observed, now).toDays();
    int warn = method == null ? 0 : method.warnAfterDays();
    int quarantine = method == null ? 0 : method.quarantineAfterDays();
    boolean active = "active".equals(RegistryJson.text(edge, "status"));
    return new Age(
        days,
        warn > 0 && days > warn,
        quarantine > 0 && active && unconfirmed(edge, observed, now) > quarantine,
        days > staleAfterDays);
  }

  private static long unconfirmed(JsonNode edge, Instant observed, Instant now) {
    String by = RegistryJson.text(edge, "updated_by");
    Instant updated = time(edge, "updated_utc");
    boolean person =
        by != null && PatchSource.of(by).filter(s -> s.actorClass() == ActorClass.USER).isPresent();
    Instant since = person && updated != null && updated.isAfter(observed) ? updated : observed;
    return Duration.between(since, now).toDays();
  }

  private static @Nullable Instant time(JsonNode edge, String column) {
    String text = RegistryJson.text(edge, column);
    return text == null ? null : RegistryTime.instant(text);
  }

  /** {@code high}, {@code medium} or {@code low}. */
  public String tier(double confidence) {
    return confidence >= tiers.high() ? "high" : confidence >= tiers.medium() ? "medium" : "low";
  }

  /** Least confidence of the two upper tiers. */
  public record Tiers(double high, double medium) {}
}
