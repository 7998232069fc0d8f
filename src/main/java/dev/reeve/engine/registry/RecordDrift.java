package dev.reeve.engine.registry;

import static dev.reeve.engine.registry.DriftKind.DERIVATION_DRIFT;
import static dev.reeve.engine.registry.DriftKind.ID_CONFLICT;
import static dev.reeve.engine.registry.DriftKind.PATH_MISMATCH;
import static dev.reeve.engine.registry.DriftKind.STALE_DESCRIPTOR;
import static dev.reeve.engine.registry.DriftKind.STALE_HASH;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares one record with the file that it names: spelling, id, content, and what was said of the
 * content. Pure.
 *
 * @param describer null when no descriptors are wanted, or the registry may not hold what they say
 * @param described ids that have a descriptor
 */
record RecordDrift(@Nullable Describer describer, Set<DocId> described) {

  /** In how many ways they differ. */
  List<DriftItem> between(KnownFile record, SeenFile file) {
    List<DriftItem> items = new ArrayList<>();
    String sha256 = file.sha256();
    if (!file.path().equals(record.head().path())) {
      items.add(
          DriftItem.of(
              PATH_MISMATCH,
              file.path(),
              record.head().path(),
              record.head().docId(),
              record.head().recordId(),
              "The record spells the path otherwise."));
    } else if (!record.derived()) {
      items.add(item(DERIVATION_DRIFT, record, null, "Columns do not follow from the path."));
    }
    Optional<DocId> carried = file.carriedId();
    if (file.carriers().conflicting() || (carried.isPresent() && !carried.equals(record.docId()))) {
      items.add(item(ID_CONFLICT, record, null, "The file carries " + carried.get() + "."));
    }
    if (sha256 != null && !sha256.equals(record.sha256())) {
      items.add(item(STALE_HASH, record, null, "The content differs from the record."));
    } else if (sha256 != null && record.head().active()) {
      String stale = stale(record, sha256);
      if (!stale.isEmpty()) {
        items.add(item(STALE_DESCRIPTOR, record, null, stale));
      }
    }
    return items;
  }

  /** Why what was said of the content does not hold; empty while it does. */
  private String stale(KnownFile record, String sha256) {
    KnownFile.Described said = record.described();
    if (said.sha256() != null && !said.sha256().equals(sha256)) {
      return "An older content is described.";
    } else if (describer == null) {
      return "";
    } else if (said.sha256() == null) {
      return "The content is not described yet.";
    } else if (!describer.current(said.parserId(), said.parserVersion())) {
      return "An older parser described the content.";
    } else if (said.descriptorSha256() != null
        && record.docId().filter(id -> !described.contains(id)).isPresent()) {
      return "The descriptor is gone.";
    }
    return "";
  }

  /**
   * A difference of a record.
   *
   * @param other the other side of it, if there is one
   */
  static DriftItem item(DriftKind kind, KnownFile record, @Nullable String other, String message) {
    String path = record.path() == null ? String.valueOf(record.head().path()) : record.path();
    return DriftItem.of(
        kind, path, other, record.head().docId(), record.head().recordId(), message);
  }
}
