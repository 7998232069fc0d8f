package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.workspace.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the ending of a file's name says: its kind, and who reads what is in it. The table is data,
 * {@code file-kinds.json} beside this class, and the only one: what is described and what is
 * classified cannot disagree. Immutable; safe on any thread. Source: {@code
 * docs/reference/classifier.md}.
 */
public final class FileKinds {
  private static final Entry OTHER = new Entry("other", null);
  private static final FileKinds STANDARD = read();

  private record Entry(String kind, @Nullable String extractor) {}

  private final Map<String, Entry> byEnding;

  private FileKinds(Map<String, Entry> byEnding) {
    this.byEnding = Map.copyOf(byEnding);
  }

  /** The table that ships with the program. */
  public static FileKinds standard() {
    return STANDARD;
  }

  private static FileKinds read() {
    try (InputStream in = FileKinds.class.getResourceAsStream("file-kinds.json")) {
      return of(Json.mapper().readTree(Objects.requireNonNull(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FileKinds of(JsonNode table) {
    Map<String, Entry> out = new HashMap<>();
    for (JsonNode row : table) {
      Entry entry = new Entry(row.required("kind").asText(), RegistryJson.text(row, "extractor"));
      for (JsonNode ending : row.required("endings")) {
        if (out.put(ending.asText(), entry) != null) {
          throw new IllegalStateException("file-kinds.json names " + ending + " twice");
        }
      }
    }
    return new FileKinds(out);
  }

  private Entry at(String filename) {
    return byEnding.getOrDefault(NamespaceRules.extension(filename), OTHER);
  }

  /**
   * The kind of a file of this name: {@code code.<language>}, {@code config}, {@code doc}, {@code
   * data}, {@code media}, {@code binary} or {@code other}.
   */
  public String kind(String filename) {
    return at(filename).kind();
  }

  /** The name of the extractor that reads such a file; empty when none does. */
  public Optional<String> extractor(String filename) {
    return Optional.ofNullable(at(filename).extractor());
  }

  /** Every ending of the table, in lower case, without its dot. */
  public Set<String> endings() {
    return byEnding.keySet();
  }
}
