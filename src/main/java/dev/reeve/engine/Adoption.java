package dev.reeve.engine;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.FullDisk;
import dev.reeve.engine.workspace.OwnFiles;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Taking a folder into care: creates {@code .reeve} and nothing else, in observe mode. Calls block.
 * Source: {@code docs/reference/workspace.md}.
 */
public final class Adoption {
  private static final String FAILED = "ADOPT_FAILED";

  /** A folder to be made; other values are a file's text. */
  private static final String FOLDER = "";

  private static final String CONFIG =
      """
      # Reeve's settings for this workspace. Every key is optional; docs/reference/workspace.md lists them.

      [engine]
      # "dry_run" is observe mode: Reeve watches and plans, and changes nothing.
      # "live" lets it write the registry.
      mode = "dry_run"
      """;

  private static final String GITIGNORE =
      """
      # Only what belongs to the repository's own history is kept.
      *
      !.gitignore
      !config.toml
      !policy.yaml
      !storage-policy.yaml
      !link-rules.json
      !link-baseline.json
      !failure-rules.json
      """;

  private Adoption() {}

  private static Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("config.toml", CONFIG);
    parts.put(".gitignore", GITIGNORE);
    parts.put("state", FOLDER);
    return parts;
  }

  /** What adopting would create, relative to the root; empty when it is adopted already. */
  public static List<String> plan(Workspace workspace) {
    return parts().keySet().stream()
        .filter(part -> !Files.exists(workspace.own(part), LinkOption.NOFOLLOW_LINKS))
        .map(part -> Workspace.OWN + "/" + part)
        .toList();
  }

  /**
   * Creates what is missing; what is there stays as it is.
   *
   * @return what was created, relative to the root
   * @throws EngineException {@code ADOPT_FAILED} or {@code DISK_FULL} when the folder cannot be
   *     written, or {@code .reeve} is a link or a file
   */
  public static List<String> adopt(Workspace workspace) {
    Path own = workspace.own();
    if (Files.exists(own, LinkOption.NOFOLLOW_LINKS)
        && !Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)) {
      throw failed(FAILED, workspace, ".reeve is there and is not a folder");
    }
    List<String> missing = plan(workspace);
    OwnFiles files = workspace.ownFiles();
    try {
      files.createDirectories(own);
      for (Map.Entry<String, String> part : parts().entrySet()) {
        if (missing.contains(Workspace.OWN + "/" + part.getKey())) {
          create(files, own.resolve(part.getKey()), part.getValue());
        }
      }
    } catch (IOException e) {
      throw failed(FullDisk.codeOr(FAILED, e), workspace, e.toString()).causedBy(e);
    }
    return missing;
  }

  private static void create(OwnFiles files, Path path, String text) throws IOException {
    if (text.equals(FOLDER)) {
      files.createDirectories(path);
    } else {
      files.writeNew(path, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static EngineException failed(String code, Workspace workspace, String why) {
    return EngineException.of(
            Kind.UNAVAILABLE,
            code,
            "The folder " + workspace.root() + " was not adopted: " + why + ".")
        .with(
            "None of your files was changed; what was created in .reeve may stay.",
            "Make the folder writable, then adopt it again.");
  }
}
