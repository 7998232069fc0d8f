package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.workspace.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The two tables behind a document id: type code by extension, namespace code by the first folder
 * rule that matches. They are data, in {@code id-tables.json} beside this class. Immutable. Source:
 * {@code docs/reference/ids.md}.
 */
public final class NamespaceRules {
  private final Map<String, String> types;
  private final String otherType;
  private final Map<String, String> namespaces;
  private final String otherNamespace;

  private NamespaceRules(
      Map<String, String> types,
      String otherType,
      Map<String, String> namespaces,
      String otherNamespace) {
    this.types = types;
    this.otherType = otherType;
    this.namespaces = namespaces;
    this.otherNamespace = otherNamespace;
  }

  /** The tables that ship with the program. */
  public static NamespaceRules standard() {
    try (InputStream in = NamespaceRules.class.getResourceAsStream("id-tables.json")) {
      if (in == null) {
        throw new IllegalStateException("The program lacks its table id-tables.json");
      }
      return of(Json.mapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static NamespaceRules of(JsonNode tables) {
    Map<String, String> types = new HashMap<>();
    tables.get("types").properties().forEach(e -> types.put(e.getKey(), e.getValue().asText()));
    Map<String, String> namespaces = new LinkedHashMap<>(); // in the order of the file
    for (JsonNode rule : tables.get("namespaces")) {
      namespaces.putIfAbsent(rule.get("path").asText(), rule.get("code").asText());
    }
    return new NamespaceRules(
        Map.copyOf(types),
        tables.get("other_type").asText(),
        namespaces,
        tables.get("other_namespace").asText());
  }

  /** Two digits for a file name's extension. */
  public String type(String filename) {
    return types.getOrDefault(extension(filename), otherType);
  }

  /** Three digits for a relative path: the first rule whose folder holds it. */
  public String namespace(String relativePath) {
    for (Map.Entry<String, String> rule : namespaces.entrySet()) {
      if (relativePath.startsWith(rule.getKey())) {
        return rule.getValue();
      }
    }
    return otherNamespace;
  }

  /** Every namespace code that a rule or the fallback can give. */
  public boolean knows(String namespace) {
    return namespace.equals(otherNamespace) || Set.copyOf(namespaces.values()).contains(namespace);
  }

  /**
   * The text after the last dot, lower case; empty when there is no dot or the only one is first or
   * last.
   */
  static String extension(String filename) {
    int dot = filename.lastIndexOf('.');
    return dot <= 0 || dot == filename.length() - 1
        ? ""
        : filename.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
