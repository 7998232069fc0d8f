package dev.reeve.engine.links.index;

import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.Entry;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.FolderStock;
import dev.reeve.engine.links.Judge;
import dev.reeve.engine.links.Judged;
import dev.reeve.engine.links.LinkSettings;
import dev.reeve.engine.links.LinkSettingsFile;
import dev.reeve.engine.links.RuleBook;
import dev.reeve.engine.links.index.KeptDocuments.Kept;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All links of a workspace and what each asked for when it was judged. A change judges again what
 * had asked for what is now another, and nothing else. For one thread, which shares the work out.
 */
final class Model {
  private static final CheckScope SCOPE =
      new CheckScope(CheckScope.Mode.WORKSPACE, List.of(), true);

  private final Workspace workspace;
  private final EngineClock clock;
  private final Workshare work;
  private final FolderStock stock;
  private final KeptDocuments documents;
  private final KeptPast past = new KeptPast();
  private final Judgements judgements = new Judgements();
  private LinkSettings settings = LinkSettings.USUAL;
  private @Nullable String settingsText;
  private RuleBook rules = new RuleBook(List.of(), Instant.EPOCH);
  private long judged;
  private boolean whole;
  private boolean seen;
  private @Nullable Known known;
  private Consumer<LinkSnapshot> holds = found -> {};

  Model(Workspace workspace, EngineClock clock, ExecutorService pool) {
    this.workspace = workspace;
    this.clock = clock;
    this.work = new Workshare(pool);
    this.stock = new FolderStock(workspace);
    this.documents = new KeptDocuments(stock, clock);
  }

  KeptDocuments documents() {
    return documents;
  }

  /**
   * Takes over what an earlier process had read and found.
   *
   * @param stillHolds told once of what was found then, when the next look sees that it rests on
   *     how things are; they are judged again all the same
   */
  void restore(IndexFile.Content kept, Consumer<LinkSnapshot> stillHolds) {
    documents.restore(kept.extraction(), kept.documents());
    past.restore(kept.gone());
    known = kept.known();
    holds = stillHolds;
  }

  /**
   * Reads the whole folder, and of the documents those that are not for certain the same.
   *
   * @return whether the names that are there are others than before
   */
  boolean readAll() throws IOException, InterruptedException {
    boolean all = readSettings();
    return apply(stock.readAll(), Set.of(), all);
  }

  /**
   * Looks at what somebody said had changed.
   *
   * @param told relative to the root, as the disk spells them
   * @return whether the names that are there are others than before
   */
  boolean look(Collection<String> told) throws IOException, InterruptedException {
    if (!whole) {
      return readAll();
    }
    boolean all = readSettings();
    Set<String> names = told.stream().map(FolderStock::composed).collect(Collectors.toSet());
    return apply(stock.look(told), names, all);
  }

  private boolean apply(FolderStock.Change change, Set<String> told, boolean judgeAll)
      throws InterruptedException {
    boolean all = judgeAll || !whole;
    whole = false; // should this be cut off, the next look is a new beginning
    Set<String> questions = new HashSet<>();
    Set<String> dirty = new HashSet<>();
    change.came().keySet().forEach(path -> questions.add(Asked.isThere(path)));
    change.gone().keySet().forEach(path -> questions.add(Asked.isThere(path)));
    forget(change);
    boolean same = readAgain(change, told, questions, dirty);
    Known before = known;
    known = null;
    if (before != null && same && before.holds(stock, settingsText, rules.size())) {
      judgements.recall(before.snapshot().findings());
      holds.accept(before.snapshot());
    }
    dirty.addAll(change.came().keySet());
    dirty.addAll(change.gone().keySet());
    dirty.addAll(stock.links());
    questions.forEach(question -> dirty.addAll(judgements.askedFor(question)));
    if (all) {
      dirty.addAll(judgements.documents());
      dirty.addAll(settings.expected());
      stock.entries().forEach(entry -> dirty.add(entry.path()));
    }
    judge(dirty);
    judged += dirty.isEmpty() ? 0 : 1;
    remember(change);
    whole = true;
    seen = true;
    return !change.came().isEmpty() || !change.gone().isEmpty();
  }

  /** Whether they are others than before, or mean something else by now. */
  private boolean readSettings() {
    String text = LinkSettingsFile.text(workspace);
    LinkSettings now = LinkSettingsFile.of(text);
    RuleBook book = new RuleBook(now.rules(), clock.now());
    boolean changed = !now.equals(settings) || book.size() != rules.size();
    documents.take(now.extraction());
    settings = now;
    settingsText = text;
    rules = book;
    return changed;
  }

