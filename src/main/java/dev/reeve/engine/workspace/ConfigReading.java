package dev.reeve.engine.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the sections of the configuration, and the contracts of its folders. Used once. */
final class ConfigReading {
  private static final List<String> CONTRACT_KEYS =
      List.of(
          "root",
          "module_id",
          "mode",
          "canonical_allowlist",
          "required_paths",
          "optional_paths",
          "generated_patterns",
          "run_artifact_patterns",
          "forbidden_patterns",
          "quarantine_path");

  private final JsonNode tree;
  private final TomlValues values;

  ConfigReading(JsonNode tree) {
    this.tree = tree;
    this.values = new TomlValues(tree);
  }

  Config config() {
    for (String section : List.of("engine", "registry", "watch", "locks", "keep")) {
      JsonNode node = tree.path(section);
      if (!node.isMissingNode() && !node.isObject()) {
        values.refuse(section, "a table", "what holds without it");
      }
    }
    return new Config(
        new Config.Engine(
            values.oneOf("engine.mode", "dry_run", List.of("dry_run", "live")).equals("live")),
        new Config.Registry(
            values.relative("registry.path", "UNIFIED_SSOT_REGISTRY.json"),
            values.matching("registry.scope", "260118", "[0-9]{6}"),
            values.flag("registry.volatile_columns", false),
            values.number("registry.backup_bytes", 1L << 30, 1 << 20, Long.MAX_VALUE),
            Duration.ofHours(values.number("registry.validate_hours", 24, 0, 8_760)),
            values.flag("registry.read_only", false),
            values.oneOf(
                "registry.carrier",
                "REGISTRY_ONLY",
                List.of("REGISTRY_ONLY", "HEADER", "PREFIX", "HEADER_AND_PREFIX")),
            values.flag("registry.descriptors", true)),
        new Config.Watch(
            values.folders("watch.roots", List.of(".")),
            values.texts("watch.include_globs", List.of("**")),
            values.texts("watch.ignore_patterns", List.of()),
            values.flag("watch.gitignore", true),
            Duration.ofMillis(values.number("watch.debounce_ms", 500, 0, 60_000)),
            Duration.ofMillis(values.number("watch.window_ms", 750, 0, 60_000)),
            (int) values.number("watch.max_actions_per_cycle", 100, 1, 1_000_000),
            (int) values.number("watch.max_assign_per_scan", 50, 1, 1_000_000)),
        new Config.Locks(
            values.oneOf("locks.subsystem", "on", List.of("on", "off")).equals("on"),
            Duration.ofSeconds(values.number("locks.ttl_seconds", 1800, 30, 86_400)),
            Duration.ofSeconds(values.number("locks.grace_seconds", 120, 0, 600)),
            Duration.ofSeconds(values.number("locks.timeout_seconds", 30, 0, 86_400))),
        new Config.Keep(
            (int) values.number("keep.executions", 100, 0, 1_000_000),
            (int) values.number("keep.days", 7, 0, 36_500),
            values
                .oneOf("keep.strategy", "automatic", List.of("automatic", "manual"))
                .equals("manual")),
        contracts(),
        List.copyOf(values.problems()));
  }

  private List<ModuleContract> contracts() {
    JsonNode tables = tree.path("contract");
    if (!tables.isMissingNode() && !tables.isArray()) {
      return values.refuse("contract", "tables, each headed [[contract]]", List.of());
    }
    List<ModuleContract> out = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      int before = values.problems().size();
      ModuleContract contract = contract("contract." + i, tables.get(i));
      boolean twice = out.stream().anyMatch(other -> other.root().equals(contract.root()));
      if (twice) {
        values.refuse("contract." + i + ".root", "a folder without another contract", "the first");
      }
      if (values.problems().size() == before) {
        out.add(contract);
      } else {
        values.problems().add("contract." + i + " is left out as a whole.");
      }
    }
    return List.copyOf(out);
  }

  private ModuleContract contract(String key, JsonNode table) {
    for (Map.Entry<String, JsonNode> member : table.properties()) {
      if (!CONTRACT_KEYS.contains(member.getKey())) {
        values.refuse(key + "." + member.getKey(), "one of " + CONTRACT_KEYS, "nothing");
      }
    }
    String root = oneFolder(key + ".root", values.folders("watch.roots", List.of(".")));
    return new ModuleContract(
        root,
        moduleId(key + ".module_id"),
        values.oneOf(key + ".mode", "audit", List.of("audit", "enforce")).equals("enforce"),
        values.texts(key + ".canonical_allowlist", List.of()),
        values.texts(key + ".required_paths", List.of()),
        values.texts(key + ".optional_paths", List.of()),
        values.texts(key + ".generated_patterns", List.of()),
        values.texts(key + ".run_artifact_patterns", List.of()),
        values.texts(key + ".forbidden_patterns", List.of()),
        quarantine(key + ".quarantine_path", root));
  }

  private String moduleId(String key) {
    String id = values.matching(key, "", "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
    return id.isEmpty() && values.at(key).isMissingNode()
        ? values.refuse(key, "given: letters, digits, _ . -", "nothing")
        : id;
  }

  /** A folder that is watched, or one in it. */
  private String oneFolder(String key, List<String> watched) {
    JsonNode node = values.at(key);
    String folder = node.isMissingNode() ? "." : withoutSlash(node);
    boolean inside = folder.equals(".") || TomlValues.isInside(folder);
    boolean seen = watched.stream().anyMatch(root -> isIn(folder, root));
    return inside && seen ? folder : values.refuse(key, "a watched folder or one in it", ".");
  }

  private static boolean isIn(String path, String folder) {
    return folder.equals(".") || path.equals(folder) || path.startsWith(folder + "/");
  }

  /** Not in version control's or Reeve's own folders, and not around what it takes up. */
  private String quarantine(String key, String root) {
    JsonNode node = values.at(key);
    if (node.isMissingNode()) {
      return Workspace.QUARANTINE;
    }
    String path = withoutSlash(node);
    List<String> folders = List.of(path.toLowerCase(Locale.ROOT).split("/"));
    boolean own = folders.getFirst().equals(Workspace.OWN);
    boolean usable =
        TomlValues.isInside(path)
            && !folders.contains(".git")
            && (!own || isIn(path, Workspace.QUARANTINE))
            && !isIn(root, path);
    return usable
        ? path
        : values.refuse(
            key, "a folder of its own inside the workspace", "'" + Workspace.QUARANTINE + "'");
  }

  private static String withoutSlash(JsonNode node) {
    String text = node.asText();
    return node.isTextual() && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
