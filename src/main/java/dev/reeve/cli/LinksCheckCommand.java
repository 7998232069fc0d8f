package dev.reeve.cli;

import dev.reeve.engine.links.CheckReport;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.CheckedTree;
import dev.reeve.engine.links.CommitTree;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.FolderTree;
import dev.reeve.engine.links.KnownFindings;
import dev.reeve.engine.links.LinkCheck;
import dev.reeve.engine.links.LinkSettings;
import dev.reeve.engine.links.LinkSettingsFile;
import dev.reeve.engine.links.Since;
import dev.reeve.engine.links.history.PathHistory;
import dev.reeve.engine.links.web.WebCheck;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve links check}: works on any folder, adopted or not, and changes nothing. */
@Command(
    name = "check",
    description =
        "Says which links of the documents lead nowhere; exit 1 when the check fails on any.")
final class LinksCheckCommand extends EngineCommand {
  private static final Logger LOG = LoggerFactory.getLogger(LinksCheckCommand.class);

  enum Suggest {
    NONE,
    NAMES,
    HISTORY
  }

  enum Switch {
    ON,
    OFF
  }

  @Option(
      names = "--mode",
      description =
          "nav: the documents that guard a merge; deep: all documentation, only reported;"
              + " workspace: every document, the nav documents guarded; custom: the given paths."
              + " Without it nav, or custom when paths are given.")
  CheckScope.@Nullable Mode mode;

  @Option(
      names = "--code-spans",
      description =
          "Whether path-like code spans count: on or off (default: on with deep). Never enforced.")
  @Nullable Switch codeSpans;

  @Option(
      names = "--include-code",
      description =
          "For diagnosis: links in fenced and indented code blocks too. Never enforced, never"
              + " mended.")
  boolean includeCode;

  @Option(
      names = "--external",
      description =
          "Ask the servers of http and https links whether the addresses are there (default:"
              + " nothing is fetched). Enforced only with enforce_external in"
              + " .reeve/link-rules.json.")
  boolean external;

  @Option(
      names = "--format",
      description = "text, json, sarif, github or markdown (default: text).")
  LinkFormat format = LinkFormat.TEXT;

  @Option(
      names = "--suggest",
      description = "What suggestions go by: none, names, or history and names (default: history).")
  Suggest suggest = Suggest.HISTORY;

  @Option(
      names = "--repo",
      paramLabel = "GITDIR",
      description = "Check a commit of this git store instead of a folder; needs no checkout.")
  @Nullable Path store;

  @Option(
      names = "--commit",
      paramLabel = "REV",
      description = "With --repo: which commit (default: HEAD).")
  @Nullable String commit;

  @Option(
      names = "--since",
      paramLabel = "REV",
      description =
          "Only what a change broke: findings in documents that differ from this commit, and others"
              + " whose target was there. Without PATH and --mode in all documents.")
  @Nullable String since;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Leave out the findings that this file knows (default: none are left out).")
  @Nullable Path baseline;

  @Option(
      names = "--write-baseline",
      description =
          "Write what the check found to .reeve/link-baseline.json, and exit 0: a check with"
              + " --baseline leaves it out.")
  boolean writeBaseline;

  @Parameters(
      paramLabel = "PATH",
      description =
          "With --mode custom: documents, folders or globs (default: every document that is not"
              + " ignored).")
  List<String> paths = new ArrayList<>();

  @Override
  int run(Output output) {
    CheckScope.Mode chosen =
        mode != null
            ? mode
            : paths.isEmpty() && since == null ? CheckScope.Mode.NAV : CheckScope.Mode.CUSTOM;
    if (chosen != CheckScope.Mode.CUSTOM && !paths.isEmpty()) {
      throw usage("PATH goes with --mode custom");
    }
    if (includeCode && writeBaseline) {
      throw usage("--include-code is for a look: --write-baseline does not go with it");
    }
    boolean spans = codeSpans == null ? chosen == CheckScope.Mode.DEEP : codeSpans == Switch.ON;
    CheckReport report = store == null ? ofFolder(chosen, spans) : ofCommit(store, chosen, spans);
    if (writeBaseline) {
      write(report);
      output.line(KnownFindings.FILE + " knows " + report.findings().size() + " findings now.");
      return Exit.DONE;
    }
    LinkFormat shown = json ? LinkFormat.JSON : format;
    shown.print(report, out());
    return report.enforced() == 0 ? Exit.DONE : Exit.PROBLEMS;
  }

