package dev.reeve.engine.registry.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.registry.Operation;
import dev.reeve.engine.registry.Patch;
import dev.reeve.engine.registry.PatchSource;
import dev.reeve.engine.registry.RecordHead;
import dev.reeve.engine.registry.RegistryDocument;
import dev.reeve.engine.workspace.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a build leaves in the registry: the build columns of the generator's record and an asset
 * that stands for its outputs. There is one asset a generator, renewed by each build, so that
 * building does not make the registry grow; what each build did is an execution and on the trail.
 *
 * @param builtAt UTC, as the registry writes times
 * @param bytes of all outputs
 */
record BuildReport(
    GeneratorDefinition definition,
    String builtAt,
    String inputHash,
    String outputHash,
    int outputs,
    int rows,
    long bytes) {
  private static final String FAMILY = "BUILD-REPORT";

  /** The id of a generator's asset: its own number under another name. */
  static String id(String generatorId) {
    return FAMILY + generatorId.substring(generatorId.indexOf('-'));
  }

  /** Whether a record is one. */
  static boolean is(JsonNode record) {
    return FAMILY.equals(record.path("asset_family").textValue());
  }

  /** One patch for both records. */
  Patch patch(RegistryDocument document) {
    String id = id(definition.id());
    @Nullable RecordHead existing = document.byKey(id).orElse(null);
    ObjectNode asset = Json.mapper().createObjectNode();
    asset.put("asset_version", definition.version());
    asset.put("canonical_path", definition.target().text());
    asset.put("size_bytes", bytes);
    asset.put("sha256", outputHash);
    asset.putArray("tags").add("generated").add("outputs:" + outputs).add("rows:" + rows);
    if (existing == null) {
      asset.put("record_kind", "entity");
      asset.put("entity_kind", "asset");
      asset.put("entity_id", id);
      asset.put("asset_id", id);
      asset.put("asset_family", FAMILY);
      asset.put("notes", "What the generator " + definition.id() + " built last.");
    }
    ObjectNode build = Json.mapper().createObjectNode();
    build.put("last_build_utc", builtAt);
    build.put("source_registry_hash", inputHash);
    build.put("output_hash", outputHash);
    build.put("build_report_entity_id", id);
    return Patch.complex(
            document,
            PatchSource.GENERATOR,
            List.of(
                existing == null
                    ? Operation.add("records", asset)
                    : Operation.update("records/" + id, asset),
                Operation.update("records/" + definition.id(), build)))
        .because("build " + definition.id());
  }
}
