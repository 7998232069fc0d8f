package dev.reeve.engine.registry;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Data of contract P6. Source: {@code docs/reference/registry-policies.md}.
 *
 * @param globalRoles roles that are valid in every step
 */
public record ProcessPolicy(List<String> globalRoles, Map<String, Owned> processes) {
  public ProcessPolicy {
    Objects.requireNonNull(globalRoles, "global_roles");
    Objects.requireNonNull(processes, "processes");
  }

  /**
   * @param steps further roles by step
   */
  public record Owned(@Nullable String owner, Map<String, List<String>> steps) {
    public Owned {
      Objects.requireNonNull(steps, "steps");
    }
  }
}
