package dev.reeve.engine.links;

import dev.reeve.engine.links.Documents.Reading;
import dev.reeve.engine.links.history.PathHistory;
import dev.reeve.engine.links.suggest.Band;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The cold check: one walk, each document read once, then every reference judged. Reads only; needs
 * no adopted workspace. Safe on any thread. Source: {@code docs/reference/links.md}.
 */
public final class LinkCheck {
  private final CheckedTree tree;
  private final LinkSettings settings;
  private final EngineClock clock;
  private final ExecutorService pool;

  /**
   * @param pool where documents are read and judged; as many threads as cores are best
   */
  public LinkCheck(
      CheckedTree tree, LinkSettings settings, EngineClock clock, ExecutorService pool) {
    this.tree = tree;
    this.settings = settings;
    this.clock = clock;
    this.pool = pool;
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
   * The same, and says of each finding where it should lead; may take seconds more.
   *
   * @param history {@link PathHistory#NONE} to go by names and places alone
   */
  public CheckReport runWithSuggestions(CheckScope scope, PathHistory history) {
    return scan(scope, history).report();
  }

  /**
   * The same, kept together with the state of the tree that was looked at.
   *
   * @param history null when no suggestions are wanted
   */
  public LinkScan scan(CheckScope scope, @Nullable PathHistory history) {
    PathIndex index = index();
    Documents documents = new Documents(tree);
    Run run =
        new Run(
            scope,
            index,
            documents,
            new Resolver(index, new Fragments(index, documents), settings),
            new RuleBook(settings.rules(), clock.now()),
            new HashSet<>(settings.navDocuments()));
    Set<String> wanted = scope.documents(settings, index);
    wanted.addAll(run.stubs());
    List<String> paths = new ArrayList<>(wanted);
    paths.removeIf(path -> run.isCheckedElsewhere(path));
    all(paths.stream().map(path -> (Callable<Boolean>) () -> run.prepare(path)).toList());
    List<Judged> judged =
        all(paths.stream().map(path -> (Callable<Judged>) () -> run.judge(path)).toList());
    CheckReport report = report(judged, run.rules());
    if (history != null) {
      Advisor advisor = new Advisor(index, documents, history);
      report = report.with(report.findings().stream().map(advisor::advise).toList());
    }
    return new LinkScan(report, ReferenceJudge.of(tree, index, settings, documents), paths);
  }

  private PathIndex index() {
    try {
      return tree.index();
    } catch (IOException e) {
      throw unreadable(tree).causedBy(e);
    }
  }

  static EngineException unreadable(CheckedTree tree) {
    return EngineException.of(
            EngineException.Kind.INVALID,
            "WORKSPACE_UNREADABLE",
            "Nothing was checked: " + tree.name() + " cannot be listed.")
        .with("Nothing was changed.", "Name a folder that can be read.");
  }

  private <T> List<T> all(List<Callable<T>> tasks) {
    try {
      List<T> out = new ArrayList<>();
      for (Future<T> each : pool.invokeAll(tasks)) {
        out.add(each.get());
      }
      return out;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw EngineException.of(
              EngineException.Kind.UNAVAILABLE, "CANCELLED", "The check was cancelled.")
          .with("Nothing was changed.", "Check again.");
    } catch (ExecutionException e) {
      throw new IllegalStateException("A document was not judged", e.getCause());
    }
  }

  private static CheckReport report(List<Judged> judged, RuleBook rules) {
    Map<Category, Integer> byReason = new EnumMap<>(Category.class);
    List<Finding> findings = new ArrayList<>();
    int references = 0;
    for (Judged each : judged) {
      each.byReason().forEach((reason, count) -> byReason.merge(reason, count, Integer::sum));
      findings.addAll(each.findings());
      references += each.references();
    }
    findings.sort(Finding.ORDER);
    return new CheckReport(
        judged.size(),
        references,
        Map.copyOf(byReason),
        rules.uses(),
        List.copyOf(findings),
        rules.warnings());
  }

  private record Judged(int references, Map<Category, Integer> byReason, List<Finding> findings) {}

  /** What one check holds while it runs. */
  private final class Run {
    private final CheckScope scope;
    private final PathIndex index;
    private final Documents documents;
    private final Resolver resolver;
    private final RuleBook rules;
    private final Set<String> nav;
    private final Set<String> stubs;

    Run(
        CheckScope scope,
        PathIndex index,
        Documents documents,
        Resolver resolver,
        RuleBook rules,
        Set<String> nav) {
      this.scope = scope;
      this.index = index;
      this.documents = documents;
      this.resolver = resolver;
      this.rules = rules;
      this.nav = nav;
      this.stubs =
          settings.stubs().stream().map(RedirectStub::path).collect(Collectors.toUnmodifiableSet());
    }

    /** Documents that lead on to others: they are part of every check. */
    Set<String> stubs() {
      return stubs;
    }

    RuleBook rules() {
      return rules;
    }

    /** A link to a document of the workspace: that one is checked under its own name. */
    boolean isCheckedElsewhere(String path) {
      return index.isLinkedDocument(path) && !nav.contains(path) && tree.isInside(path);
    }

    boolean prepare(String path) {
      return index.isFile(path) && documents.get(path) instanceof Reading.Read;
    }

    Judged judge(String path) {
      if (!index.isFile(path) && stubs.contains(path)) {
        return failed(path, Category.STUB_BROKEN, "The redirect stub is not there.");
      }
      if (!index.isFile(path)) {
        return failed(path, Category.MISSING_DOCUMENT, "The document is not there.");
      }
      return switch (documents.get(path)) {
        case Reading.Failed(Category category, String why) -> failed(path, category, why);
        case Reading.Read(ParsedDocument document) -> judge(document);
      };
    }

    private Judged failed(String path, Category reason, String why) {
      Finding finding =
          new Finding(
              Finding.id(path, 0, "", ""),
              path,
              ReferenceKind.DOCUMENT,
              Position.START,
              "",
              reason,
              isEnforced(reason),
              null,
              why,
              List.of(),
              Target.ofPath(""),
              "",
              Band.NONE,
              List.of());
      return new Judged(0, Map.of(reason, 1), List.of(finding));
    }

    private Judged judge(ParsedDocument document) {
      Map<Category, Integer> byReason = new EnumMap<>(Category.class);
      List<Finding> findings = new ArrayList<>();
      int references = 0;
      for (Reference reference : document.references()) {
        if (reference.kind() == ReferenceKind.CODE_SPAN && !scope.codeSpans()) {
          continue;
        }
        references++;
        Category resolved = judged(document.path(), reference);
        LinkRule rule = rule(document.path(), reference, resolved);
        Category reason = rule == null ? resolved : rule.as();
        byReason.merge(reason, 1, Integer::sum);
        if (reason.listed()) {
          findings.add(finding(document, reference, reason, rule));
        }
      }
      return new Judged(references, byReason, findings);
    }

    private Category judged(String document, Reference reference) {
      Category resolved = resolver.judge(document, reference);
      boolean broken = resolved != Category.OK && resolved != Category.EXTERNAL_URL;
      return broken && stubs.contains(document) ? Category.STUB_BROKEN : resolved;
    }

    private @Nullable LinkRule rule(String document, Reference reference, Category resolved) {
      boolean settled = resolved == Category.OK || resolved == Category.EXTERNAL_URL;
      return settled
          ? null
          : rules.first(document, nav.contains(document), reference.target().path(), resolved);
    }

    private Finding finding(
        ParsedDocument document, Reference reference, Category reason, @Nullable LinkRule rule) {
      return new Finding(
          Finding.id(
              document.path(),
              reference.position().offset(),
              reference.rawTarget(),
              document.sha256()),
          document.path(),
          reference.kind(),
          reference.position(),
          reference.rawTarget(),
          reason,
          isEnforced(reason),
          rule == null ? null : rule.id(),
          Messages.of(reason, reference.rawTarget()),
          reference.uses(),
          reference.target(),
          reference.text(),
          Band.NONE,
          List.of());
    }

    private boolean isEnforced(Category reason) {
      return scope.mode() != CheckScope.Mode.DEEP
          && reason.enforceable()
          && !settings.reportOnly().contains(reason);
    }
  }
}
