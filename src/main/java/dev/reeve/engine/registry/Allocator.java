package dev.reeve.engine.registry;

import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Issues document ids: one more than the highest number that counter, registry, ledger and files
 * know of the stream, written to the ledger and forced before anything else names it. A crash
 * leaves at most a gap; restoring an old registry cannot give a number twice. The ledger's lock
 * stands for the locks of all streams and is always the innermost. Blocks; safe on any thread.
 * Source: {@code docs/reference/ids.md}.
 */
public final class Allocator {
  private static final Comparator<SafePath> BY_FOLDED_PATH =
      Comparator.comparing((SafePath path) -> path.text().toLowerCase(Locale.ROOT))
          .thenComparing(SafePath::text);

  private final Workspace workspace;
  private final RegistryWriter writer;
  private final IdLedger ledger;
  private final DocIdFormat format;
  private final SeenIds seen;
  private final RecordColumns columns;
  private final EngineClock clock;

  /** The allocator of a workspace. */
  public Allocator(
      Workspace workspace,
      Store store,
      RegistryWriter writer,
      IdLedger ledger,
      NamespaceRules rules,
      EngineClock clock) {
    this.workspace = workspace;
    this.writer = writer;
    this.ledger = ledger;
    this.format = new DocIdFormat(rules, workspace.config().registry().scope());
    this.seen = new SeenIds(new FileFactsDao(store), format);
    this.columns = new RecordColumns(workspace, rules, clock);
    this.clock = clock;
  }

  /** What {@link #allocate} would give these paths now; issues nothing. */
  public IdPlan plan(RegistryDocument document, Collection<SafePath> paths) {
    Map<SafePath, DocId> ids = new LinkedHashMap<>();
    Map<SafePath, EngineException> refused = new LinkedHashMap<>();
    Map<IdStream, List<SafePath>> streams = new java.util.TreeMap<>();
    for (SafePath path : paths.stream().distinct().sorted(BY_FOLDED_PATH).toList()) {
      Optional<DocId> bound = bound(document, path);
      if (bound.isPresent()) {
        ids.put(path, bound.get());
        continue;
      }
      try {
        streams.computeIfAbsent(format.streamFor(path), s -> new ArrayList<>()).add(path);
      } catch (EngineException e) {
        refused.put(path, e);
      }
    }
    Map<IdStream, Integer> registered = highestRegistered(document, streams.keySet());
    streams.forEach(
        (stream, files) -> {
          StreamCounter counter = StreamCounter.of(document.counters(), stream);
          int last =
              Math.max(
                  Math.max(counter.current(), registered.getOrDefault(stream, 0)),
                  Math.max(ledger.highest(stream), seen.highest(stream)));
          for (SafePath path : files) {
            last = counter.after(last);
            if (last > IdStream.CAPACITY) {
              refused.put(path, exhausted(path, stream));
            } else {
              ids.put(path, stream.id(last));
            }
          }
        });
    return new IdPlan(ids, refused);
  }

  /**
   * The id that was issued for this very path and has no record: its record was never written, or
   * was lost with a restored backup. It stays bound to the file.
   */
  private Optional<DocId> bound(RegistryDocument document, SafePath path) {
    return ledger
        .lastFor(path.text())
        .filter(id -> document.byDocId(id.text()).isEmpty())
        .filter(id -> ledger.find(id).filter(line -> line.path().equals(path.text())).isPresent());
  }

  private Map<IdStream, Integer> highestRegistered(
      RegistryDocument document, Collection<IdStream> streams) {
    Map<IdStream, Integer> out = new HashMap<>();
    document
        .heads()
        .map(RecordHead::docId)
        .forEach(text -> id(text).ifPresent(id -> note(out, id, streams)));
    return out;
  }

  private static Optional<DocId> id(@Nullable String text) {
    return text == null ? Optional.empty() : DocId.parse(text);
  }

  private void note(Map<IdStream, Integer> highest, DocId id, Collection<IdStream> streams) {
    format.stream(id)
        .filter(streams::contains)
        .ifPresent(stream -> highest.merge(stream, format.sequence(id), Math::max));
  }

  private static EngineException exhausted(SafePath path, IdStream stream) {
    return EngineException.of(
            Kind.CONFLICT,
            "SEQ_EXHAUSTED",
            "No id was allocated for " + path + ": stream " + stream + " is used up.")
        .with("Nothing was changed.", "Give the folder a namespace of its own, or another scope.");
  }

