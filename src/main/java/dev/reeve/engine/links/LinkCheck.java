package dev.reeve.engine.links;

import dev.reeve.engine.links.CheckProgress.Phase;
import dev.reeve.engine.links.history.PathHistory;
import dev.reeve.engine.links.web.WebCheck;
import dev.reeve.engine.links.web.WebReport;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The cold check: one walk, each document read once as soon as it is found, then every reference
 * judged. Reads only; needs no adopted workspace. Safe on any thread. Source: {@code
 * docs/reference/links.md}.
 */
public final class LinkCheck {
  /** So many documents are one task: to hand over one alone takes as long as to read it. */
  private static final int TOGETHER = 8;

  private final CheckedTree tree;
  private final LinkSettings settings;
  private final EngineClock clock;
  private final ExecutorService pool;
  private final @Nullable WebCheck web;

  /**
   * @param pool where documents are read and judged; as many threads as cores are best
   */
  public LinkCheck(
      CheckedTree tree, LinkSettings settings, EngineClock clock, ExecutorService pool) {
    this(tree, settings, clock, pool, null);
  }

  private LinkCheck(
      CheckedTree tree,
      LinkSettings settings,
      EngineClock clock,
      ExecutorService pool,
      @Nullable WebCheck web) {
    this.web = web;
    this.tree = tree;
    this.settings = settings;
    this.clock = clock;
    this.pool = pool;
  }

  /** The same, which asks for addresses of the web too. */
  public LinkCheck asking(WebCheck asked) {
    return new LinkCheck(tree, settings, clock, pool, asked);
  }

  /**
   * Checks; blocks. An interrupt of the calling thread ends it.
   *
   * @throws EngineException {@code PATH_NOT_FOUND} when a named path is not there, {@code
   *     WORKSPACE_UNREADABLE} when the root cannot be listed, {@code CANCELLED} when interrupted
   */
  public CheckReport run(CheckScope scope) {
    return scan(scope, null).report();
  }

  /**
   * The same, with those findings alone that count.
   *
   * @param counting given all findings, gives those that are told
   */
  public CheckReport run(CheckScope scope, UnaryOperator<List<Finding>> counting) {
    return scan(scope, counting, null, CheckProgress.NONE).report();
  }

  /**
   * The same, and says of each finding where it should lead; may take seconds more.
   *
   * @param history {@link PathHistory#NONE} to go by names and places alone
   */
  public CheckReport runWithSuggestions(CheckScope scope, PathHistory history) {
    return scan(scope, history).report();
  }

  /** The same of those findings alone that count. */
  public CheckReport runWithSuggestions(
      CheckScope scope, UnaryOperator<List<Finding>> counting, PathHistory history) {
    return scan(scope, counting, history, CheckProgress.NONE).report();
  }

  /**
   * The same, kept together with the state of the tree that was looked at.
   *
   * @param history null when no suggestions are wanted
   */
  public LinkScan scan(CheckScope scope, @Nullable PathHistory history) {
    return scan(scope, history, CheckProgress.NONE);
  }

  /**
   * The same.
   *
   * @param progress is told how far it is
   */
  public LinkScan scan(CheckScope scope, @Nullable PathHistory history, CheckProgress progress) {
    return scan(scope, all -> all, history, progress);
  }

  private LinkScan scan(
      CheckScope scope,
      UnaryOperator<List<Finding>> counting,
      @Nullable PathHistory history,
      CheckProgress progress) {
    Documents documents = new Documents(tree, settings.extraction().withCode(scope.code()));
    List<Future<?>> ahead = new ArrayList<>();
    Predicate<String> checked = scope.byName(settings);
    try {
      List<String> found = new ArrayList<>();
      PathIndex index =
          tree.index(
              path -> {
                if (checked.test(path) && found.add(path) && found.size() == TOGETHER) {
                  ahead.add(pool.submit(reading(found, documents)));
                  found.clear();
                }
              });
      ahead.add(pool.submit(reading(found, documents)));
      return scan(scope, counting, history, progress, index, documents);
    } catch (IOException e) {
      throw unreadable(tree).causedBy(e);
    } finally {
      ahead.forEach(each -> each.cancel(false)); // what is not read yet is not wanted any more
    }
  }

  private static Runnable reading(List<String> paths, Documents documents) {
    List<String> these = List.copyOf(paths);
    return () -> these.forEach(documents::get);
  }

