package dev.reeve.console.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.console.fx.DrawerContent.Fact;
import dev.reeve.console.fx.DrawerContent.Related;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.registry.RegistryView;
import dev.reeve.engine.registry.edge.EdgeFilter;
import dev.reeve.engine.registry.edge.EdgeRow;
import dev.reeve.engine.registry.edge.EdgesView;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a record is related to.
 *
 * @param facts how many relations are not shown, if any
 * @param links one for each relation that is; it goes to the record at the other end
 */
record Relations(List<Fact> facts, List<Related> links) {
  private static final int MOST = 50;
  private static final Relations NONE = new Relations(List.of(), List.of());

  /**
   * Reads them; blocks.
   *
   * @param open goes to the record of a key; screen thread
   */
  static Relations of(
      Optional<JsonNode> record, EdgesView edges, RegistryView registry, Consumer<String> open) {
    String entity = record.map(node -> node.path("entity_id").asText("")).orElse("");
    if (entity.isEmpty()) {
      return NONE;
    }
    List<EdgeRow> shown = edges.edges(new EdgeFilter(false, entity, null));
    int listed = Math.min(MOST, shown.size());
    int hidden = edges.edges(new EdgeFilter(true, entity, null)).size() - listed;
    List<Fact> facts =
        hidden == 0
            ? List.of()
            : List.of(
                new Fact(
                    Texts.get("registry.fact.relations"),
                    Texts.get(
                        "registry.relations.hidden", Formats.count(listed), Formats.count(hidden)),
                    Texts.get("registry.relations.hidden-why", Formats.count(MOST))));
    return new Relations(
        facts, shown.stream().limit(MOST).map(edge -> link(edge, entity, registry, open)).toList());
  }

  private static Related link(
      EdgeRow edge, String entity, RegistryView registry, Consumer<String> open) {
    boolean outward = edge.source().equals(entity);
    String other = outward ? edge.target() : edge.source();
    String path = outward ? edge.targetPath() : edge.sourcePath();
    String key =
        registry.record(other).map(node -> node.path("record_id").asText(other)).orElse(other);
    return new Related(
        Texts.get(
            outward ? "registry.relations.to" : "registry.relations.from",
            edge.relType().toLowerCase(Locale.ROOT).replace('_', ' '),
            path == null ? other : path,
            edge.confidence() == null
                ? Formats.NONE
                : String.format(Locale.ROOT, "%.2f", edge.confidence()),
            edge.status()),
        () -> open.accept(key));
  }
}
