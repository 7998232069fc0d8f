package dev.reeve.engine.links.web;

import dev.reeve.engine.links.web.WebAnswer.Status;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of asking. Immutable. Source: {@code docs/reference/links.md}.
 *
 * @param answers by address, without fragments
 * @param problem why nothing is known of any address, begun by its code; null when that is not so
 */
public record WebReport(SortedMap<String, WebAnswer> answers, @Nullable String problem) {
  /** What is known of the address that a reference leads to; null when it was not asked for. */
  public @Nullable WebAnswer of(String target) {
    String address = WebAddress.of(target);
    return address == null ? null : answers.get(address);
  }

  /** How many addresses got such an answer. */
  public int count(Status status) {
    return (int) answers.values().stream().filter(each -> each.status() == status).count();
  }
}
