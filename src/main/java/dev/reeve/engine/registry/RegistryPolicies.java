package dev.reeve.engine.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The column table and the six policy tables: data that the contracts interpret. A workspace may
 * put a file of the same name in its {@code .reeve/registry/policies}; the others stay as shipped.
 * Source: {@code docs/reference/registry-policies.md}. Immutable; safe on any thread.
 *
 * @param typeCodes two digits by extension
 */
public record RegistryPolicies(
    ColumnTable columns,
    WritePolicy write,
    DerivationPolicy derivations,
    SchemaPolicy schema,
    EvidencePolicy evidence,
    ModulePolicy modules,
    ProcessPolicy processes,
    Map<String, String> typeCodes) {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** The part of the id tables that is needed here. */
  @com.fasterxml.jackson.annotation.JsonIgnoreProperties(ignoreUnknown = true)
  private record IdTables(Map<String, String> types) {
    IdTables {
      Objects.requireNonNull(types, "types");
    }
  }

  /**
   * The tables as shipped.
   *
   * @throws EngineException {@code POLICY_UNAVAILABLE} when one is missing or damaged
   */
  public static RegistryPolicies load() {
    return load(null);
  }

  /**
   * The tables as shipped, except those of which the folder has a file of its own.
   *
   * @param folder null, or a folder that may not exist
   * @throws EngineException {@code POLICY_UNAVAILABLE} when one is missing or damaged
   */
  public static RegistryPolicies load(@Nullable Path folder) {
    return new RegistryPolicies(
        new ColumnTable(read(folder, "columns", new TypeReference<List<Column>>() {})),
        read(folder, "write-policy", new TypeReference<WritePolicy>() {}),
        read(folder, "derivations", new TypeReference<DerivationPolicy>() {}),
        read(folder, "schema", new TypeReference<SchemaPolicy>() {}),
        read(folder, "edge-evidence", new TypeReference<EvidencePolicy>() {}),
        read(folder, "module-assignment", new TypeReference<ModulePolicy>() {}),
        read(folder, "process-registry", new TypeReference<ProcessPolicy>() {}),
        Map.copyOf(read(folder, "id-tables", new TypeReference<IdTables>() {}).types()));
  }

  /**
   * @throws IllegalArgumentException when a number that must be given is missing
   */
  static void requirePositive(String name, double value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " is missing or not positive");
    }
  }

  private static <T> T read(@Nullable Path folder, String name, TypeReference<T> type) {
    String file = name + ".json";
    Path own = folder == null ? null : folder.resolve(file);
    try (InputStream in =
        own != null && Files.exists(own)
            ? Files.newInputStream(own)
            : RegistryPolicies.class.getResourceAsStream(file)) {
      if (in == null) {
        throw unavailable(file, "it is missing", own);
      }
      T value = MAPPER.readValue(in, type);
      if (value == null) {
        throw unavailable(file, "it is empty", own);
      }
      return value;
    } catch (JsonProcessingException e) {
      throw unavailable(file, e.getOriginalMessage(), own).causedBy(e);
    } catch (IOException | RuntimeException e) {
      if (e instanceof EngineException known) {
        throw known;
      }
      throw unavailable(file, String.valueOf(e.getMessage()), own).causedBy(e);
    }
  }

  private static EngineException unavailable(String file, String why, @Nullable Path own) {
    return EngineException.of(
            Kind.UNAVAILABLE,
            "POLICY_UNAVAILABLE",
            "The registry was not opened: its policy " + file + " cannot be used: " + why)
        .with(
            "Nothing was changed.",
            own == null
                ? "Install the program again."
                : "Repair " + own + ", or reeve registry policies --restore " + file + ".");
  }
}
