package dev.reeve.engine.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.reeve.engine.workspace.Globs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which paths the rules of risk look for: the lists below {@code risk} in the policy file, each in
 * place of its default. Source: {@code docs/reference/changes.md}. Immutable.
 *
 * @param critical paths of at least medium risk
 * @param schema paths of at least high risk, for they change a database
 * @param control paths of at least high risk, for they steer builds and checks
 */
record RiskPolicy(Globs critical, Globs schema, Globs control) {
  private static final List<String> CRITICAL =
      List.of("packages/**/*.py", "apps/**/*.py", "**/migrations/*.py");
  private static final List<String> SCHEMA =
      List.of("**/migrations/*.py", "**/schema.sql", "**/alembic/**");
  private static final List<String> CONTROL =
      List.of(".github/**", "Makefile", "*.sh", "*.ps1", "*.bat");

  /** Without a policy file. */
  static final RiskPolicy DEFAULT = of(Map.<String, List<String>>of());

  private static final Set<String> KEYS =
      Set.of("critical_patterns", "schema_patterns", "control_patterns");
  private static final ObjectReader YAML =
      new YAMLMapper(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .readerFor(JsonNode.class);

  /** A policy file that cannot be understood. */
  static final class Invalid extends Exception {
    private static final long serialVersionUID = 1;

    private Invalid(String message) {
      super(message);
    }
  }

  /** Reads the lists; several documents in one file count as one. */
  static RiskPolicy of(PolicySnapshot policy) throws Invalid {
    Map<String, List<String>> lists = new HashMap<>();
    try (MappingIterator<JsonNode> documents = YAML.readValues(policy.bytes())) {
      boolean found = false;
      while (documents.hasNextValue()) {
        JsonNode document = documents.nextValue();
        if (!document.isObject() && !document.isNull() && !document.isMissingNode()) {
          throw new Invalid("it holds no keys");
        }
        if (document.has("risk")) {
          if (found) {
            throw new Invalid("risk is there twice");
          }
          found = true;
          read(document.get("risk"), lists);
        }
      }
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
      throw new Invalid(line + e.getOriginalMessage().lines().findFirst().orElse(""));
    } catch (IOException e) {
      throw new Invalid(String.valueOf(e.getMessage()));
    }
    return of(lists);
  }

  private static void read(JsonNode risk, Map<String, List<String>> lists) throws Invalid {
    if (!risk.isObject()) {
      throw new Invalid("risk must hold keys");
    }
    for (Map.Entry<String, JsonNode> entry : risk.properties()) {
      String key = entry.getKey();
      if (!KEYS.contains(key)) {
        throw new Invalid("risk." + key + " is not known");
      }
      if (!entry.getValue().isArray()) {
        throw new Invalid("risk." + key + " must be a list of patterns");
      }
      List<String> patterns = new ArrayList<>();
      for (JsonNode pattern : entry.getValue()) {
        if (!pattern.isTextual() || pattern.asText().isBlank()) {
          throw new Invalid("risk." + key + " must be a list of patterns");
        }
        patterns.add(pattern.asText());
      }
      lists.put(key, patterns);
    }
  }

  private static RiskPolicy of(Map<String, List<String>> lists) {
    return new RiskPolicy(
        globs(lists.get("critical_patterns"), CRITICAL),
        globs(lists.get("schema_patterns"), SCHEMA),
        globs(lists.get("control_patterns"), CONTROL));
  }

  private static Globs globs(@Nullable List<String> chosen, List<String> usual) {
    return Globs.of(chosen == null ? usual : chosen, true);
  }
}
