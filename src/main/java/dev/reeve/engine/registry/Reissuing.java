package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.SafePath;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds another id for a file that carries one which is not its own. An id once bound to a file
 * never changes: whose it is by {@link IdOwner} keeps it. The new id is the one that {@link
 * Allocator} gives. Writes no file; the change room does. Blocks; safe on any thread. Source:
 * {@code docs/reference/ids.md}.
 */
public final class Reissuing {
  private final FlowParts parts;
  private final DuplicateFinder duplicates;
  private final ReissuedText text;

  Reissuing(FlowParts parts, DuplicateFinder duplicates) {
    this.parts = parts;
    this.duplicates = duplicates;
    this.text = new ReissuedText(parts.workspace(), parts.observer());
  }

  /**
   * What the file would get now; issues nothing.
   *
   * @param cancelled asked often
   * @throws EngineException {@code FILE_NOT_READ}; {@code NOT_GOVERNED}; {@code
   *     INVALID_ID_FORMAT_AFTER_REPAIR}; {@code NO_ID_CARRIED}; {@code ID_CONFLICT} when name and
   *     content carry two ids; {@code ID_IS_ITS_OWN}; {@code ID_NOT_CLAIMED_TWICE}; {@code
   *     HEADER_NOT_REPLACED}; {@code SEQ_EXHAUSTED}; what the registry or the ledger threw
   */
  public Reissue plan(SafePath path, BooleanSupplier cancelled) {
    RegistryDocument document = parts.writer().current();
    Observed.Present file = look(path);
    requireGoverned(path);
    DocId old = carried(file);
    boolean refused = parts.planner(document).against(file).isPresent();
    List<String> others = others(document, path, old, refused, cancelled);
    if (IdOwner.paths(document, parts.ledger(), old).contains(path.text())) {
      throw refused(
          "ID_IS_ITS_OWN",
          path + " keeps " + old + ", which is its own for life.",
          others.isEmpty()
              ? "Nobody else has the id."
              : "Give another id to " + String.join(" or ", others) + ".");
    }
    if (others.isEmpty() && !refused) {
      throw refused(
          "ID_NOT_CLAIMED_TWICE",
          path + " carries " + old + ", and nobody else has that id.",
          "Requeue its job, if there is one.");
    }
    parts.allocator().saw(file.carriers());
    Optional<DocId> own = ofRecord(document, path).or(() -> given(document, path));
    DocId next = own.orElseGet(() -> next(document, path));
    Reissue.@Nullable Text changed =
        file.carriers().header() == null ? null : text.of(file, old, next);
    return new Reissue(
        path,
        file.carriers().prefix() == null ? path : renamed(path, next),
        old,
        next,
        others,
        file.content().sha256(),
        changed,
        own.isEmpty());
  }

  /** Keeps the new id for the file while a person looks at the plan; nothing is issued. */
  public void hold(Reissue plan) {
    if (plan.issues()) {
      parts.allocator().hold(plan.path(), plan.newId());
    }
  }

  /**
   * Issues the id of a plan: it is in the ledger, on the device, when this returns.
   *
   * @throws EngineException {@code PLAN_CHANGED} when the file would get another id by now; nothing
   *     was issued then
   */
  public void issue(Reissue plan) {
    if (plan.issues()) {
      parts
          .allocator()
          .issue(
              parts.writer().current(),
              List.of(plan.path()),
              now -> {
                if (!plan.newId().equals(now.ids().get(plan.path()))) {
                  throw refused(
                      "PLAN_CHANGED",
                      plan.path() + " would get another id than " + plan.newId() + " by now.",
                      "Look at the plan again.");
                }
              });
    }
  }

  private Observed.Present look(SafePath path) {
    return switch (parts.observer().observe(path, null)) {
      case Observed.Present file -> file;
      case Observed.Failed(String code, String message) -> throw notRead(message);
      case Observed.Unstable() -> throw busy(path);
      case Observed.Absent ignored -> throw notRead("There is no file " + path + ".");
      case Observed.Folder() -> throw notRead(path + " is a folder.");
    };
  }

