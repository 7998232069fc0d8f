package dev.reeve.engine.registry;

import dev.reeve.engine.registry.FilePlan.Conflict;
import dev.reeve.engine.registry.FilePlan.Keep;
import dev.reeve.engine.registry.FilePlan.Nothing;
import dev.reeve.engine.registry.FilePlan.Register;
import dev.reeve.engine.registry.FilePlan.Retire;
import dev.reeve.engine.workspace.SafePath;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Decides from disk and registry what each path of a batch needs. What an event said is a hint
 * only: the same disk and registry give the same plan, whatever happened in between. Pure but for
 * the questions it is given; for one batch against one state of the registry.
 */
final class FilePlanner {
  /** An addition is told at the latest so long after the deletion of the same move. */
  private static final Duration APART = Duration.ofSeconds(5);

  private final RegistryDocument document;
  private final Classifier classifier;
  private final Predicate<SafePath> present;
  private final Function<String, List<String>> pathsWithHash;
  private final RecentlyEnded ended;
  private final Set<Integer> taken = new HashSet<>();
  private final Map<DocId, Integer> carriedBy = new HashMap<>();
  private final Map<String, Integer> contents = new HashMap<>();

  /**
   * @param present whether a file is at a path now
   * @param pathsWithHash paths at which a file with this content was last seen
   * @param ended whose files went a short while ago
   */
  FilePlanner(
      RegistryDocument document,
      Classifier classifier,
      Predicate<SafePath> present,
      Function<String, List<String>> pathsWithHash,
      RecentlyEnded ended) {
    this.document = document;
    this.classifier = classifier;
    this.present = present;
    this.pathsWithHash = pathsWithHash;
    this.ended = ended;
  }

  /** Decides about all targets; files that are there first, so that a move is no deletion. */
  Map<WorkTarget, FilePlan> plan(Collection<WorkTarget> targets) {
    Map<WorkTarget, FilePlan> out = new LinkedHashMap<>();
    targets.forEach(target -> out.put(target, new Nothing("")));
    Map<WorkTarget, Observed.Present> files = files(targets);
    for (Observed.Present file : files.values()) {
      file.carriers().id().ifPresent(id -> carriedBy.merge(id, 1, Integer::sum));
      contents.merge(file.content().sha256(), 1, Integer::sum);
    }
    files.forEach(
        (target, file) -> {
          FilePlan plan = present(target, file);
          if (plan instanceof Keep keep) {
            taken.add(keep.record().ordinal());
          }
          out.put(target, plan);
        });
    for (WorkTarget target : targets) {
      if (target.observed() instanceof Observed.Absent absent) {
        out.put(target, absent(target, absent));
      } else if (target.observed() instanceof Observed.Folder) {
        out.put(target, folder(target));
      }
    }
    return out;
  }

  /**
   * Each file that is there once, though two rows may have led to it: that of its old name after a
   * rename that was cut short, and that of its new one. The row that knows where it came from
   * decides; for the others nothing is left.
   */
  private static Map<WorkTarget, Observed.Present> files(Collection<WorkTarget> targets) {
    Map<SafePath, WorkTarget> deciding = new LinkedHashMap<>();
    for (WorkTarget target : targets) {
      if (target.observed() instanceof Observed.Present) {
        deciding.merge(
            target.path(),
            target,
            (first, next) -> first.from() == null && next.from() != null ? next : first);
      }
    }
    Map<WorkTarget, Observed.Present> out = new LinkedHashMap<>();
    deciding.forEach((path, target) -> out.put(target, (Observed.Present) target.observed()));
    return out;
  }

  private FilePlan present(WorkTarget target, Observed.Present file) {
    Optional<RecordHead> here = living(target.path().text());
    Optional<RecordHead> moved = movedFrom(target);
    Classifier.Result kind = classifier.classify(target.path().text());
    if (!kind.governed()) {
      return moved
          .or(() -> here)
          .<FilePlan>map(record -> new Retire(record, "archived"))
          .orElseGet(() -> new Nothing(kind.reason().name().toLowerCase(java.util.Locale.ROOT)));
    }
    return byCarriers(file, here, moved).orElseGet(() -> bare(target, file, here, moved));
  }

  /** What the file itself says decides; empty when it says nothing. */
  private Optional<FilePlan> byCarriers(
      Observed.Present file, Optional<RecordHead> here, Optional<RecordHead> moved) {
    Carriers carriers = file.carriers();
    if (Carriers.malformedPrefix(file.path().name())) {
      return Optional.of(
          new Conflict(
              "INVALID_ID_FORMAT_AFTER_REPAIR",
              "The name of " + file.path() + " begins with 16 digits that are no id."));
    }
    if (carriers.conflicting()) {
      return Optional.of(
          conflict(
              file.path() + " carries " + carriers.prefix() + " and " + carriers.header() + "."));
    }
    return carriers.id().map(id -> carrying(file, id, here, moved));
  }

