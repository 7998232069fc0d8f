package dev.reeve.engine.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.watch.StableRead;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Utc;
import dev.reeve.engine.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Describes one registered file for a person to look at: nothing is written or promoted. Blocks;
 * safe on any thread. Source: {@code docs/reference/descriptors.md}.
 */
public final class DescriptorPreview {
  private final Workspace workspace;
  private final RegistryWriter writer;
  private final Classifier classifier;
  private final Describer describer;

  /**
   * @param describer reads the file
   */
  public DescriptorPreview(
      Workspace workspace, RegistryWriter writer, Classifier classifier, Describer describer) {
    this.workspace = workspace;
    this.writer = writer;
    this.classifier = classifier;
    this.describer = describer;
  }

  /**
   * What was found, and what would become of it.
   *
   * @param firstError null when the content was parsed
   * @param descriptor null when it was not
   * @param promotion columns that would change, empty when the record says all that already
   * @param withheld whether the registry's version may not hold them
   */
  public record Preview(
      String path,
      String docId,
      String status,
      @Nullable String firstError,
      @Nullable JsonNode descriptor,
      JsonNode promotion,
      boolean withheld) {}

  /**
   * Describes the file of this path or id.
   *
   * @throws EngineException {@code RECORD_NOT_FOUND}, {@code FILE_NOT_READ}, {@code
   *     REGISTRY_UNREADABLE}
   */
  public Preview of(String pathOrId) {
    RegistryDocument document = writer.current();
    RecordHead head =
        document.atPath(pathOrId).stream()
            .filter(RecordHead::active)
            .findFirst()
            .or(() -> document.byKey(pathOrId).filter(RecordHead::active))
            .orElseThrow(() -> notFound(pathOrId));
    Optional<SafePath> path = KnownFile.canonical(head.path());
    Optional<DocId> id = Optional.ofNullable(head.docId()).flatMap(DocId::parse);
    if (path.isEmpty() || id.isEmpty()) {
      throw notFound(pathOrId);
    }
    return of(document, head, path.get(), id.get());
  }

  private Preview of(RegistryDocument document, RecordHead head, SafePath path, DocId id) {
    StableRead.Result read = new StableRead(workspace).read(path.text(), null, Describer.LARGEST);
    if (!(read instanceof StableRead.Result.Read(var facts, String sha256, byte[] bytes))) {
      throw EngineException.of(
              Kind.UNAVAILABLE,
              "FILE_NOT_READ",
              path + " was not described: it cannot be read now.")
          .with("Nothing was changed.", "Try again when the file is there and at rest.");
    }
    String kind = classifier.classify(path.text()).kind();
    Described found =
        describer.describe(new Describer.Content(path, id, kind, sha256, facts.size(), bytes));
    ObjectNode promotion =
        Promotion.changes(
            document.record(head),
            found,
            sha256,
            new DescriptorPlaces(workspace).relative(found.language(), id),
            Utc.format(Instant.EPOCH));
    promotion.remove("src_parsed_utc");
    promotion.remove("py_parsed_utc");
    return new Preview(
        path.text(),
        id.text(),
        found.status().code(),
        found.firstError(),
        descriptor(found),
        promotion,
        !Promotion.allowed(document));
  }

  private static @Nullable JsonNode descriptor(Described found) {
    byte[] bytes = found.descriptor();
    try {
      return bytes == null ? null : Json.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A descriptor is JSON", e);
    }
  }

  private static EngineException notFound(String key) {
    return EngineException.of(
            Kind.NOT_FOUND,
            "RECORD_NOT_FOUND",
            "Nothing was described: no active file in the registry answers to '" + key + "'.")
        .with("Nothing was changed.", "reeve registry list shows what is there.");
  }
}
