package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the console and the command line read of the registry and ask of it. Calls block. Source:
 * {@code docs/reference/registry.md}.
 */
public interface RegistryView {
  /** The registry in figures; never throws for a registry that cannot be read. */
  RegistrySummary summary();

  /** Every record as a row, in file order; empty when the registry cannot be read. */
  List<RecordRow> rows();

  /** One record by record_id, doc_id, entity_id, edge_id, generator_id or relative path. */
  Optional<JsonNode> record(String key);

  /** Runs the contracts over all records; strict also says what a write would change. */
  List<Finding> validate(boolean strict);

  /**
   * What was written, newest first, as far as it is remembered.
   *
   * @param recordId only the patches that touched this record; null for all
   * @param most at most so many
   */
  List<RecordWrite> writes(@Nullable String recordId, int most);

  /** Backups, newest first. */
  List<Backup> backups();

  /**
   * One backup.
   *
   * @param verified whether its bytes still give the hash in its name
   */
  record Backup(
      String name,
      Path file,
      Instant time,
      long bytes,
      long records,
      String hash,
      boolean verified) {}
}
