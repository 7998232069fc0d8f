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
    return new Reading(Json.mapper().createObjectNode()).config();
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
    return new Reading(new TomlMapper().readTree(toml)).config();
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
          new Engine(oneOf("engine.mode", "dry_run", List.of("dry_run", "live")).equals("live")),
          new Registry(
              relative("registry.path", "UNIFIED_SSOT_REGISTRY.json"),
              matching("registry.scope", "260118", "[0-9]{6}"),
              flag("registry.volatile_columns", false),
              number("registry.backup_bytes", 1L << 30, 1 << 20, Long.MAX_VALUE),
              Duration.ofHours(number("registry.validate_hours", 24, 0, 8_760)),
              flag("registry.read_only", false),
              oneOf(
                  "registry.carrier",
                  "REGISTRY_ONLY",
                  List.of("REGISTRY_ONLY", "HEADER", "PREFIX", "HEADER_AND_PREFIX")),
              flag("registry.descriptors", true)),
          new Watch(
              folders("watch.roots", List.of(".")),
              texts("watch.include_globs", List.of("**")),
              texts("watch.ignore_patterns", List.of()),
              flag("watch.gitignore", true),
              Duration.ofMillis(number("watch.debounce_ms", 500, 0, 60_000)),
              Duration.ofMillis(number("watch.window_ms", 750, 0, 60_000)),
              (int) number("watch.max_actions_per_cycle", 100, 1, 1_000_000),
              (int) number("watch.max_assign_per_scan", 50, 1, 1_000_000)),
          new Locks(
              oneOf("locks.subsystem", "on", List.of("on", "off")).equals("on"),
              Duration.ofSeconds(number("locks.ttl_seconds", 1800, 30, 86_400)),
              Duration.ofSeconds(number("locks.grace_seconds", 120, 0, 600)),
              Duration.ofSeconds(number("locks.timeout_seconds", 30, 0, 86_400))),
          new Keep(
              (int) number("keep.executions", 100, 0, 1_000_000),
              (int) number("keep.days", 7, 0, 36_500),
              oneOf("keep.strategy", "automatic", List.of("automatic", "manual")).equals("manual")),
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
      String root = oneFolder(key + ".root", folders("watch.roots", List.of(".")));
      return new ModuleContract(
          root,
          moduleId(key + ".module_id"),
          oneOf(key + ".mode", "audit", List.of("audit", "enforce")).equals("enforce"),
          texts(key + ".canonical_allowlist", List.of()),
          texts(key + ".required_paths", List.of()),
          texts(key + ".optional_paths", List.of()),
          texts(key + ".generated_patterns", List.of()),
          texts(key + ".run_artifact_patterns", List.of()),
          texts(key + ".forbidden_patterns", List.of()),
          quarantine(key + ".quarantine_path", root));
    }

    private String moduleId(String key) {
      String id = matching(key, "", "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
      return id.isEmpty() && at(key).isMissingNode()
          ? refuse(key, "given: letters, digits, _ . -", "nothing")
          : id;
    }

    /** A folder that is watched, or one in it. */
    private String oneFolder(String key, List<String> watched) {
      JsonNode node = at(key);
      String folder = node.isMissingNode() ? "." : withoutSlash(node);
      boolean inside = folder.equals(".") || isInside(folder);
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
          isInside(path)
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

    private boolean flag(String key, boolean fallback) {
      JsonNode node = at(key);
      if (node.isMissingNode()) {
        return fallback;
      }
      return node.isBoolean() ? node.booleanValue() : refuse(key, "true or false", fallback);
    }

    private long number(String key, long fallback, long least, long most) {
      JsonNode node = at(key);
      if (node.isMissingNode()) {
        return fallback;
      }
      boolean usable =
          node.isIntegralNumber()
              && node.canConvertToLong()
              && node.longValue() >= least
              && node.longValue() <= most;
      return usable
          ? node.longValue()
          : refuse(key, "a whole number from " + least + " to " + most, fallback);
    }

    private String oneOf(String key, String fallback, List<String> allowed) {
      JsonNode node = at(key);
      if (node.isMissingNode()) {
        return fallback;
      }
      return node.isTextual() && allowed.contains(node.textValue())
          ? node.textValue()
          : refuse(key, "one of " + allowed, fallback);
    }

    private String matching(String key, String fallback, String pattern) {
      JsonNode node = at(key);
      if (node.isMissingNode()) {
        return fallback;
      }
      return node.isTextual() && node.textValue().matches(pattern)
          ? node.textValue()
          : refuse(key, "a text like " + pattern, fallback);
    }

    private String relative(String key, String fallback) {
      JsonNode node = at(key);
      if (node.isMissingNode()) {
        return fallback;
      }
      return node.isTextual() && isInside(node.textValue())
          ? node.textValue()
          : refuse(key, "a path inside the workspace", fallback);
    }

    private static boolean isInside(String path) {
      try {
        return SafePath.of(path).text().equals(path);
      } catch (SafePath.Refused e) {
        return false;
      }
    }

    private List<String> folders(String key, List<String> fallback) {
      List<String> paths = texts(key, fallback);
      boolean usable = paths.stream().allMatch(path -> path.equals(".") || isInside(path));
      return usable ? paths : refuse(key, "a list of folders inside the workspace", fallback);
    }

    private List<String> texts(String key, List<String> fallback) {
      JsonNode node = at(key);
      if (node.isMissingNode()) {
        return fallback;
      }
      List<String> out = new ArrayList<>();
      for (JsonNode item : node) {
        if (item.isTextual()) {
          out.add(item.textValue());
        }
      }
      return node.isArray() && out.size() == node.size()
          ? List.copyOf(out)
          : refuse(key, "a list of texts", fallback);
    }
  }
}
