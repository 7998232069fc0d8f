package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.util.List;
import java.util.Map;

/**
 * Brings a registry of an older minor version to the version of this program, as one patch like any
 * other: it sets {@code meta/version} and nothing else, after which the newer columns may be
 * written. Calls block; any thread but the JavaFX one. Source: {@code docs/reference/registry.md}.
 */
public final class RegistryUpgrade {
  private static final String VERSION = "meta/version";

  private final RegistryParts parts;
  private final RegistryWriter writer;

  RegistryUpgrade(RegistryParts parts, RegistryWriter writer) {
    this.parts = parts;
    this.writer = writer;
  }

  /**
   * What an upgrade would change; changes nothing.
   *
   * @throws EngineException {@code REGISTRY_UNREADABLE}; {@code UPGRADE_UNKNOWN} when no way leads
   *     from the file's version to this program's
   */
  public UpgradePlan plan() {
    return plan(writer.current());
  }

  private UpgradePlan plan(RegistryDocument document) {
    String from = document.version();
    String to = parts.policies().schema().version();
    parts.file().requireKnownVersion(document);
    if (!document.present() || SchemaContract.compare(from, to) >= 0) {
      return new UpgradePlan(from, from, document.hash(), List.of(), 0);
    }
    if (SchemaContract.major(from) != SchemaContract.major(to)) {
      throw EngineException.of(
              Kind.REFUSED,
              "UPGRADE_UNKNOWN",
              "The registry was not upgraded: no way is known from version "
                  + from
                  + " to "
                  + to
                  + ".")
          .with("Nothing was changed.", "Import it into a new registry: reeve registry import.");
    }
    return new UpgradePlan(
        from,
        to,
        document.hash(),
        parts.policies().columns().newerThan(from).map(Column::name).toList(),
        document.heads().filter(head -> head.active() && head.file()).count());
  }

  /**
   * Does it.
   *
   * @param seen the registry hash the plan was made for; another state refuses
   * @param actor signed-in account, goes into the trail
   * @return {@code UNCHANGED} when the file has the version already; a refusal is a result too, and
   *     {@code CAS_PRECONDITION_FAILED} says that the registry is no longer the one of the plan
   * @throws EngineException as {@link #plan()}
   */
  public WriteResult run(String seen, String actor) {
    UpgradePlan plan = plan();
    Patch patch =
        new Patch(
            Patch.newId(),
            seen,
            new Patch.Simple(null, Map.of(VERSION, TextNode.valueOf(plan.to()))),
            PatchSource.MIGRATOR,
            "upgrade from " + plan.from() + " to " + plan.to() + ", asked for by " + actor,
            null,
            null);
    return writer.write(patch);
  }
}
