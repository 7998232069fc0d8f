package dev.reeve.engine.registry;

import dev.reeve.engine.queue.Claim;
import dev.reeve.engine.workspace.PathText;
import dev.reeve.engine.workspace.SafePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns a claim into the paths to settle: its own, or the registered files of a folder. */
final class Intake {
  private final RegistryDocument document;
  private final FileObserver observer;
  private final IdLedger ledger;

  Intake(RegistryDocument document, FileObserver observer, IdLedger ledger) {
    this.document = document;
    this.observer = observer;
    this.ledger = ledger;
  }

  /** The targets of a claim on this path, each looked at once. */
  List<WorkTarget> targets(Claim claim, SafePath path) {
    @Nullable String from = claim.item().oldPath();
    Observed observed = observer.observe(path, claim.fingerprint());
    if (observed instanceof Observed.Folder && from != null) {
      return movedFolder(claim, path, from, observed);
    }
    if (observed instanceof Observed.Absent && !registered(path.text()) && !registered(from)) {
      return goneFolder(claim, path, from, observed);
    }
    return List.of(new WorkTarget(claim, path, from, observed));
  }

  private boolean registered(@Nullable String path) {
    return path != null && document.atPath(path).stream().anyMatch(RecordHead::living);
  }

  private List<WorkTarget> movedFolder(Claim claim, SafePath to, String from, Observed observed) {
    List<WorkTarget> out = new ArrayList<>();
    for (RecordHead head : under(from)) {
      String old = String.valueOf(head.path());
      String rest = old.substring(from.length());
      KnownFile.canonical(to + rest)
          .ifPresent(
              path -> out.add(new WorkTarget(claim, path, old, observer.observe(path, null))));
    }
    return out.isEmpty() ? List.of(new WorkTarget(claim, to, from, observed)) : out;
  }

  private List<WorkTarget> goneFolder(
      Claim claim, SafePath path, @Nullable String from, Observed observed) {
    List<WorkTarget> out = new ArrayList<>();
    for (String folder : from == null ? List.of(path.text()) : List.of(path.text(), from)) {
      for (RecordHead head : under(folder)) {
        KnownFile.canonical(head.path())
            .ifPresent(
                file -> out.add(new WorkTarget(claim, file, null, observer.observe(file, null))));
      }
    }
    if (out.isEmpty()) {
      out.add(renamed(claim, path).orElse(new WorkTarget(claim, path, from, observed)));
    }
    return out;
  }

  /** An earlier try gave the file its id as a prefix, and did not come to write the record. */
  private Optional<WorkTarget> renamed(Claim claim, SafePath path) {
    return ledger
        .lastFor(path.text())
        .map(id -> CarrierStep.prefixed(path, id))
        .filter(observer::present)
        .map(now -> new WorkTarget(claim, now, null, observer.observe(now, null)));
  }

  private List<RecordHead> under(String folder) {
    return document
        .heads()
        .filter(head -> head.file() && head.living() && head.path() != null)
        .filter(head -> PathText.isUnder(String.valueOf(head.path()), folder))
        .toList();
  }
}
