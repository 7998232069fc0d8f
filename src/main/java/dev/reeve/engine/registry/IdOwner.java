package dev.reeve.engine.registry;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whose an id is, by one rule for all that ask. Pure but for reading the ledger. Source: {@code
 * docs/reference/ids.md}.
 */
final class IdOwner {
  private IdOwner() {}

  /**
   * The records that have an id: those of something that is there, active ones first; else the
   * deleted ones, which come back with their file. An archived one holds an id for nobody.
   */
  static List<RecordHead> records(RegistryDocument document, DocId id) {
    List<RecordHead> all = document.byDocId(id.text());
    List<RecordHead> living =
        all.stream()
            .filter(RecordHead::living)
            .sorted(Comparator.comparing(head -> !head.active()))
            .toList();
    return living.isEmpty()
        ? all.stream().filter(head -> "deleted".equals(head.status())).toList()
        : living;
  }

  /**
   * The paths whose the id is, the one that keeps it first: of its records; of an id that never had
   * a record the path it was issued or adopted for.
   */
  static List<String> paths(RegistryDocument document, IdLedger ledger, DocId id) {
    return document.byDocId(id.text()).isEmpty()
        ? ledger.find(id).map(LedgerEntry::path).stream().toList()
        : recorded(document, id);
  }

  /** The paths of its records. */
  static List<String> recorded(RegistryDocument document, DocId id) {
    return records(document, id).stream()
        .flatMap(head -> Stream.ofNullable(head.path()))
        .distinct()
        .toList();
  }

  /** The record that a file with this id belongs to. */
  static Optional<RecordHead> record(RegistryDocument document, DocId id) {
    return records(document, id).stream().findFirst();
  }
}