  private LinkScan scan(
      CheckScope scope,
      UnaryOperator<List<Finding>> counting,
      @Nullable PathHistory history,
      CheckProgress progress,
      PathIndex index,
      Documents documents) {
    RuleBook rules = new RuleBook(settings.rules(), clock.now());
    Set<String> nav = Set.copyOf(settings.navDocuments());
    List<String> paths = new ArrayList<>(scope.documents(settings, index));
    Map<String, String> linked = linkedInside(index, nav);
    paths.removeAll(linked.keySet());
    WebReport answers = web == null ? null : web.ask(targets(paths, index, documents, nav, rules));
    Judge judge = new Judge(scope, settings, rules, index, documents, answers);
    progress.at(Phase.READ, 0, paths.size());
    AtomicInteger done = new AtomicInteger();
    List<Callable<List<Judged>>> judging = new ArrayList<>();
    for (int from = 0; from < paths.size(); from += TOGETHER) {
      List<String> these = paths.subList(from, Math.min(paths.size(), from + TOGETHER));
      judging.add(
          () -> {
            List<Judged> out = new ArrayList<>(these.size());
            for (String path : these) {
              out.add(judge.judge(path));
              progress.at(Phase.READ, done.incrementAndGet(), paths.size());
            }
            return out;
          });
    }
    List<Judged> judged = all(judging);
    CheckReport all = report(judged, rules, answers);
    CheckReport report = all.with(counting.apply(all.findings()));
    if (history != null) {
      Advisor advisor = new Advisor(index, documents, history);
      report = report.with(advised(report.findings(), advisor, progress));
    }
    ReferenceJudge state = ReferenceJudge.of(tree, index, settings, documents);
    return new LinkScan(report, state, paths, linked.keySet(), deadEnds(linked, index));
  }

  private static List<Finding> advised(
      List<Finding> findings, Advisor advisor, CheckProgress progress) {
    List<Finding> advised = new ArrayList<>();
    for (Finding each : findings) {
      progress.at(Phase.SUGGEST, advised.size(), findings.size());
      advised.add(advisor.advise(each));
    }
    progress.at(Phase.SUGGEST, advised.size(), findings.size());
    return List.copyOf(advised);
  }

  /** Links to what lies in the workspace, and where: it is looked at under that name, if at all. */
  private Map<String, String> linkedInside(PathIndex index, Set<String> nav) {
    Map<String, String> places = new HashMap<>();
    for (String path : index.linkedDocuments()) {
      String place = nav.contains(path) ? null : tree.place(path);
      if (place != null) {
        places.put(path, place);
      }
    }
    return Map.copyOf(places);
  }

  /** Those of them that lead to no document: what is ignored or named otherwise is none. */
  private static int deadEnds(Map<String, String> linked, PathIndex index) {
    return (int)
        linked.values().stream().filter(place -> !index.documents().contains(place)).count();
  }

  static EngineException unreadable(CheckedTree tree) {
    return EngineException.of(
            EngineException.Kind.INVALID,
            "WORKSPACE_UNREADABLE",
            "Nothing was checked: " + tree.name() + " cannot be listed.")
        .with("Nothing was changed.", "Name a folder that can be read.");
  }

  private <T> List<T> all(List<Callable<List<T>>> tasks) {
    try {
      List<T> out = new ArrayList<>();
      for (Future<List<T>> each : pool.invokeAll(tasks)) {
        out.addAll(each.get());
      }
      return out;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw EngineException.cancelled("The check was cancelled.", "Check again.");
    } catch (ExecutionException e) {
      throw new IllegalStateException("A document was not judged", e.getCause());
    }
  }

  private List<String> targets(
      List<String> paths, PathIndex index, Documents documents, Set<String> nav, RuleBook rules) {
    List<Callable<List<String>>> reading = new ArrayList<>();
    for (String path : paths) {
      if (index.isFile(path)) {
        reading.add(
            () ->
                documents.get(path) instanceof Reading.Read(ParsedDocument document)
                    ? WebTargets.of(document, nav.contains(path), rules)
                    : List.of());
      }
    }
    return all(reading);
  }

  private static CheckReport report(List<Judged> judged, RuleBook rules, @Nullable WebReport web) {
    Map<Category, Integer> byReason = new EnumMap<>(Category.class);
    Map<String, Integer> byRule = rules.unused();
    List<Finding> findings = new ArrayList<>();
    int references = 0;
    for (Judged each : judged) {
      each.byReason().forEach((reason, count) -> byReason.merge(reason, count, Integer::sum));
      each.byRule().forEach((rule, count) -> byRule.merge(rule, count, Integer::sum));
      findings.addAll(each.findings());
      references += each.references();
    }
    findings.sort(Finding.ORDER);
    return new CheckReport(
        judged.size(),
        references,
        Map.copyOf(byReason),
        Collections.unmodifiableMap(byRule),
        List.copyOf(findings),
        rules.warnings(byRule),
        web);
  }
}
