package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.registry.RegistryDao.State;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Utc;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What people read of the registry. Blocks; any thread but the JavaFX one. */
final class RegistryBrowser implements RegistryView {
  private final RegistryParts parts;

  RegistryBrowser(RegistryParts parts) {
    this.parts = parts;
  }

  @Override
  public RegistrySummary summary() {
    return parts.summaries().now();
  }

  @Override
  public List<RecordRow> rows() {
    RegistryDocument document;
    try {
      document = parts.file().glance();
    } catch (EngineException unreadable) {
      return List.of(); // the summary says why
    }
    return IntStream.range(0, document.size())
        .mapToObj(ordinal -> parts.rows().of(document, ordinal))
        .toList();
  }

  @Override
  public Optional<JsonNode> record(String key) {
    RegistryDocument document = parts.file().glance();
    Optional<RecordHead> found =
        document
            .byKey(key)
            .or(
                () ->
                    document.atPath(key).stream()
                        .filter(RecordHead::active)
                        .findFirst()
                        .or(() -> document.atPath(key).stream().findFirst()));
    return found.map(
        head -> {
          ObjectNode record = document.record(head);
          ObjectNode whole = record.deepCopy().setAll(parts.dao().volatiles(head.key()));
          return parts.policies().columns().arranged(record, whole);
        });
  }

  @Override
  public List<Finding> validate(boolean strict) {
    RegistryDocument document = parts.file().glance();
    List<Finding> findings = parts.contracts().strict(document, strict);
    long errors = findings.stream().filter(f -> !f.warning()).count();
    parts.rows().validated(findings);
    parts
        .dao()
        .state(
            Map.of(
                State.LAST_VALIDATION, Utc.format(parts.clock().now()),
                State.VALIDATION_ERRORS, String.valueOf(errors),
                State.VALIDATION_WARNINGS, String.valueOf(findings.size() - errors)));
    parts
        .dao()
        .checks()
        .save(
            new RegistryCheck(
                parts.clock().now(),
                RegistryCheck.Kind.VALIDATION,
                parts.workspace().config().engine().live(),
                strict ? "strict" : "fast",
                errors == 0 ? "sound" : "errors",
                errors,
                errors,
                Map.of()));
    parts.bus().publish(new RegistryEvent.Validated(strict, findings, summary()));
    return findings;
  }

  @Override
  public List<RecordWrite> writes(@Nullable String recordId, int most) {
    return parts.dao().writes(recordId, most).stream().map(parts.patches()::told).toList();
  }

  @Override
  public List<Backup> backups() {
    return parts.backups().list();
  }
}
