package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.fix.ApplyOptions;
import dev.reeve.engine.links.fix.FixChoice;
import dev.reeve.engine.links.fix.FixPlan;
import dev.reeve.engine.links.fix.FixPlanFiles;
import dev.reeve.engine.links.fix.FixPlanner;
import dev.reeve.engine.links.fix.FixResult;
import dev.reeve.engine.links.fix.LinkFixes;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code reeve links fix}: shows what it would mend, on any folder; mends with {@code --execute}.
 */
@Command(
    name = "fix",
    description =
        "Shows which broken links would be mended, and how; with --execute mends those of high"
            + " confidence, as one execution that can be undone. Exit 0 when all that was planned"
            + " is done, 1 when some or none, 5 when somebody else holds the documents.")
final class LinksFixCommand extends EngineCommand {
  @Option(names = "--execute", description = "Write the documents.")
  boolean execute;

  @Option(names = "--medium", description = "Those of medium confidence too.")
  boolean medium;

  @Option(
      names = "--only",
      paramLabel = "ID",
      description = "Only the broken link of this id; may be repeated.")
  List<String> only = new ArrayList<>();

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description =
          "What this plan proposes instead of what is found now. It is checked again: what the"
              + " documents say otherwise by now is left out.")
  @Nullable Path planFile;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where the plan goes, as JSON or, by the ending .md, for people (default: below"
              + " .reeve/executions, where the folder is adopted).")
  @Nullable Path out;

  @Option(
      names = "--backup-zip",
      paramLabel = "DIR",
      description = "With --execute: put an archive of the documents as they were there as well.")
  @Nullable Path backup;

  @Option(
      names = "--mode",
      description =
          "Whose links: nav, deep or custom, as for check. Without it deep, or custom when paths"
              + " are given.")
  CheckScope.@Nullable Mode mode;

  @Option(
      names = "--code-spans",
      description = "Whether path-like code spans are mended: on or off (default: off).")
  LinksCheckCommand.Switch codeSpans = LinksCheckCommand.Switch.OFF;

  @Parameters(paramLabel = "PATH", description = "With --mode custom: documents, folders or globs.")
  List<String> paths = new ArrayList<>();

  @Override
  int run(Output output) {
    requireSense();
    try (Interruption interruption = Interruption.ofThisThread()) {
      return execute ? apply(output) : preview(output);
    }
  }

  private void requireSense() {
    boolean custom = mode == null || mode == CheckScope.Mode.CUSTOM;
    if (!custom && !paths.isEmpty()) {
      throw usage("PATH goes with --mode custom");
    }
    if (planFile != null && (mode != null || out != null || !paths.isEmpty())) {
      throw usage("--plan names the links, so --mode, --out and PATH do not go with it");
    }
    if (backup != null && !execute) {
      throw usage("--backup-zip goes with --execute");
    }
  }

  private CheckScope scope(Workspace workspace) {
    CheckScope.Mode chosen =
        mode != null ? mode : paths.isEmpty() ? CheckScope.Mode.DEEP : CheckScope.Mode.CUSTOM;
    return new CheckScope(
        chosen,
        LinkPaths.relative(this, workspace.root(), paths),
        codeSpans == LinksCheckCommand.Switch.ON);
  }

  private FixChoice choice() {
    return new FixChoice(medium, new HashSet<>(only));
  }

  /** Needs no adopted folder, and takes no lock. */
  private int preview(Output output) {
    Workspace workspace = workspace();
    int cores = Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(cores)) {
      FixPlanner planner = new FixPlanner(workspace, EngineClock.system(), pool);
      FixPlan plan =
          planFile == null ? planner.plan(scope(workspace)) : FixPlanFiles.read(planFile);
      Path kept = keep(workspace, plan);
      return tell(output, plan, kept, LinkFixes.preview(planner, workspace, plan, choice()));
    }
  }

  private int apply(Output output) {
    FixPlan given = planFile == null ? null : FixPlanFiles.read(planFile);
    try (Engine engine = visit()) {
      FixPlan plan = given == null ? engine.links().plan(scope(engine.workspace())) : given;
      Path kept = keep(engine.workspace(), plan);
      ApplyOptions options = new ApplyOptions(engine.operator(), "", backup);
      return tell(output, plan, kept, engine.links().apply(plan, choice(), options));
    }
  }

  /** Where the plan is; null when it is nowhere but in what is told now. */
  private @Nullable Path keep(Workspace workspace, FixPlan plan) {
    FixPlanFiles files = new FixPlanFiles(workspace);
    if (planFile != null) {
      return planFile;
    }
    if (out != null) {
      return files.write(plan, out);
    }
    return workspace.adopted() && !plan.brokenLinks().isEmpty() ? files.keep(plan) : null;
  }

  private int tell(Output output, FixPlan plan, @Nullable Path kept, FixResult result) {
    LinkFixReport report = new LinkFixReport(plan, kept, result, execute);
    output.show(report.json(), () -> report.print(output));
    return result.complete() ? Exit.DONE : Exit.PROBLEMS;
  }
}
