package dev.reeve.engine.links.index;

import dev.reeve.engine.links.Category;
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
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All links of a workspace and what each asked for when it was judged. A change judges again what
 * had asked for what is now another, and nothing else. For one thread, which shares the work out.
 */
final class Model {
  private static final CheckScope SCOPE =
      new CheckScope(CheckScope.Mode.WORKSPACE, List.of(), true);

  /** Fewer are not worth sharing out. */
  private static final int FEW = 8;

  private final Workspace workspace;
  private final EngineClock clock;
  private final ExecutorService pool;
  private final FolderStock stock;
  private final KeptDocuments documents;
  private final KeptPast past = new KeptPast();
  private final Dependents dependents = new Dependents();
  private final Map<String, Judged> judged = new HashMap<>();
  private final NavigableMap<String, List<Finding>> findings = new TreeMap<>();
  private final Map<Category, Integer> byReason = new EnumMap<>(Category.class);
  private final Map<String, Integer> byRule = new HashMap<>();
  private int references;
  private LinkSettings settings = LinkSettings.USUAL;
  private RuleBook rules = new RuleBook(List.of(), Instant.EPOCH);
  private long judgements;
  private boolean whole;
  private boolean seen;

  private record Answer(String path, Judged judged, Set<String> questions) {}

  Model(Workspace workspace, EngineClock clock, ExecutorService pool) {
    this.workspace = workspace;
    this.clock = clock;
    this.pool = pool;
    this.stock = new FolderStock(workspace);
    this.documents = new KeptDocuments(stock, clock);
  }

  KeptDocuments documents() {
    return documents;
  }

  KeptPast past() {
    return past;
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
    readAgain(change, told, questions, dirty);
    dirty.addAll(change.came().keySet());
    dirty.addAll(change.gone().keySet());
    dirty.addAll(stock.links());
    questions.forEach(question -> dirty.addAll(dependents.of(question)));
    if (all) {
      dirty.addAll(judged.keySet());
      dirty.addAll(settings.expected());
      stock.entries().forEach(entry -> dirty.add(entry.path()));
    }
    judge(dirty);
    judgements += dirty.isEmpty() ? 0 : 1;
    remember(change);
    whole = true;
    seen = true;
    return !change.came().isEmpty() || !change.gone().isEmpty();
  }

  /** Whether they are others than before, or mean something else by now. */
  private boolean readSettings() {
    LinkSettings now = LinkSettingsFile.read(workspace);
    RuleBook book = new RuleBook(now.rules(), clock.now());
    boolean changed = !now.equals(settings) || book.size() != rules.size();
    settings = now;
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

  private void readAgain(
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
    all(tasks);
    dirty.addAll(others);
    contents.forEach(path -> questions.add(Asked.content(path)));
  }

  private void judge(Set<String> dirty) throws InterruptedException {
    Set<String> expected = settings.expected();
    List<Callable<Answer>> tasks = new ArrayList<>();
    for (String path : dirty) {
      if (expected.contains(path) || stock.isDocument(path)) {
        tasks.add(() -> judge(path));
      } else {
        drop(path);
      }
    }
    all(tasks).forEach(this::take);
  }

  private Answer judge(String path) {
    Asked asked = new Asked(stock, documents);
    Judged found = new Judge(SCOPE, settings, rules, asked, asked).judge(path);
    return new Answer(path, found, asked.questions());
  }

  private <T> List<T> all(List<Callable<T>> tasks) throws InterruptedException {
    try {
      List<T> out = new ArrayList<>(tasks.size());
      if (tasks.size() < FEW) {
        for (Callable<T> each : tasks) {
          out.add(each.call());
        }
        return out;
      }
      for (Future<T> each : pool.invokeAll(tasks)) {
        out.add(each.get());
      }
      return out;
    } catch (InterruptedException e) {
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException("A document was not judged", e.getCause());
    } catch (Exception e) {
      throw new IllegalStateException("A document was not judged", e);
    }
  }

  private void take(Answer answer) {
    Judged before = judged.put(answer.path(), answer.judged());
    count(before, -1);
    count(answer.judged(), 1);
    dependents.put(answer.path(), answer.questions());
    List<Finding> told = findings.getOrDefault(answer.path(), List.of());
    if (answer.judged().findings().isEmpty()) {
      findings.remove(answer.path());
    } else {
      findings.put(answer.path(), withOldAdvice(answer.judged().findings(), told));
    }
  }

  /** Until somebody looks again, what was suggested still stands. */
  private static List<Finding> withOldAdvice(List<Finding> now, List<Finding> before) {
    if (before.isEmpty()) {
      return now;
    }
    Map<String, Finding> old = new HashMap<>();
    before.forEach(each -> old.put(each.id(), each));
    return now.stream()
        .map(
            each -> {
              Finding was = old.get(each.id());
              return was != null && was.reason() == each.reason()
                  ? each.with(was.confidence(), was.suggestions())
                  : each;
            })
        .toList();
  }

  private void drop(String path) {
    count(judged.remove(path), -1);
    findings.remove(path);
    dependents.remove(path);
  }

  private void count(@Nullable Judged each, int sign) {
    if (each != null) {
      references += sign * each.references();
      each.byReason().forEach((reason, n) -> byReason.merge(reason, sign * n, Model::sum));
      each.byRule().forEach((rule, n) -> byRule.merge(rule, sign * n, Model::sum));
    }
  }

  private static @Nullable Integer sum(int one, int other) {
    return one + other == 0 ? null : one + other;
  }

  /** Another number than before when anything may be another. */
  long judgements() {
    return judgements;
  }

  /** Begins anew at the next look, after one that failed. */
  void distrust() {
    whole = false;
  }

  /** What is known now. */
  LinkSnapshot snapshot(long number, Duration took) {
    List<Finding> all = new ArrayList<>();
    findings.values().forEach(all::addAll);
    Map<String, Integer> uses = rules.unused();
    uses.putAll(byRule);
    return new LinkSnapshot(
        number,
        true,
        judged.size(),
        references,
        Map.copyOf(byReason),
        Map.copyOf(uses),
        List.copyOf(all),
        rules.warnings(uses),
        took,
        null);
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
    Set<String> paths = new HashSet<>();
    advised.values().forEach(each -> paths.add(each.sourceFile()));
    boolean others = false;
    for (String path : paths) {
      List<Finding> before = findings.getOrDefault(path, List.of());
      List<Finding> now =
          before.stream().map(each -> withAdvice(each, advised.get(each.id()))).toList();
      if (!now.equals(before)) {
        findings.put(path, now);
        others = true;
      }
    }
    return others;
  }

  /** What the next process may use. */
  IndexFile.Content content() {
    return new IndexFile.Content(Map.copyOf(documents.all()), List.copyOf(past.all()));
  }

  private static Finding withAdvice(Finding finding, @Nullable Finding advised) {
    return advised == null || advised.reason() != finding.reason()
        ? finding
        : finding.with(advised.confidence(), advised.suggestions());
  }
}
