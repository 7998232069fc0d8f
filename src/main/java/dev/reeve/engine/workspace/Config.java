package dev.reeve.engine.workspace;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The settings of a workspace, from {@code .reeve/config.toml}: every key is optional, unknown keys
 * are kept to themselves, one value of the wrong kind falls back alone and is listed in {@link
 * #problems}. Immutable.
 *
 * @param contracts what may lie in which folder; one with a value that cannot be used is left out
 *     whole, because the rest of it would say something else
 * @param problems one sentence for each value that was not used
 */
public record Config(
    Engine engine,
    Registry registry,
    Watch watch,
    Locks locks,
    Keep keep,
    List<ModuleContract> contracts,
    List<String> problems) {

  /**
   * @param live false is observe mode: plans are recorded, nothing is changed
   */
  public record Engine(boolean live) {}

  /**
   * @param path the registry file, relative to the root
   * @param scope six digits that end every new id
   * @param volatileColumns whether times of the file system and absolute paths go into the file
   * @param backupBytes how much the backups may take in all
   * @param validateEvery how often the keeper validates all records strictly; zero is never
   * @param readOnly whether the file is made read-only between writes
   * @param carrier how a file carries its id: REGISTRY_ONLY, HEADER, PREFIX or HEADER_AND_PREFIX
   * @param descriptors whether what is in files is described
   */
  public record Registry(
      String path,
      String scope,
      boolean volatileColumns,
      long backupBytes,
      Duration validateEvery,
      boolean readOnly,
      String carrier,
      boolean descriptors) {}

  /**
   * @param roots folders to watch, relative to the root; {@code .} is the whole workspace
   * @param include globs a path must match
   * @param ignore globs added to the defaults
   * @param gitignore whether {@code .gitignore} files count
   * @param debounce quiet time before a file is looked at
   * @param window time between the two samples that must agree
   * @param maxActions most items of one reconcile plan that runs by itself
   * @param maxAssign most new ids of one reconcile plan that runs by itself
   */
  public record Watch(
      List<String> roots,
      List<String> include,
      List<String> ignore,
      boolean gitignore,
      Duration debounce,
      Duration window,
      int maxActions,
      int maxAssign) {}

  /**
   * @param subsystem false is the disabled mode of the subsystem locks
   */
  public record Locks(boolean subsystem, Duration ttl, Duration grace, Duration timeout) {}

  /**
   * @param executions newest executions whose evidence is always kept
   * @param days evidence younger than this is kept
   * @param manual true removes nothing by itself
   */
  public record Keep(int executions, int days, boolean manual) {}

  /** The same settings in the given mode. */
  Config inMode(boolean live) {
    return new Config(new Engine(live), registry, watch, locks, keep, contracts, problems);
  }

  /** What holds without a file. */
  public static Config defaults() {
    return of(Json.mapper().createObjectNode());
  }

  /**
   * Reads {@code config.toml} from the given folder; a missing file gives the defaults.
   *
   * @throws EngineException {@code CONFIG_INVALID} when the file is not TOML or cannot be read
   */
  public static Config read(Path own) {
    Path file = own.resolve("config.toml");
    try {
      return parse(Files.readString(file));
    } catch (NoSuchFileException absent) {
      return defaults();
    } catch (CharacterCodingException e) {
      throw invalid(file, "it is not UTF-8").causedBy(e);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String line = at == null ? "" : " (line " + at.getLineNr() + ")";
      throw invalid(file, e.getOriginalMessage() + line).causedBy(e);
    } catch (IOException e) {
      throw invalid(file, String.valueOf(e.getMessage())).causedBy(e);
    }
  }

  static Config parse(String toml) throws JsonProcessingException {
    return of(new TomlMapper().readTree(toml));
  }

  /** What a tree of the file says. */
  public static Config of(JsonNode tree) {
    return new Reading(tree).config();
  }

  private static EngineException invalid(Path file, String why) {
    return EngineException.of(
            EngineException.Kind.INVALID,
            "CONFIG_INVALID",
            "The workspace was not opened: " + file + " cannot be read: " + why)
        .with("Nothing was changed.", "Correct the file or move it away; every key is optional.");
  }

  /** Takes values one by one and notes those that cannot be used. */
  private static final class Reading {
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

    private static final ConfigForm<String> MODES =
        new ConfigForm.OneOf(List.of("audit", "enforce"));
    private static final ConfigForm<String> MODULE_ID =
        new ConfigForm.Like("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

    private final JsonNode tree;
    private final List<String> problems = new ArrayList<>();

    Reading(JsonNode tree) {
      this.tree = tree;
    }

    Config config() {
      for (String section : List.of("engine", "registry", "watch", "locks", "keep")) {
        JsonNode node = tree.path(section);
        if (!node.isMissingNode() && !node.isObject()) {
          refuse(section, "a table", "what holds without it");
        }
      }
      return new Config(
          new Engine(value(ConfigKey.MODE).equals("live")),
          new Registry(
              value(ConfigKey.REGISTRY_PATH),
              value(ConfigKey.SCOPE),
              value(ConfigKey.VOLATILE_COLUMNS),
              value(ConfigKey.BACKUP_BYTES),
              Duration.ofHours(value(ConfigKey.VALIDATE_HOURS)),
              value(ConfigKey.READ_ONLY),
              value(ConfigKey.CARRIER),
              value(ConfigKey.DESCRIPTORS)),
          new Watch(
              value(ConfigKey.ROOTS),
              value(ConfigKey.INCLUDE),
              value(ConfigKey.IGNORE),
              value(ConfigKey.GITIGNORE),
              Duration.ofMillis(value(ConfigKey.DEBOUNCE)),
              Duration.ofMillis(value(ConfigKey.WINDOW)),
              value(ConfigKey.MAX_ACTIONS).intValue(),
              value(ConfigKey.MAX_ASSIGN).intValue()),
          new Locks(
              value(ConfigKey.SUBSYSTEM).equals("on"),
              Duration.ofSeconds(value(ConfigKey.TTL)),
              Duration.ofSeconds(value(ConfigKey.GRACE)),
              Duration.ofSeconds(value(ConfigKey.TIMEOUT))),
          new Keep(
              value(ConfigKey.KEEP_EXECUTIONS).intValue(),
              value(ConfigKey.KEEP_DAYS).intValue(),
              value(ConfigKey.KEEP_STRATEGY).equals("manual")),
          contracts(),
          List.copyOf(problems));
    }

    private List<ModuleContract> contracts() {
      JsonNode tables = tree.path("contract");
      if (!tables.isMissingNode() && !tables.isArray()) {
        return refuse("contract", "tables, each headed [[contract]]", List.of());
      }
      List<ModuleContract> out = new ArrayList<>();
      for (int i = 0; i < tables.size(); i++) {
        int before = problems.size();
        ModuleContract contract = contract("contract." + i, tables.get(i));
        boolean twice = out.stream().anyMatch(other -> other.root().equals(contract.root()));
        if (twice) {
          refuse("contract." + i + ".root", "a folder without another contract", "the first");
        }
        if (problems.size() == before) {
          out.add(contract);
        } else {
          problems.add("contract." + i + " is left out as a whole.");
        }
      }
      return List.copyOf(out);
    }

    private ModuleContract contract(String key, JsonNode table) {
      for (Map.Entry<String, JsonNode> member : table.properties()) {
        if (!CONTRACT_KEYS.contains(member.getKey())) {
          refuse(key + "." + member.getKey(), "one of " + CONTRACT_KEYS, "nothing");
        }
      }
      String root = oneFolder(key + ".root", ConfigKey.ROOTS.of(tree));
      return new ModuleContract(
          root,
          moduleId(key + ".module_id"),
          value(ConfigKey.key(key + ".mode", MODES, "audit")).equals("enforce"),
          texts(key + ".canonical_allowlist"),
          texts(key + ".required_paths"),
          texts(key + ".optional_paths"),
          texts(key + ".generated_patterns"),
          texts(key + ".run_artifact_patterns"),
          texts(key + ".forbidden_patterns"),
          quarantine(key + ".quarantine_path", root));
    }

    private String moduleId(String key) {
      String id = value(ConfigKey.key(key, MODULE_ID, ""));
      return id.isEmpty() && at(key).isMissingNode()
          ? refuse(key, "given: letters, digits, _ . -", "nothing")
          : id;
    }

    /** A folder that is watched, or one in it. */
    private String oneFolder(String key, List<String> watched) {
      JsonNode node = at(key);
      String folder = node.isMissingNode() ? "." : withoutSlash(node);
      boolean inside = folder.equals(".") || ConfigForm.Inside.isInside(folder);
      boolean seen = watched.stream().anyMatch(root -> isIn(folder, root));
      return inside && seen ? folder : refuse(key, "a watched folder or one in it", ".");
    }

    private static boolean isIn(String path, String folder) {
      return folder.equals(".") || path.equals(folder) || path.startsWith(folder + "/");
    }

    /** Not in version control's or Reeve's own folders, and not around what it takes up. */
    private String quarantine(String key, String root) {
      JsonNode node = at(key);
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
          : refuse(
              key, "a folder of its own inside the workspace", "'" + Workspace.QUARANTINE + "'");
    }

    private static String withoutSlash(JsonNode node) {
      String text = node.asText();
      return node.isTextual() && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private JsonNode at(String key) {
      return tree.at("/" + key.replace('.', '/'));
    }

    private <T> T refuse(String key, String wanted, T fallback) {
      problems.add(
          key + " is not used: it must be " + wanted + "; " + fallback + " holds instead.");
      return fallback;
    }

    private <T> T value(ConfigKey<T> key) {
      JsonNode node = key.in(tree);
      if (node.isMissingNode()) {
        return key.usual();
      }
      T said = key.form().read(node);
      return said == null ? refuse(key.name(), key.form().wanted(), key.usual()) : said;
    }

    private List<String> texts(String key) {
      return value(ConfigKey.key(key, new ConfigForm.Texts(), List.of()));
    }
  }
}
