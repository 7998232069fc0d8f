package dev.reeve.engine.registry;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Data of contract P5. Source: {@code docs/reference/registry-policies.md}.
 *
 * @param sources where an assignment may come from
 * @param manifests file names of manifests, the first found counts
 * @param manifestLevels how many folders up from the file's own are looked at, that one included
 * @param pathRules in order, the first match counts
 */
public record ModulePolicy(
    Pattern format,
    int shortest,
    int longest,
    List<String> sources,
    List<String> manifests,
    int manifestLevels,
    List<PathRule> pathRules) {
  public ModulePolicy {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(sources, "sources");
    Objects.requireNonNull(manifests, "manifests");
    Objects.requireNonNull(pathRules, "path_rules");
    RegistryPolicies.requirePositive("shortest", shortest);
    RegistryPolicies.requirePositive("longest", longest);
    RegistryPolicies.requirePositive("manifest_levels", manifestLevels);
  }

  /** A pattern that is searched in a relative path, and what it assigns. */
  public record PathRule(Pattern matches, String moduleId) {
    public PathRule {
      Objects.requireNonNull(matches, "matches");
      Objects.requireNonNull(moduleId, "module_id");
    }
  }

  boolean wellFormed(String moduleId) {
    return moduleId.length() >= shortest
        && moduleId.length() <= longest
        && format.matcher(moduleId).matches();
  }
}
