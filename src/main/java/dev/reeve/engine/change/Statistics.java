package dev.reeve.engine.change;

import java.util.Map;

/**
 * Figures over real executions; dry runs and cached answers do not count. Source: {@code
 * docs/reference/changes.md}.
 *
 * @param byStatus code to number, likewise the others
 * @param averageSeconds over those that ended, 0 when none did; likewise the percentiles
 * @param successRatePercent completed of all that ended, 0 when none did
 */
public record Statistics(
    long total,
    Map<String, Long> byStatus,
    Map<String, Long> byVerdict,
    Map<String, Long> byRisk,
    double averageSeconds,
    double p50Seconds,
    double p95Seconds,
    double successRatePercent) {}
