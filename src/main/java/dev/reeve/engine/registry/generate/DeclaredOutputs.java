package dev.reeve.engine.registry.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.registry.RecordHead;
import dev.reeve.engine.registry.RegistryDocument;
import dev.reeve.engine.workspace.Globs;
import java.util.ArrayList;
import java.util.List;

/**
 * Every place that a generator in use may write to. The files there are made of the registry, so
 * they are not part of it: watcher, reconciliation and generators leave them alone. Immutable.
 * Source: {@code docs/reference/generators.md}.
 */
public final class DeclaredOutputs {
  private final List<String> patterns;
  private final Globs globs;

  private DeclaredOutputs(List<String> patterns, boolean caseInsensitive) {
    this.patterns = List.copyOf(patterns);
    this.globs = Globs.of(patterns, caseInsensitive);
  }

  /** What the generators of one state of the registry declare; a damaged one declares nothing. */
  static DeclaredOutputs of(RegistryDocument document, boolean caseInsensitive) {
    List<String> patterns = new ArrayList<>();
    inUse(document)
        .forEach(
            head -> {
              ObjectNode record = document.record(head);
              String path = GeneratorDefinition.text(record, "output_path");
              String pattern = GeneratorDefinition.text(record, "output_path_pattern");
              String text = path.isEmpty() ? pattern : path;
              if (!text.isEmpty()) {
                patterns.add(OutputTarget.glob(text));
              }
            });
    return new DeclaredOutputs(patterns, caseInsensitive);
  }

  static List<RecordHead> inUse(RegistryDocument document) {
    return document
        .heads()
        .filter(head -> head.kind().equals("generator"))
        .filter(head -> !head.ended())
        .toList();
  }

  /** As ignore rules take them, each from the root. */
  public List<String> patterns() {
    return patterns;
  }

  boolean covers(String path) {
    return globs.matches(path);
  }
}
