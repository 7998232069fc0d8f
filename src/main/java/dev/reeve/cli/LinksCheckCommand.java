package dev.reeve.cli;

import dev.reeve.engine.links.CheckReport;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.CheckedTree;
import dev.reeve.engine.links.CommitTree;
import dev.reeve.engine.links.FolderTree;
import dev.reeve.engine.links.LinkCheck;
import dev.reeve.engine.links.LinkSettings;
import dev.reeve.engine.links.LinkSettingsFile;
import dev.reeve.engine.links.history.PathHistory;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
          "nav: the documents that guard a merge; deep: all documentation, only reported; custom:"
              + " the given paths. Without it nav, or custom when paths are given.")
  CheckScope.@Nullable Mode mode;

  @Option(
      names = "--code-spans",
      description =
          "Whether path-like code spans count: on or off (default: on with deep). Never enforced.")
  @Nullable Switch codeSpans;

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

  @Parameters(
      paramLabel = "PATH",
      description =
          "With --mode custom: documents, folders or globs (default: every document that is not"
              + " ignored).")
  List<String> paths = new ArrayList<>();

  @Override
  int run(Output output) {
    CheckScope.Mode chosen =
        mode != null ? mode : paths.isEmpty() ? CheckScope.Mode.NAV : CheckScope.Mode.CUSTOM;
    if (chosen != CheckScope.Mode.CUSTOM && !paths.isEmpty()) {
      throw usage("PATH goes with --mode custom");
    }
    boolean spans = codeSpans == null ? chosen == CheckScope.Mode.DEEP : codeSpans == Switch.ON;
    CheckReport report = store == null ? ofFolder(chosen, spans) : ofCommit(store, chosen, spans);
    LinkFormat shown = json ? LinkFormat.JSON : format;
    shown.print(report, spec.commandLine().getOut());
    return report.enforced() == 0 ? Exit.DONE : Exit.PROBLEMS;
  }

  private CheckReport ofFolder(CheckScope.Mode chosen, boolean spans) {
    if (commit != null) {
      throw usage("--commit goes with --repo");
    }
    Workspace workspace = workspace();
    List<String> named = LinkPaths.relative(this, workspace.root(), paths);
    return check(
        new FolderTree(workspace),
        LinkSettingsFile.read(workspace),
        new CheckScope(chosen, named, spans));
  }

  private CheckReport ofCommit(Path store, CheckScope.Mode chosen, boolean spans) {
    try (CommitTree tree = CommitTree.open(store, commit == null ? "HEAD" : commit)) {
      return check(tree, LinkSettingsFile.read(tree), new CheckScope(chosen, paths, spans));
    }
  }

  private CheckReport check(CheckedTree tree, LinkSettings settings, CheckScope scope) {
    int cores = Runtime.getRuntime().availableProcessors();
    try (Interruption interruption = Interruption.ofThisThread();
        ExecutorService pool = Executors.newFixedThreadPool(cores)) {
      LinkCheck check = new LinkCheck(tree, settings, EngineClock.system(), pool);
      return switch (suggest) {
        case NONE -> check.run(scope);
        case NAMES -> check.runWithSuggestions(scope, PathHistory.NONE);
        case HISTORY -> withHistory(check, tree, scope);
      };
    }
  }

  private static CheckReport withHistory(LinkCheck check, CheckedTree tree, CheckScope scope) {
    try (PathHistory history = tree.history(EngineClock.system())) {
      return check.runWithSuggestions(scope, history);
    } catch (IOException e) {
      LOG.warn("History of {} cannot be read; suggestions go by names alone", tree.name(), e);
      return check.runWithSuggestions(scope, PathHistory.NONE);
    }
  }
}
