package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.SafePath;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file's record, as much of it as finding drift needs.
 *
 * @param path canonical form of the record's path; null when it has none
 * @param derived whether the columns that follow from the path are right
 * @param described what the record says of its description
 */
record KnownFile(
    RecordHead head,
    @Nullable String path,
    boolean derived,
    @Nullable String sha256,
    Described described) {

  /**
   * What a record says of its description; null where it says nothing.
   *
   * @param sha256 content that was described last
   * @param descriptorSha256 the descriptor that was made
   */
  record Described(
      @Nullable String sha256,
      @Nullable String parserId,
      @Nullable String parserVersion,
      @Nullable String descriptorSha256) {}

  static KnownFile of(RegistryDocument document, RecordHead head, NamespaceRules rules) {
    ObjectNode record = document.record(head);
    Optional<SafePath> path = canonical(head.path());
    boolean derived =
        path.isEmpty()
            || (same(record, "filename", path.get().name())
                && same(record, "directory_path", path.get().parent())
                && same(record, "extension", NamespaceRules.extension(path.get().name()))
                && same(record, "type_code", rules.type(path.get().name())));
    return new KnownFile(
        head,
        path.map(SafePath::text).orElse(null),
        derived,
        text(record, "sha256"),
        new Described(
            text(record, "src_source_sha256"),
            text(record, "src_parser_id"),
            text(record, "src_parser_version"),
            text(record, "src_descriptor_sha256")));
  }

  /** Old registries spell paths with backslashes or a leading {@code ./}. */
  static Optional<SafePath> canonical(@Nullable String raw) {
    if (raw == null) {
      return Optional.empty();
    }
    String text = raw.replace('\\', '/');
    try {
      return Optional.of(SafePath.of(text.startsWith("./") ? text.substring(2) : text));
    } catch (SafePath.Refused notInside) {
      return Optional.empty();
    }
  }

  private static boolean same(ObjectNode record, String column, String expected) {
    return expected.equals(text(record, column));
  }

  static @Nullable String text(ObjectNode record, String column) {
    JsonNode value = record.get(column);
    return value != null && value.isTextual() ? value.textValue() : null;
  }

  Optional<DocId> docId() {
    return head.docId() == null ? Optional.empty() : DocId.parse(head.docId());
  }
}