  /** What went is remembered with what it held. */
  private void forget(FolderStock.Change change) {
    change
        .gone()
        .forEach(
            (path, entry) -> {
              if (!stock.isFile(path)) {
                if (entry.file() && seen) {
                  past.went(path, content(entry), clock.now());
                }
                documents.forget(path);
              }
            });
  }

  /** What came may be what went a moment ago. */
  private void remember(FolderStock.Change change) {
    if (seen) {
      change
          .came()
          .forEach(
              (path, entry) -> {
                if (entry.file()) {
                  past.came(path, content(entry), clock.now());
                }
              });
      past.pair(clock.now());
    }
  }

  /** Names what a file holds, as far as it is known without reading it; null for nothing. */
  private @Nullable String content(Entry entry) {
    Kept kept = documents.known(entry.path());
    if (kept != null && kept.sha256() != null) {
      return kept.size() == 0 ? null : kept.sha256();
    }
    return entry.size() == 0 || entry.link() ? null : entry.size() + "@" + entry.modified();
  }

  /** Whether everything says what it said. */
  private boolean readAgain(
      FolderStock.Change change, Set<String> told, Set<String> questions, Set<String> dirty)
      throws InterruptedException {
    List<Callable<Boolean>> tasks = new ArrayList<>();
    Set<String> others = ConcurrentHashMap.newKeySet();
    Set<String> contents = ConcurrentHashMap.newKeySet();
    for (String path : change.seen()) {
      Kept before = documents.known(path);
      if (before != null && (told.contains(path) || !documents.isSure(path))) {
        tasks.add(
            () -> {
              Kept now = documents.again(path);
              return (now.isSameAs(before) || others.add(path))
                  && (now.answersAs(before) || contents.add(path));
            });
      }
      if (documents.hasLines(path)) {
        tasks.add(() -> documents.countAgain(path) && contents.add(path));
      }
    }
    work.all(tasks);
    dirty.addAll(others);
    contents.forEach(path -> questions.add(Asked.content(path)));
    return others.isEmpty() && contents.isEmpty();
  }

  private void judge(Set<String> dirty) throws InterruptedException {
    Set<String> expected = settings.expected();
    List<Callable<Judgements.Answer>> tasks = new ArrayList<>();
    for (String path : dirty) {
      if (expected.contains(path) || stock.isDocument(path)) {
        tasks.add(() -> judge(path));
      } else {
        judgements.drop(path);
      }
    }
    work.all(tasks).forEach(judgements::take);
  }

  private Judgements.Answer judge(String path) {
    Asked asked = new Asked(stock, documents);
    Judged found = new Judge(SCOPE, settings, rules, asked, asked).judge(path);
    return new Judgements.Answer(path, found, asked.questions());
  }

  /** Another number than before when anything may be another. */
  long judgements() {
    return judged;
  }

  /** Begins anew at the next look, after one that failed. */
  void distrust() {
    whole = false;
  }

  /** What is known now. */
  LinkSnapshot snapshot(long number, Duration took) {
    return judgements.snapshot(rules, number, took);
  }

  /**
   * What is known now and is needed to say where findings should lead. The model may change
   * meanwhile.
   */
  Standing standing() {
    Map<String, List<String>> survivors = new HashMap<>();
    past.contents().forEach(content -> survivors.put(content, new ArrayList<>()));
    Set<String> files = new HashSet<>();
    for (Entry each : stock.entries()) {
      if (each.file() && each.role() != Entry.Role.THERE) {
        files.add(each.path());
        List<String> same = survivors.isEmpty() ? null : survivors.get(content(each));
        if (same != null) {
          same.add(each.path());
        }
      }
    }
    survivors.values().forEach(same -> same.sort(null));
    return new Standing(
        stock.frozen(), documents.beside(), List.copyOf(past.all()), files, survivors);
  }

  /**
   * Takes suggestions for findings that are still there.
   *
   * @return whether anything is another than before
   */
  boolean advise(Map<String, Finding> advised) {
    return judgements.advise(advised);
  }

  /** What the next process may use. */
  IndexFile.Content content() {
    return new IndexFile.Content(
        documents.extraction(),
        Map.copyOf(documents.all()),
        List.copyOf(past.all()),
        whole ? found() : null);
  }

  private Known found() {
    Set<String> counted = Set.copyOf(documents.counted());
    Set<String> own =
        judgements.questions().stream().filter(Known::isOwn).collect(Collectors.toSet());
    return new Known(
        Known.basis(stock, settingsText, rules.size(), counted, own),
        counted,
        own,
        judgements.snapshot(rules, 1, Duration.ZERO));
  }
}
