package dev.reeve.engine.registry.contract;

import dev.reeve.engine.workspace.Globs;
import dev.reeve.engine.workspace.ModuleContract;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** One contract, ready to be asked about files. Immutable. */
final class FolderRules {
  private final ModuleContract contract;
  private final Globs forbidden;
  private final Globs canonical;
  private final Globs named;
  private final TreeMap<String, String> paths;
  private final Globs generated;
  private final Globs runArtifacts;
  private final boolean caseInsensitive;

  FolderRules(ModuleContract contract, boolean caseInsensitive) {
    this.contract = contract;
    this.caseInsensitive = caseInsensitive;
    this.forbidden = globs(contract.forbiddenPatterns());
    this.canonical = globs(contract.canonicalAllowlist());
    List<String> expected =
        java.util.stream.Stream.concat(
                contract.requiredPaths().stream(), contract.optionalPaths().stream())
            .toList();
    this.named = globs(expected.stream().filter(FolderRules::isPattern).toList());
    this.paths = new TreeMap<>(caseInsensitive ? String.CASE_INSENSITIVE_ORDER : null);
    expected.stream().filter(path -> !isPattern(path)).forEach(path -> paths.put(path, path));
    this.generated = globs(contract.generatedPatterns());
    this.runArtifacts = globs(contract.runArtifactPatterns());
  }

  private Globs globs(List<String> patterns) {
    return Globs.of(patterns, caseInsensitive);
  }

  /** Whether a text of a contract stands for more than one path. */
  static boolean isPattern(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }

  ModuleContract contract() {
    return contract;
  }

  /** Whether a pattern of a required path matches. */
  boolean satisfies(String pattern, String path) {
    return globs(List.of(pattern)).matches(inside(path));
  }

  /** The path as the contract's patterns have it: relative to its folder. */
  String inside(String path) {
    return contract.root().equals(".") ? path : path.substring(contract.root().length() + 1);
  }

  /** The path in the workspace of one that the contract names. */
  String outside(String path) {
    return contract.root().equals(".") ? path : contract.root() + "/" + path;
  }

  /** What the contract says of a file in its folder. */
  Standing standing(String path) {
    String text = inside(path);
    if (forbidden.matches(text)) {
      return Standing.FORBIDDEN;
    }
    if (canonical.matches(text) || named.matches(text) || paths.containsKey(text)) {
      return Standing.CANONICAL;
    }
    if (generated.matches(text)) {
      return Standing.GENERATED;
    }
    return runArtifacts.matches(text) ? Standing.RUN_ARTIFACT : Standing.CANDIDATE;
  }

  /** The one path named in the contract whose last segment is that of this file. */
  Optional<String> sameName(String path) {
    String name = name(path);
    List<String> found =
        paths.keySet().stream()
            .filter(
                named ->
                    caseInsensitive ? name(named).equalsIgnoreCase(name) : name(named).equals(name))
            .toList();
    return found.size() == 1 ? Optional.of(outside(found.getFirst())) : Optional.empty();
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