  private CheckReport ofFolder(CheckScope.Mode chosen, boolean spans) {
    if (commit != null) {
      throw usage("--commit goes with --repo");
    }
    if (writeBaseline && baseline != null) {
      throw usage("--write-baseline does not go with --baseline: it would forget what that knows");
    }
    Workspace workspace = workspace();
    List<String> named = LinkPaths.relative(this, workspace.root(), paths);
    return check(
        new FolderTree(workspace),
        LinkSettingsFile.read(workspace),
        new CheckScope(chosen, named, spans, includeCode));
  }

  private CheckReport ofCommit(Path store, CheckScope.Mode chosen, boolean spans) {
    if (writeBaseline) {
      throw usage("--write-baseline needs a folder, not --repo");
    }
    try (CommitTree tree = CommitTree.open(store, commit == null ? "HEAD" : commit)) {
      return check(
          tree, LinkSettingsFile.read(tree), new CheckScope(chosen, paths, spans, includeCode));
    }
  }

  private CheckReport check(CheckedTree tree, LinkSettings settings, CheckScope scope) {
    int cores = Runtime.getRuntime().availableProcessors();
    try (Interruption interruption = Interruption.ofThisThread();
        ExecutorService pool = Executors.newFixedThreadPool(cores)) {
      LinkCheck offline = new LinkCheck(tree, settings, EngineClock.system(), pool);
      LinkCheck check = external ? offline.asking(new WebCheck(WebCheck.Limits.USUAL)) : offline;
      UnaryOperator<List<Finding>> counting = findings -> counting(tree, settings, findings);
      return switch (writeBaseline ? Suggest.NONE : suggest) {
        case NONE -> check.run(scope, counting);
        case NAMES -> check.runWithSuggestions(scope, counting, PathHistory.NONE);
        case HISTORY -> withHistory(check, tree, scope, counting);
      };
    }
  }

  private static CheckReport withHistory(
      LinkCheck check, CheckedTree tree, CheckScope scope, UnaryOperator<List<Finding>> counting) {
    try (PathHistory history = tree.history(EngineClock.system())) {
      return check.runWithSuggestions(scope, counting, history);
    } catch (IOException e) {
      LOG.warn("History of {} cannot be read; suggestions go by names alone", tree.name(), e);
      return check.runWithSuggestions(scope, counting, PathHistory.NONE);
    }
  }

  /** Without what is known, and without what was broken before. */
  private List<Finding> counting(CheckedTree tree, LinkSettings settings, List<Finding> findings) {
    List<Finding> left = findings;
    if (since != null && !left.isEmpty()) {
      try (CommitTree before = CommitTree.open(store == null ? workspace().root() : store, since)) {
        left = new Since(tree, before, settings).broke(left);
      }
    }
    return baseline == null ? left : KnownFindings.read(baseline).without(left);
  }

  private void write(CheckReport report) {
    Workspace workspace = workspace();
    Path file = workspace.root().resolve(KnownFindings.FILE);
    try {
      workspace.ownFiles().createDirectories(workspace.own());
      workspace.ownFiles().replace(file, KnownFindings.file(report.findings()));
    } catch (IOException e) {
      throw EngineException.of(
              EngineException.Kind.UNAVAILABLE,
              "LINK_BASELINE_NOT_WRITTEN",
              "The baseline was not written: " + e.getMessage())
          .with("Nothing was changed.", "Make room or allow writing in .reeve, and try again.")
          .causedBy(e);
    }
  }
}