  /** The file says which record is its own. */
  private FilePlan carrying(
      Observed.Present file, DocId id, Optional<RecordHead> here, Optional<RecordHead> moved) {
    if (carriedBy.getOrDefault(id, 0) > 1) {
      return conflict(id + " is carried by " + file.path() + " and another new file.");
    }
    Optional<RecordHead> owner = IdOwner.record(document, id);
    if (owner.isEmpty()) {
      Optional<RecordHead> ended = document.byDocId(id.text()).stream().findFirst();
      if (ended.isPresent()) {
        return conflict(
            file.path() + " carries " + id + " of a record that is " + ended.get().status() + ".");
      }
      Optional<RecordHead> other = here.or(() -> moved);
      return other.isEmpty()
          ? new Register(file, id)
          : conflict(
              file.path() + " carries " + id + ", its record has " + other.get().docId() + ".");
    }
    RecordHead record = owner.get();
    boolean same = here.isPresent() && here.get().ordinal() == record.ordinal();
    if (same || taken.contains(record.ordinal())) {
      return same ? new Keep(record, file, null) : new Nothing("moved");
    }
    Optional<SafePath> old = KnownFile.canonical(record.path());
    if (record.active() && old.isPresent() && present.test(old.get())) {
      return conflict(id + " is carried by " + file.path() + " and by " + old.get() + ".");
    }
    return new Keep(record, file, here.orElse(null));
  }

  /** Why this file cannot have the id that it carries; empty when nothing speaks against it. */
  Optional<Conflict> against(Observed.Present file) {
    return byCarriers(file, living(file.path().text()), Optional.empty())
        .filter(Conflict.class::isInstance)
        .map(Conflict.class::cast);
  }

  private static FilePlan conflict(String message) {
    return new Conflict("ID_CONFLICT", message);
  }

  /** The file says nothing: where it came from, where it is, or what is in it decides. */
  private FilePlan bare(
      WorkTarget target,
      Observed.Present file,
      Optional<RecordHead> here,
      Optional<RecordHead> moved) {
    if (moved.isPresent()) {
      boolean same = here.isPresent() && here.get().ordinal() == moved.get().ordinal();
      return new Keep(moved.get(), file, same ? null : here.orElse(null));
    }
    return here.or(() -> sameContent(file))
        .or(() -> justEnded(target, file))
        .or(() -> tombstone(file.path().text()))
        .<FilePlan>map(record -> new Keep(record, file, null))
        .orElseGet(() -> new Register(file, null));
  }

  /** The one record with this content whose file is gone; empty files say nothing. */
  private Optional<RecordHead> sameContent(Observed.Present file) {
    String sha256 = file.content().sha256();
    if (file.content().size() == 0 || contents.getOrDefault(sha256, 0) > 1) {
      return Optional.empty();
    }
    List<RecordHead> gone =
        pathsWithHash.apply(sha256).stream()
            .flatMap(path -> living(path).stream())
            .filter(RecordHead::active)
            .filter(head -> sha256.equals(KnownFile.text(document.record(head), "sha256")))
            .filter(
                head -> KnownFile.canonical(head.path()).filter(p -> !present.test(p)).isPresent())
            .toList();
    return gone.size() == 1 ? Optional.of(gone.getFirst()) : Optional.empty();
  }

  /** The one record with this content that was ended while its file was on its way here. */
  private Optional<RecordHead> justEnded(WorkTarget target, Observed.Present file) {
    String sha256 = file.content().sha256();
    if (file.content().size() == 0 || contents.getOrDefault(sha256, 0) > 1) {
      return Optional.empty();
    }
    Instant since = target.claim().item().firstSeen().minus(APART);
    List<RecordHead> same =
        ended.withHash(sha256, since).stream()
            .flatMap(id -> document.byDocId(id.text()).stream())
            .filter(head -> "deleted".equals(head.status()) && head.file())
            .filter(head -> !taken.contains(head.ordinal()))
            .filter(head -> sha256.equals(KnownFile.text(document.record(head), "sha256")))
            .toList();
    return same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty();
  }

  private Optional<RecordHead> movedFrom(WorkTarget target) {
    if (target.from() == null) {
      return Optional.empty();
    }
    boolean stays =
        KnownFile.canonical(target.from())
            .filter(old -> !old.equals(target.path()) && present.test(old))
            .isPresent();
    return stays ? Optional.empty() : living(target.from());
  }

  private Optional<RecordHead> living(String path) {
    return document.atPath(path).stream()
        .filter(head -> head.living() && head.file())
        .filter(head -> !taken.contains(head.ordinal()))
        .findFirst();
  }

  private Optional<RecordHead> tombstone(String path) {
    return document.atPath(path).stream()
        .filter(head -> "deleted".equals(head.status()) && head.file())
        .filter(head -> !taken.contains(head.ordinal()))
        .reduce((first, last) -> last);
  }

  /** Where a folder is now, the file that was there is gone. */
  private FilePlan folder(WorkTarget target) {
    return living(target.path().text())
        .<FilePlan>map(record -> new Retire(record, "deleted"))
        .orElseGet(() -> new Nothing("folder"));
  }

  private FilePlan absent(WorkTarget target, Observed.Absent absent) {
    if (absent.otherCase()) {
      return new Nothing("renamed");
    }
    return living(target.path().text())
        .or(() -> movedFrom(target))
        .<FilePlan>map(record -> new Retire(record, "deleted"))
        .orElseGet(() -> new Nothing("gone"));
  }
}
