package dev.reeve.engine.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the sections of the configuration, and the contracts of its folders. Used once. */
final class ConfigReading {
  static final List<String> SECTIONS = List.of("engine", "registry", "watch", "locks", "keep");

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

  private static final ConfigForm.OneOf MODE = new ConfigForm.OneOf(List.of("audit", "enforce"));
  private static final ConfigForm.Like MODULE_ID =
      new ConfigForm.Like("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

  private final JsonNode tree;
  private final TomlValues values;

  ConfigReading(JsonNode tree) {
    this.tree = tree;
    this.values = new TomlValues(tree);
  }

  Config config() {
    for (String section : SECTIONS) {
      JsonNode node = tree.path(section);
      if (!node.isMissingNode() && !node.isObject()) {
        values.refuse(section, "a table", "what holds without it");
      }
    }
    values.problems().addAll(UnknownKeys.sentences(tree));
    return new Config(
        new Config.Engine(values.of(ConfigKey.MODE).equals("live")),
        new Config.Registry(
            values.of(ConfigKey.REGISTRY_PATH),
            values.of(ConfigKey.SCOPE),
            values.of(ConfigKey.VOLATILE_COLUMNS),
            values.of(ConfigKey.BACKUP_BYTES),
            Duration.ofHours(values.of(ConfigKey.VALIDATE_HOURS)),
            values.of(ConfigKey.READ_ONLY),
            values.of(ConfigKey.CARRIER),
            values.of(ConfigKey.DESCRIPTORS)),
        new Config.Watch(
            values.of(ConfigKey.ROOTS),
            values.of(ConfigKey.INCLUDE),
            values.of(ConfigKey.IGNORE),
            values.of(ConfigKey.GITIGNORE),
            Duration.ofMillis(values.of(ConfigKey.DEBOUNCE)),
            Duration.ofMillis(values.of(ConfigKey.WINDOW)),
            Math.toIntExact(values.of(ConfigKey.MAX_ACTIONS)),
            Math.toIntExact(values.of(ConfigKey.MAX_ASSIGN))),
        new Config.Locks(
            values.of(ConfigKey.SUBSYSTEM).equals("on"),
            Duration.ofSeconds(values.of(ConfigKey.TTL)),
            Duration.ofSeconds(values.of(ConfigKey.GRACE)),
            Duration.ofSeconds(values.of(ConfigKey.TIMEOUT))),
        new Config.Keep(
            Math.toIntExact(values.of(ConfigKey.KEEP_EXECUTIONS)),
            Math.toIntExact(values.of(ConfigKey.KEEP_DAYS)),
            values.of(ConfigKey.KEEP_STRATEGY).equals("manual")),
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
    List<String> known = CONTRACT_KEYS.stream().map(name -> key + "." + name).toList();
    for (Map.Entry<String, JsonNode> member : table.properties()) {
      if (!CONTRACT_KEYS.contains(member.getKey())) {
        values.problems().add(UnknownKeys.sentence(key + "." + member.getKey(), known));
      }
    }
    String root = oneFolder(key + ".root", ConfigKey.ROOTS.of(tree));
    return new ModuleContract(
        root,
        moduleId(key + ".module_id"),
        values.of(ConfigKey.key(key + ".mode", MODE, "audit")).equals("enforce"),
        texts(key + ".canonical_allowlist"),
        texts(key + ".required_paths"),
        texts(key + ".optional_paths"),
        texts(key + ".generated_patterns"),
        texts(key + ".run_artifact_patterns"),
        texts(key + ".forbidden_patterns"),
        quarantine(key + ".quarantine_path", root));
  }

  private List<String> texts(String key) {
    return values.of(ConfigKey.key(key, new ConfigForm.Texts(), List.of()));
  }

  private String moduleId(String key) {
    String id = values.of(ConfigKey.key(key, MODULE_ID, ""));
    return id.isEmpty() && values.at(key).isMissingNode()
        ? values.refuse(key, "given: letters, digits, _ . -", "nothing")
        : id;
  }

  /** A folder that is watched, or one in it. */
  private String oneFolder(String key, List<String> watched) {
    JsonNode node = values.at(key);
    String folder = node.isMissingNode() ? "." : withoutSlash(node);
    boolean inside = folder.equals(".") || ConfigForm.Inside.isInside(folder);
    boolean seen = watched.stream().anyMatch(root -> isIn(folder, root));
    return inside && seen ? folder : values.refuse(key, "a watched folder or one in it", ".");
  }

  private static boolean isIn(String path, String folder) {
    return path.equals(folder) || PathText.isUnder(path, folder);
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
        ConfigForm.Inside.isInside(path)
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