  /** Issues ids for these paths: they are in the ledger, on the device, when this returns. */
  IdPlan issue(RegistryDocument document, Collection<SafePath> paths) {
    return issue(document, paths, plan -> {});
  }

  /**
   * @param check sees the plan before anything is written, and may throw
   */
  private IdPlan issue(
      RegistryDocument document, Collection<SafePath> paths, Consumer<IdPlan> check) {
    return ledger.hold(
        () -> {
          IdPlan plan = plan(document, paths);
          check.accept(plan);
          List<LedgerEntry> lines = new ArrayList<>();
          plan.ids()
              .forEach(
                  (path, id) -> {
                    if (ledger.find(id).isEmpty()) {
                      lines.add(entry(path, id, LedgerEntry.Action.ALLOCATE));
                    }
                  });
          ledger.append(lines);
          return plan;
        });
  }

  /** Enters an id that a file already carries. */
  void adopt(Map<SafePath, DocId> carried) {
    ledger.hold(
        () -> {
          List<LedgerEntry> lines = new ArrayList<>();
          carried.forEach(
              (path, id) -> {
                if (ledger.find(id).isEmpty()) {
                  lines.add(entry(path, id, LedgerEntry.Action.ADOPT));
                }
              });
          ledger.append(lines);
          return true;
        });
  }

  private LedgerEntry entry(SafePath path, DocId id, LedgerEntry.Action action) {
    return new LedgerEntry(
        clock.now(),
        format.stream(id).map(IdStream::key).orElse(""),
        format.sequence(id),
        id,
        path.text(),
        action);
  }

  /** The stream that gives a file its id. */
  IdStream streamOf(SafePath path) {
    return format.streamFor(path);
  }

  /** A file was seen to carry these ids. */
  void saw(Carriers carriers) {
    seen.note(carriers);
  }

  /** Steps of a patch that bring the counters up to these ids. */
  List<Operation> counters(RegistryDocument document, Collection<DocId> ids) {
    Map<IdStream, Integer> highest = new java.util.TreeMap<>();
    for (DocId id : ids) {
      format.stream(id).ifPresent(s -> highest.merge(s, format.sequence(id), Math::max));
    }
    List<Operation> out = new ArrayList<>();
    highest.forEach(
        (stream, last) -> {
          StreamCounter counter = StreamCounter.of(document.counters(), stream);
          if (counter.current() < last) {
            out.add(Operation.upsert("counters/file_doc_id/" + stream.key(), counter.json(last)));
          }
        });
    return out;
  }

  /**
   * Gives files their records: one lock, one ledger write, one patch for all of them. A path that
   * has an active record keeps its id and is not written; a file that carries an id nobody has
   * keeps that.
   *
   * @return the ids of all files that have one now, and the write's result
   * @throws EngineException {@code SEQ_EXHAUSTED}, {@code ID_CONFLICT}, {@code FILE_NOT_READ}, and
   *     what the registry or the ledger threw; a gap in the numbers may remain
   */
  public Allocated allocate(List<NewFile> files) {
    return allocate(files, null);
  }

  /**
   * The same for a plan that was shown: when a file would get another id than planned, nothing is
   * issued.
   *
   * @param planned ids by path; null takes what comes
   * @throws EngineException {@code PLAN_CHANGED} as well
   */
  Allocated allocate(List<NewFile> files, @Nullable Map<SafePath, DocId> planned) {
    Map<SafePath, NewFile> open = new LinkedHashMap<>();
    files.forEach(file -> open.put(file.path(), file));
    Attempt attempt = new Attempt(open, planned);
    if (attempt.known(writer.current()).size() == open.size()) {
      return new Allocated(new IdPlan(attempt.known(writer.current()), Map.of()), Optional.empty());
    }
    WriteResult result = writer.write(attempt::patch);
    return new Allocated(attempt.plan(), Optional.of(result));
  }

