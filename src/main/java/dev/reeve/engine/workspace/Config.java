package dev.reeve.engine.workspace;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The settings of a workspace, from {@code .reeve/config.toml}: every key is optional, an unknown
 * key changes nothing, one value of the wrong kind falls back alone; both are listed in {@link
 * #problems}. Immutable. Source: {@code docs/reference/workspace.md}.
 *
 * @param contracts what may lie in which folder; one with a value that cannot be used is left out
 *     whole, because the rest of it would say something else
 * @param problems one sentence, which begins with the key, for each that was not used
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
   * @param live false is observe mode: nothing is changed that no person approves
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
    return of(JsonNodeFactory.instance.objectNode());
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
    return new ConfigReading(tree).config();
  }

  private static EngineException invalid(Path file, String why) {
    return EngineException.of(
            EngineException.Kind.INVALID,
            "CONFIG_INVALID",
            "The workspace was not opened: " + file + " cannot be read: " + why + ".")
        .with("Nothing was changed.", "Correct the file or move it away; every key is optional.");
  }
}
