package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The nearest module manifest of a file: in its folder or the folders above, never above the root.
 * Folders are looked at once; make a new one for each validation. Used by one thread.
 */
final class ModuleManifests {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final long LARGEST = 1 << 20;

  private final Path root;
  private final ModulePolicy policy;
  private final Map<String, Found> folders = new HashMap<>();

  /**
   * @param moduleId of the nearest manifest that is valid
   * @param skipped a manifest on the way that is not valid, empty text for none
   */
  record Found(Optional<String> moduleId, String skipped) {}

  private static final Found NOTHING = new Found(Optional.empty(), "");

  ModuleManifests(Path root, ModulePolicy policy) {
    this.root = root;
    this.policy = policy;
  }

  /** What the manifests say about a file at a canonical relative path. */
  Found nearest(String path) {
    String folder = RegistryPath.parent(path);
    String skipped = "";
    for (int level = 0; level < policy.manifestLevels(); level++) {
      Found here = folders.computeIfAbsent(folder, this::read);
      skipped = skipped.isEmpty() ? here.skipped() : skipped;
      if (here.moduleId().isPresent() || folder.equals(".")) {
        return new Found(here.moduleId(), skipped);
      }
      folder = RegistryPath.parent(folder);
    }
    return new Found(Optional.empty(), skipped);
  }

  private Found read(String folder) {
    Path place = folder.equals(".") ? root : root.resolve(folder);
    for (String name : policy.manifests()) {
      Path manifest = place.resolve(name);
      if (!Files.isRegularFile(manifest, LinkOption.NOFOLLOW_LINKS)) {
        continue;
      }
      try {
        JsonNode tree =
            Files.size(manifest) > LARGEST ? null : YAML.readTree(Files.readAllBytes(manifest));
        String moduleId = tree == null ? null : RegistryJson.text(tree, "module_id");
        return moduleId != null && policy.wellFormed(moduleId)
            ? new Found(Optional.of(moduleId), "")
            : new Found(Optional.empty(), folder + "/" + name);
      } catch (IOException e) {
        return new Found(Optional.empty(), folder + "/" + name);
      }
    }
    return NOTHING;
  }
}
