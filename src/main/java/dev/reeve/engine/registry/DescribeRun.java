package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.queue.Claim;
import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.queue.Outcome;
import dev.reeve.engine.queue.WorkQueue;
import dev.reeve.engine.watch.StableRead;
import dev.reeve.engine.workspace.PathText;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Utc;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The second stage of rows whose files have their records: S6 reads what is in them, S7 promotes
 * that with one write for the whole batch. Used by one thread, once.
 */
final class DescribeRun {
  private static final int TRIES = 5;

  /** Patches of one replacement of the file: each lies on the ones before it. */
  private static final int MOST_PATCHES = 50;

  /** After that no further file is begun: new files wait behind this batch for their records. */
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private static final String DESCRIBED = "enriched";

  private final FlowParts parts;
  private final List<Claim> batch;
  private final StableRead reader;
  private final Map<Claim, Outcome> outcomes = new HashMap<>();
  private final Set<Claim> outdated = new LinkedHashSet<>();

  /** A file that was described, and is to be promoted. */
  private record Found(Claim claim, SafePath path, DocId id, String sha256, Described described) {
    Outcome done(@Nullable String executionId) {
      boolean parsed = described.status() == Described.Status.OK;
      return new Outcome.Done(claim, parsed ? DESCRIBED : WorkQueue.PARSE_FAILED, executionId);
    }
  }

  /** A step of a patch for one file. */
  private record Step(Found found, Operation operation) {}

  DescribeRun(FlowParts parts, List<Claim> batch) {
    this.parts = parts;
    this.batch = batch;
    this.reader = new StableRead(parts.workspace());
  }

  /** Whether a claim asks for this stage. */
  static boolean asks(Claim claim) {
    return claim.item().event() == FileEventKind.RECONCILE
        && DriftKind.STALE_DESCRIPTOR.name().equals(claim.reconcileKind());
  }

  /** What makes a row come here. */
  static Outcome next(Claim claim, @Nullable String state, @Nullable String executionId) {
    return new Outcome.Next(claim, DriftKind.STALE_DESCRIPTOR.name(), state, executionId);
  }

  /** Ends every claim but those {@link #outdated}, and those it did not come to when stopped. */
  List<Outcome> run() {
    Describer describer = parts.describer();
    if (describer == null || !parts.workspace().config().engine().live()) {
      return batch.stream().map(claim -> (Outcome) new Outcome.Done(claim, null, null)).toList();
    }
    RegistryDocument document = parts.writer().writable();
    List<Found> found = new ArrayList<>();
    long begun = parts.clock().nanos();
    for (Claim claim : batch) {
      if (Thread.currentThread().isInterrupted()) {
        break;
      }
      boolean late = parts.clock().nanos() - begun > LONGEST.toNanos();
      if (late) {
        outcomes.put(claim, next(claim, null, claim.item().executionId()));
      } else {
        try {
          look(document, describer, claim, found);
        } catch (CancellationException stopped) {
          break; // the rows that are left are given back untried
        }
      }
    }
    promote(document, found);
    outdated.forEach(outcomes::remove);
    return batch.stream().map(outcomes::get).filter(Objects::nonNull).toList();
  }

  /** Claims whose files are not what their records say; they need the first stage again. */
  Set<Claim> outdated() {
    return outdated;
  }

  private void end(Claim claim, Outcome outcome) {
    outcomes.merge(claim, outcome, BatchRun::worse);
  }

  private void look(
      RegistryDocument document, Describer describer, Claim claim, List<Found> found) {
    List<RecordHead> heads = files(document, claim.path());
    if (heads.isEmpty()) {
      end(claim, Outcome.done(claim));
    }
    for (RecordHead head : heads) {
      Optional<SafePath> path = KnownFile.canonical(head.path());
      Optional<DocId> id = Optional.ofNullable(head.docId()).flatMap(DocId::parse);
      if (path.isEmpty() || id.isEmpty()) {
        end(claim, Outcome.done(claim));
      } else {
        describe(document, describer, claim, head, path.get(), id.get()).ifPresent(found::add);
      }
    }
  }

  /**
   * The record of this path, of the file that had it before it was given its id as a prefix, or
   * those of the files below it.
   */
  private List<RecordHead> files(RegistryDocument document, String path) {
    List<RecordHead> here =
        document.atPath(path).stream().filter(head -> head.file() && head.living()).toList();
    if (here.isEmpty()) {
      here =
          parts.ledger().lastFor(path).stream()
              .flatMap(id -> document.byDocId(id.text()).stream())
              .filter(head -> head.file() && head.living())
              .toList();
    }
    return here.isEmpty()
        ? document
            .heads()
            .filter(head -> head.file() && head.living() && head.path() != null)
            .filter(head -> PathText.isUnder(String.valueOf(head.path()), path))
            .toList()
        : here.subList(0, 1);
  }

