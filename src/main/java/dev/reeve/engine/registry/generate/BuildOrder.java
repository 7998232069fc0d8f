package dev.reeve.engine.registry.generate;

import dev.reeve.engine.registry.RecordHead;
import dev.reeve.engine.registry.RegistryDocument;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Globs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In which order generators are built: one whose template is another's output comes after it. Those
 * that wait for each other have no order. Immutable.
 */
final class BuildOrder {
  private final List<String> sorted;
  private final List<String> cycle;

  BuildOrder(RegistryDocument document, Collection<GeneratorDefinition> definitions) {
    Map<String, Set<String>> after = new HashMap<>();
    for (GeneratorDefinition reader : definitions) {
      Set<String> sources = after.computeIfAbsent(reader.id(), id -> new LinkedHashSet<>());
      String entity = reader.template();
      String path =
          entity == null ? null : document.byKey(entity).map(RecordHead::path).orElse(null);
      if (path != null) {
        definitions.stream()
            .filter(writer -> writes(writer, path))
            .forEach(writer -> sources.add(writer.id()));
      }
    }
    Set<String> done = new LinkedHashSet<>();
    List<String> open = new ArrayList<>(definitions.stream().map(GeneratorDefinition::id).toList());
    for (boolean moved = true; moved; ) {
      moved =
          open.removeIf(id -> done.containsAll(after.getOrDefault(id, Set.of())) && done.add(id));
    }
    this.sorted = List.copyOf(done);
    this.cycle = onCycle(open, after);
  }

  private static boolean writes(GeneratorDefinition definition, String path) {
    return Globs.of(List.of(OutputTarget.glob(definition.target().text())), false).matches(path);
  }

  /** Of those without an order, the ones that reach themselves. */
  private static List<String> onCycle(List<String> open, Map<String, Set<String>> after) {
    List<String> out = new ArrayList<>();
    for (String id : open) {
      Set<String> reached = new LinkedHashSet<>(after.getOrDefault(id, Set.of()));
      for (boolean grew = true; grew; ) {
        List<String> next =
            reached.stream().flatMap(r -> after.getOrDefault(r, Set.of()).stream()).toList();
        grew = reached.addAll(next);
      }
      if (reached.contains(id)) {
        out.add(id);
      }
    }
    return List.copyOf(out);
  }

  /** Ids of those that have an order. */
  List<String> sorted() {
    return sorted;
  }

  /** Ids of those that wait for each other; empty when all is well. */
  List<String> cycle() {
    return cycle;
  }

  /** Why nothing may be built. */
  EngineException failure() {
    return EngineException.of(
            Kind.CONFLICT,
            GeneratorErrors.CYCLE,
            "No generator was built: " + String.join(", ", cycle) + " wait for each other.")
        .with("All outputs are as before.", "Give one of them another template.");
  }

  /**
   * @throws EngineException {@code GENERATOR_CYCLE}
   */
  void require() {
    if (!cycle.isEmpty()) {
      throw failure();
    }
  }
}
