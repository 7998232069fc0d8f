package dev.reeve.console.approval;

import dev.reeve.console.fx.Texts;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Risk as a bar and a word; a raised one as both, from what was proposed to what was found. */
public final class RiskWords {
  private RiskWords() {}

  /** One level by its code. */
  public static String of(String risk) {
    return switch (risk.toLowerCase(Locale.ROOT)) {
      case "low" -> Texts.get("executions.risk.low");
      case "medium" -> Texts.get("executions.risk.medium");
      case "high" -> Texts.get("executions.risk.high");
      case "critical" -> Texts.get("executions.risk.critical");
      default -> risk;
    };
  }

  /**
   * What was proposed and what was found.
   *
   * @param proposed null where nobody proposed one
   */
  public static String of(@Nullable String proposed, String found) {
    return proposed == null || proposed.equals(found)
        ? of(found)
        : Texts.get("executions.risk.raised", of(proposed), of(found));
  }
}
