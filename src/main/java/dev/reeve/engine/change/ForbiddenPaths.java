package dev.reeve.engine.change;

import dev.reeve.engine.workspace.Globs;
import java.util.List;

/**
 * Paths that no change from outside may touch: version control, secrets, what tools make again.
 * Case does not matter. Source: {@code docs/reference/changes.md}.
 */
final class ForbiddenPaths {
  private static final Globs PATTERNS =
      Globs.of(
          List.of(
              "**/.git/**",
              ".gitignore",
              ".env",
              ".env.*",
              "**/*.pem",
              "**/*.key",
              "**/credentials.*",
              "**/secrets.*",
              "**/node_modules/**",
              "**/.venv/**",
              "**/.venv-dev/**",
              "**/__pycache__/**",
              "**/dist/**",
              "**/build/**",
              "*.lock",
              "pnpm-lock.yaml",
              "package-lock.json",
              "poetry.lock",
              "Pipfile.lock",
              ".reeve/**",
              ".lonelycat/**",
              "id_rsa",
              "id_ed25519",
              "*.p12",
              "*.jks"),
          true);

  private ForbiddenPaths() {}

  /** One finding a path that matches, with the pattern. */
  static List<GateFinding> findings(ChangeSet set) {
    return set.paths().stream()
        .flatMap(
            path ->
                PATTERNS
                    .firstMatch(path)
                    .map(
                        pattern ->
                            new GateFinding(
                                GateFinding.FORBIDDEN,
                                GateFinding.ERROR,
                                path,
                                pattern,
                                "Path '" + path + "' matches forbidden pattern '" + pattern + "'"))
                    .stream())
        .toList();
  }
}
