package dev.reeve.engine.registry;

import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
  private final HighestRegistered registered;
  private final SeenIds seen;
  private final RecordColumns columns;
  private final EngineClock clock;
  private final HeldIds held;

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
    this.registered = new HighestRegistered(format);
    this.seen = new SeenIds(new FileFactsDao(store), format);
    this.columns = new RecordColumns(workspace, rules, clock);
    this.clock = clock;
    this.held = new HeldIds(clock);
  }

  /** What {@link #allocate} would give these paths now; issues nothing. */
  public IdPlan plan(RegistryDocument document, Collection<SafePath> paths) {
    Map<SafePath, DocId> ids = new LinkedHashMap<>();
    Map<SafePath, EngineException> refused = new LinkedHashMap<>();
    Map<IdStream, List<SafePath>> streams = new java.util.TreeMap<>();
    for (SafePath path : paths.stream().distinct().sorted(BY_FOLDED_PATH).toList()) {
      Optional<DocId> bound = bound(document, path).or(() -> held(document, path));
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
    Map<IdStream, Integer> highest = registered.of(document);
    streams.forEach(
        (stream, files) -> {
          StreamCounter counter = StreamCounter.of(document.counters(), stream);
          int last =
              Math.max(
                  Math.max(counter.current(), highest.getOrDefault(stream, 0)),
                  Math.max(ledger.highest(stream), seen.highest(stream)));
          for (SafePath path : files) {
            last = counter.after(last);
            while (last <= IdStream.CAPACITY && held.contains(stream.id(last))) {
              last = counter.after(last);
            }
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

  /** The id that a person was shown for this file, while nobody has it by now. */
  private Optional<DocId> held(RegistryDocument document, SafePath path) {
    return held.of(path)
        .filter(id -> document.byDocId(id.text()).isEmpty() && ledger.find(id).isEmpty());
  }

  /** Keeps an id for a file for a while, in this process: a person looks at it. */
  void hold(SafePath path, DocId id) {
    held.hold(path, id);
  }

  static Optional<DocId> id(@Nullable String text) {
    return text == null ? Optional.empty() : DocId.parse(text);
  }

  private static EngineException exhausted(SafePath path, IdStream stream) {
    return EngineException.of(
            Kind.CONFLICT,
            "SEQ_EXHAUSTED",
            "No id was allocated for " + path + ": stream " + stream + " is used up.")
        .with(
            "Nothing was changed.",
            "Give scope under [registry] in .reeve/config.toml six other digits, and open the"
                + " workspace anew.");
  }

  /** Issues ids for these paths: they are in the ledger, on the device, when this returns. */
  IdPlan issue(RegistryDocument document, Collection<SafePath> paths) {
    return issue(document, paths, plan -> {});
  }

  /**
   * @param check sees the plan before anything is written, and may throw
   */
  IdPlan issue(RegistryDocument document, Collection<SafePath> paths, Consumer<IdPlan> check) {
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
          plan.ids().keySet().forEach(held::release);
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
    Registration attempt = new Registration(this, workspace, columns, open, planned);
    if (attempt.known(writer.current()).size() == open.size()) {
      return new Allocated(new IdPlan(attempt.known(writer.current()), Map.of()), Optional.empty());
    }
    WriteResult result = writer.write(attempt::patch);
    return new Allocated(attempt.plan(), Optional.of(result));
  }

  /**
   * How an allocation ended.
   *
   * @param plan ids by path; valid only when the write succeeded or none was needed
   * @param write empty when every path had its id already
   */
  public record Allocated(IdPlan plan, Optional<WriteResult> write) {}
}