  private Optional<Found> describe(
      RegistryDocument document,
      Describer describer,
      Claim claim,
      RecordHead head,
      SafePath path,
      DocId id) {
    switch (reader.read(path.text(), null, Describer.LARGEST)) {
      case StableRead.Result.Read(var facts, String sha256, byte[] bytes) -> {
        if (!sha256.equals(KnownFile.text(document.record(head), "sha256"))) {
          outdated.add(claim);
          return Optional.empty();
        }
        String kind = parts.classifier().classify(path.text()).kind();
        return Optional.of(
            new Found(
                claim,
                path,
                id,
                sha256,
                describer.describe(
                    new Describer.Content(path, id, kind, sha256, facts.size(), bytes))));
      }
      case StableRead.Result.Gone() -> outdated.add(claim);
      case StableRead.Result.Unstable() -> outdated.add(claim);
      case StableRead.Result.Failed(String code, String error) ->
          end(claim, Outcome.failed(claim, code, error));
    }
    return Optional.empty();
  }

  private void promote(RegistryDocument first, List<Found> all) {
    List<Found> open = new ArrayList<>();
    for (Found found : all) {
      if (saved(found)) {
        open.add(found);
      }
    }
    RegistryDocument document = first;
    boolean together = true;
    for (int tries = 1; !open.isEmpty(); tries++) {
      List<Step> steps = steps(document, open);
      if (!steps.isEmpty()) {
        together = write(document, steps, open, together, tries) && together;
        document = parts.writer().current();
      }
    }
  }

  /** The descriptor comes before the columns that name it. */
  private boolean saved(Found found) {
    byte[] descriptor = found.described().descriptor();
    try {
      if (descriptor != null) {
        parts.descriptors().save(found.described().language(), found.id(), descriptor);
      }
      return true;
    } catch (IOException e) {
      end(
          found.claim(),
          Outcome.failed(
              found.claim(),
              "WRITE_FAILED",
              "The descriptor of " + found.path() + " was not written: " + e.getMessage()));
      return false;
    }
  }

  /** What is left to write; files whose records say it all are ended, and moved ones begin anew. */
  private List<Step> steps(RegistryDocument document, List<Found> open) {
    boolean withheld = !Promotion.allowed(document);
    List<Step> out = new ArrayList<>();
    String now = Utc.format(parts.clock().now());
    for (Found found : List.copyOf(open)) {
      Optional<RecordHead> head =
          document.byDocId(found.id().text()).stream().filter(RecordHead::living).findFirst();
      boolean same =
          head.filter(h -> found.path().text().equals(h.path()))
              .map(document::record)
              .filter(record -> found.sha256().equals(KnownFile.text(record, "sha256")))
              .isPresent();
      if (!same) {
        open.remove(found);
        outdated.add(found.claim());
        continue;
      }
      ObjectNode changes =
          Promotion.changes(
              document.record(head.get()),
              found.described(),
              found.sha256(),
              parts.descriptors().relative(found.described().language(), found.id()),
              now);
      if (withheld || changes.isEmpty()) {
        open.remove(found);
        end(found.claim(), found.done(found.claim().item().executionId()));
      } else {
        out.add(new Step(found, Operation.update("records/" + head.get().key(), changes)));
      }
    }
    return out;
  }

  /**
   * Writes the steps as one patch, or each as its own once that was refused, so that one record
   * that is refused does not harm the others.
   *
   * @return whether what is left may be tried as one patch again
   */
  private boolean write(
      RegistryDocument document, List<Step> steps, List<Found> open, boolean together, int tries) {
    List<List<Step>> groups =
        together
            ? List.of(steps)
            : steps.stream().limit(MOST_PATCHES).map(step -> List.of(step)).toList();
    List<WriteResult> results =
        parts.writer().writeAll(groups.stream().map(group -> patch(document, group)).toList());
    boolean again = true;
    for (int i = 0; i < groups.size(); i++) {
      WriteResult result = results.get(i);
      List<Step> group = groups.get(i);
      if (result.success()) {
        group.forEach(step -> ended(open, step, step.found().done(result.executionId())));
      } else if (group.size() > 1 && BatchRun.concernsOneRecord(result)) {
        again = false;
      } else if (!result.stale() || tries >= TRIES) { // else it stays open
        group.forEach(
            step ->
                ended(
                    open,
                    step,
                    Outcome.failed(step.found().claim(), result.code(), result.message())));
      }
    }
    return again;
  }

  private void ended(List<Found> open, Step step, Outcome outcome) {
    open.remove(step.found());
    end(step.found().claim(), outcome);
  }

  private static Patch patch(RegistryDocument document, List<Step> group) {
    Found first = group.getFirst().found();
    String others = group.size() == 1 ? "" : " and " + (group.size() - 1) + " more";
    return Patch.complex(
            document, PatchSource.SCANNER, group.stream().map(Step::operation).toList())
        .because("describe " + first.path() + others)
        .forWorkItem(first.claim().item().id());
  }
}
