package dev.reeve.engine.registry.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.registry.DescriptorPlaces;
import dev.reeve.engine.registry.EdgeQuality;
import dev.reeve.engine.registry.EvidencePolicy;
import dev.reeve.engine.registry.Patch;
import dev.reeve.engine.registry.PatchSource;
import dev.reeve.engine.registry.RecordHead;
import dev.reeve.engine.registry.Registry;
import dev.reeve.engine.registry.RegistryDocument;
import dev.reeve.engine.registry.WriteResult;
import dev.reeve.engine.workspace.EngineClock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the edges, makes those of imports, and lets their evidence age. Source: {@code
 * docs/reference/edges.md}. Blocks; safe on any thread but the JavaFX one.
 */
public final class Edges implements EdgesView {
  private static final int MOST_AT_ONCE = 500;
  private static final int MOST_TRIES = 5;

  private final Registry registry;
  private final EdgeAgeing ageing;
  private final ImportEdges imports;
  private final EngineClock clock;

  /** The edges of a registry. */
  public Edges(Registry registry, DescriptorPlaces descriptors, EngineClock clock) {
    this.registry = registry;
    this.clock = clock;
    this.imports = new ImportEdges(descriptors, clock);
    this.ageing = new EdgeAgeing(registry.policies().evidence(), clock);
  }

  private EvidencePolicy policy() {
    return registry.policies().evidence();
  }

  private static Stream<RecordHead> heads(RegistryDocument document) {
    return document.heads().filter(head -> head.kind().equals("edge"));
  }

  @Override
  public List<EdgeRow> edges(EdgeFilter filter) {
    RegistryDocument document = registry.writer().current();
    return heads(document)
        .filter(head -> filter.entityId() == null || touches(head, filter.entityId()))
        .map(head -> row(document, head))
        .filter(row -> filter.relType() == null || row.relType().equals(filter.relType()))
        .filter(row -> filter.all() || shown(row))
        .toList();
  }

  private static boolean touches(RecordHead head, String entity) {
    return entity.equals(head.source()) || entity.equals(head.target());
  }

  private boolean shown(EdgeRow row) {
    Double confidence = row.confidence();
    return !row.status().equals("quarantined")
        && !row.status().equals("deleted")
        && confidence != null
        && confidence >= policy().quarantineBelow();
  }

  @Override
  public long hidden() {
    RegistryDocument document = registry.writer().current();
    return heads(document).map(head -> row(document, head)).filter(row -> !shown(row)).count();
  }

  @Override
  public EdgeQuality.Figures quality() {
    RegistryDocument document = registry.writer().current();
    EdgeQuality quality = new EdgeQuality(policy());
    heads(document).map(document::record).forEach(quality::count);
    return quality.figures();
  }

  @Override
  public List<EdgeChange> ageing() {
    return ageing.plan(registry.writer().current());
  }

  /**
   * Does what age asks for, in one patch.
   *
   * @return null when nothing is to be written
   */
  public @Nullable WriteResult age() {
    if (ageing.operations(registry.writer().current()).isEmpty()) {
      return null;
    }
    return registry
        .writer()
        .write(
            document ->
                Patch.complex(document, PatchSource.VALIDATOR, ageing.operations(document))
                    .because("let the evidence of edges age"));
  }

  /** Edges that imports ask for now, and those whose import is gone; changes nothing. */
  public List<ImportChange> imports() {
    return imports.plan(registry.writer().current(), Integer.MAX_VALUE);
  }

  /**
   * Makes the edges of imports, and ends those whose import is gone, so many in a patch.
   *
   * @return the last write, or the one that was refused; null when nothing was to be written
   */
  public @Nullable WriteResult link() {
    @Nullable WriteResult last = null;
    for (int tries = 0; tries < MOST_TRIES; ) {
      RegistryDocument document = registry.writer().current();
      List<ImportChange> changes = imports.plan(document, MOST_AT_ONCE);
      if (changes.isEmpty()) {
        return last;
      }
      last =
          registry
              .writer()
              .write(
                  Patch.complex(
                          document,
                          PatchSource.SCANNER,
                          changes.stream().map(imports::operation).toList())
                      .because("what files import"));
      if (!last.success() && !last.stale()) {
        return last;
      }
      tries += last.success() ? 0 : 1;
    }
    return last;
  }

  private EdgeRow row(RegistryDocument document, RecordHead head) {
    ObjectNode edge = document.record(head);
    JsonNode value = edge.get("confidence");
    @Nullable Double confidence = value != null && value.isNumber() ? value.doubleValue() : null;
    List<String> flags = new ArrayList<>();
    edge.path("edge_flags").forEach(flag -> flags.add(flag.asText()));
    EvidencePolicy.@Nullable Age age = policy().age(edge, clock.now());
    return new EdgeRow(
        String.valueOf(head.edgeId()),
        head.key(),
        String.valueOf(head.source()),
        path(document, head.source()),
        String.valueOf(head.target()),
        path(document, head.target()),
        edge.path("rel_type").asText(""),
        edge.path("directionality").asText("directed"),
        edge.path("status").asText(""),
        edge.path("evidence_method").textValue(),
        confidence,
        policy().tier(confidence == null ? 0 : confidence),
        edge.path("evidence_locator").textValue(),
        List.copyOf(flags),
        age == null ? null : age.days(),
        age == null || head.status() == null || head.status().equals("deleted")
            ? ""
            : EdgeAgeing.words(age));
  }

  private static @Nullable String path(RegistryDocument document, @Nullable String entity) {
    return entity == null ? null : document.byKey(entity).map(RecordHead::path).orElse(null);
  }
}
