package dev.reeve.engine.registry;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
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
   * @param skipped a manifest on the way that is not valid, and what is wrong in it; empty text for
   *     none
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
      return read(manifest, folder.equals(".") ? name : folder + "/" + name);
    }
    return NOTHING;
  }

  private Found read(Path manifest, String path) {
    try {
      if (Files.size(manifest) > LARGEST) {
        return invalid(path, "it is larger than 1 MiB");
      }
      JsonNode moduleId = YAML.readTree(Files.readAllBytes(manifest)).path("module_id");
      if (moduleId.isMissingNode() || moduleId.isNull()) {
        return invalid(path, "it has no module_id");
      }
      return moduleId.isTextual() && policy.wellFormed(moduleId.textValue())
          ? new Found(Optional.of(moduleId.textValue()), "")
          : invalid(path, "its module_id is " + Subject.show(moduleId) + ", which is no module id");
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      return invalid(path, "it is no YAML" + (at == null ? "" : " from line " + at.getLineNr()));
    } catch (IOException e) {
      return invalid(path, "it cannot be read");
    }
  }

  private static Found invalid(String path, String why) {
    return new Found(Optional.empty(), path + " is not valid: " + why);
  }
}