  private Carriers carriers(SafePath path) {
    try (InputStream in =
        Files.newInputStream(path.under(workspace.root()), LinkOption.NOFOLLOW_LINKS)) {
      return Carriers.of(path.name(), in.readNBytes(Carriers.HEAD_BYTES));
    } catch (IOException e) {
      throw EngineException.of(
              Kind.UNAVAILABLE,
              "FILE_NOT_READ",
              "No id was allocated: " + path + " cannot be read: " + e.getMessage())
          .with("Nothing was changed.", "Name files that exist and can be read.")
          .causedBy(e);
    }
  }

  private static EngineException conflict(SafePath path, Carriers carriers) {
    return EngineException.of(
            Kind.CONFLICT,
            "ID_CONFLICT",
            "No id was allocated: "
                + path
                + " carries "
                + (carriers.conflicting() ? "two ids." : "an id that another record has."))
        .with("Nothing was changed.", "Take the id out of the file, or move its record here.");
  }

  /**
   * How an allocation ended.
   *
   * @param plan ids by path; valid only when the write succeeded or none was needed
   * @param write empty when every path had its id already
   */
  public record Allocated(IdPlan plan, Optional<WriteResult> write) {}

  /** One allocation; ids issued once are used again when the patch is computed anew. */
  private final class Attempt {
    private final Map<SafePath, NewFile> files;
    private final Map<SafePath, DocId> issued = new HashMap<>();
    private final @Nullable Map<SafePath, DocId> planned;
    private Map<SafePath, DocId> ids = Map.of();
    private Map<SafePath, EngineException> refused = Map.of();

    Attempt(Map<SafePath, NewFile> files, @Nullable Map<SafePath, DocId> planned) {
      this.files = files;
      this.planned = planned;
    }

    private void requirePlanned(Map<SafePath, DocId> now) {
      now.forEach(
          (path, id) -> {
            if (planned != null && !id.equals(planned.get(path))) {
              throw EngineException.of(
                      Kind.CONFLICT,
                      "PLAN_CHANGED",
                      "No id was issued: " + path + " would get " + id + ", which was not planned.")
                  .with("Nothing was changed.", "Look at the plan again.");
            }
          });
    }

    Map<SafePath, DocId> known(RegistryDocument document) {
      Map<SafePath, DocId> out = new LinkedHashMap<>();
      for (SafePath path : files.keySet()) {
        document.atPath(path.text()).stream()
            .filter(RecordHead::active)
            .flatMap(head -> id(head.docId()).stream())
            .findFirst()
            .ifPresent(id -> out.put(path, id));
      }
      return out;
    }

    Patch patch(RegistryDocument document) {
      Map<SafePath, DocId> all = known(document);
      List<Operation> steps = new ArrayList<>();
      all.forEach(
          (path, id) ->
              steps.add(
                  Operation.test("records/" + id + "/doc_id", RecordColumns.text(id.text()))));
      List<SafePath> open = files.keySet().stream().filter(path -> !all.containsKey(path)).toList();
      bring(open, document);
      List<SafePath> fresh = open.stream().filter(path -> !issued.containsKey(path)).toList();
      IdPlan plan = issue(document, fresh, now -> requirePlanned(now.ids()));
      issued.putAll(plan.ids());
      refused = plan.refused();
      if (!refused.isEmpty()) {
        throw refused.values().iterator().next();
      }
      List<DocId> added = new ArrayList<>();
      for (SafePath path : open) {
        DocId id = issued.get(path);
        NewFile file = files.get(path);
        if (id != null && file != null) {
          added.add(id);
          all.put(path, id);
          steps.add(Operation.add("records", columns.fresh(id, file)));
        }
      }
      steps.addAll(counters(document, added));
      ids = all;
      return Patch.complex(document, PatchSource.ALLOCATOR, steps).because("allocate ids");
    }

    /** Takes over the ids that files carry already. */
    private void bring(List<SafePath> open, RegistryDocument document) {
      Map<SafePath, DocId> carried = new LinkedHashMap<>();
      for (SafePath path : open) {
        Carriers carriers = carriers(path);
        carriers.id().ifPresent(id -> carried.put(path, id));
        boolean taken =
            carriers.id().filter(id -> !document.byDocId(id.text()).isEmpty()).isPresent();
        if (carriers.conflicting() || taken) {
          throw conflict(path, carriers);
        }
      }
      requirePlanned(carried);
      adopt(carried);
      issued.putAll(carried);
    }

    IdPlan plan() {
      return new IdPlan(ids, refused);
    }
  }
}
