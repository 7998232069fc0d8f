package dev.reeve.engine.registry;

import java.util.List;

/**
 * What bringing the registry to this program's version would change. Source: {@code
 * docs/reference/registry.md}. Immutable.
 *
 * @param from the file's version
 * @param to the version it would have; equal to {@code from} when there is nothing to do
 * @param registryHash the state this was computed for
 * @param columns names of the columns that may be written afterwards, in their order
 * @param files active file records, which the next comparison fills with them
 */
public record UpgradePlan(
    String from, String to, String registryHash, List<String> columns, long files) {
  public UpgradePlan {
    columns = List.copyOf(columns);
  }

  /** Whether there is something to do. */
  public boolean needed() {
    return !from.equals(to);
  }
}
