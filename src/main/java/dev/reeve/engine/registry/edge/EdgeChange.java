package dev.reeve.engine.registry.edge;

import java.util.Locale;

/**
 * What is to happen to one edge. Source: {@code docs/reference/edges.md}.
 *
 * @param days since its evidence was observed, -1 when that is not known
 */
public record EdgeChange(String id, String recordId, Action action, long days, String reason) {

  /** What. */
  public enum Action {
    /** A person should confirm it; nothing is written. */
    CONFIRM,
    /** Its status becomes quarantined. */
    QUARANTINE,
    /** It gets the flag {@code stale_evidence}. */
    FLAG_STALE,
    /** It gets the flag {@code dangling}, for its target is deleted. */
    FLAG_DANGLING,
    /** It loses that flag, for its target is back. */
    CLEAR_DANGLING;

    /** As commands print it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