  /** A file that gets no record would have its new id for nothing. */
  private void requireGoverned(SafePath path) {
    Classifier.Reason reason = parts.classifier().classify(path.text()).reason();
    if (reason != Classifier.Reason.GOVERNED) {
      throw refused(
          "NOT_GOVERNED",
          path
              + (reason == Classifier.Reason.IGNORED
                  ? " is ignored"
                  : " is in no watched folder, or matches no include pattern")
              + ", so it gets no record.",
          "Change the watch settings first, if it is to have one.");
    }
  }

  private static DocId carried(Observed.Present file) {
    Carriers carriers = file.carriers();
    if (Carriers.malformedPrefix(file.path().name())) {
      throw refused(
          "INVALID_ID_FORMAT_AFTER_REPAIR",
          "the name of " + file.path() + " begins with 16 digits that are no id.",
          "Give the file another name first.");
    }
    if (carriers.conflicting()) {
      throw refused(
          "ID_CONFLICT",
          file.path()
              + " carries "
              + carriers.prefix()
              + " in its name and "
              + carriers.header()
              + " in its content.",
          "Correct the wrong one of the two.");
    }
    return carriers
        .id()
        .orElseThrow(
            () ->
                refused(
                    "NO_ID_CARRIED",
                    file.path() + " carries no id in its name or content.",
                    "Name the file that carries the id of another."));
  }

  /**
   * Whose the id is beside this file: where a record speaks against it, that of the record; else
   * all files are looked through.
   */
  private List<String> others(
      RegistryDocument document,
      SafePath path,
      DocId id,
      boolean refused,
      BooleanSupplier cancelled) {
    List<String> recorded =
        IdOwner.recorded(document, id).stream()
            .filter(other -> !other.equals(path.text()))
            .toList();
    return refused && !recorded.isEmpty() ? recorded : claiming(path, id, cancelled);
  }

  private List<String> claiming(SafePath path, DocId id, BooleanSupplier cancelled) {
    return duplicates.find(cancelled).stream()
        .filter(each -> each.kind() == DriftKind.DUPLICATE_ID_ON_DISK)
        .filter(each -> each.id().equals(id.text()))
        .flatMap(each -> each.claims().stream())
        .map(DuplicateId.Claim::path)
        .filter(other -> !other.equals(path.text()))
        .toList();
  }

  /** The id of the record that this path has already. */
  private static Optional<DocId> ofRecord(RegistryDocument document, SafePath path) {
    return document.atPath(path.text()).stream()
        .filter(head -> head.living() && head.file())
        .flatMap(head -> Allocator.id(head.docId()).stream())
        .findFirst();
  }

  /**
   * The id that was given to this very file and whose record lost it again: deleted here, or left
   * without its file where the new name was, as after a revert.
   */
  private Optional<DocId> given(RegistryDocument document, SafePath path) {
    return parts
        .ledger()
        .lastFor(path.text())
        .filter(
            id -> parts.ledger().find(id).filter(at -> at.path().equals(path.text())).isPresent())
        .filter(
            id -> {
              List<RecordHead> records = document.byDocId(id.text());
              SafePath to = renamed(path, id);
              return records.size() == 1
                  && !IdOwner.records(document, id).isEmpty()
                  && Stream.of(path, to)
                      .anyMatch(place -> place.text().equals(records.getFirst().path()))
                  && !parts.observer().present(to);
            });
  }

  private DocId next(RegistryDocument document, SafePath path) {
    IdPlan plan = parts.allocator().plan(document, List.of(path));
    return Stream.ofNullable(plan.ids().get(path))
        .findFirst()
        .orElseThrow(() -> Objects.requireNonNull(plan.refused().get(path)));
  }

  private static SafePath renamed(SafePath path, DocId id) {
    return CarrierStep.prefixed(path.sibling(Carriers.withoutPrefix(path.name())), id);
  }

  static EngineException busy(SafePath path) {
    return refused("FILE_NOT_READ", path + " is being changed.", "Try again when it is at rest.");
  }

  static EngineException notRead(String why) {
    return refused("FILE_NOT_READ", why, "Name a file that exists and can be read.");
  }

  static EngineException refused(String code, String why, String then) {
    return EngineException.of(Kind.CONFLICT, code, "No other id was given: " + why)
        .with("Nothing was changed.", then);
  }
}
