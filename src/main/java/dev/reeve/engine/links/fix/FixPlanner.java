package dev.reeve.engine.links.fix;

import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.CheckReport;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.FolderTree;
import dev.reeve.engine.links.LinkCheck;
import dev.reeve.engine.links.LinkSettings;
import dev.reeve.engine.links.LinkSettingsFile;
import dev.reeve.engine.links.ParsedDocument;
import dev.reeve.engine.links.ReferenceJudge;
import dev.reeve.engine.links.ReferenceKind;
import dev.reeve.engine.links.history.PathHistory;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes plans: checks, and says of each broken link what to write. Needs no adopted workspace.
 * Blocks; safe on any thread. Source: {@code docs/reference/links.md}.
 */
public final class FixPlanner {
  private static final Logger LOG = LoggerFactory.getLogger(FixPlanner.class);
  private static final int ID_LENGTH = 16;

  /** Findings about a reference that another text could mend, or a person. */
  private static final Set<Category> BROKEN =
      EnumSet.of(
          Category.MISSING_FILE,
          Category.ROOT_RELATIVE_ONLY,
          Category.CASE_MISMATCH,
          Category.MISSING_ANCHOR,
          Category.MISSING_ANCHOR_SAME_FILE,
          Category.MISSING_DEFINITION,
          Category.ESCAPES_ROOT,
          Category.CODE_SPAN_MISSING);

  private final Workspace workspace;
  private final EngineClock clock;
  private final ExecutorService pool;

  /**
   * @param pool where documents are read and judged
   */
  public FixPlanner(Workspace workspace, EngineClock clock, ExecutorService pool) {
    this.workspace = workspace;
    this.clock = clock;
    this.pool = pool;
  }

  /** The name of this workspace in plans: of the place where it lies, so a copy is another. */
  public String workspaceId() {
    String place = workspace.root().toUri().toString();
    return Sha256.of(place.getBytes(StandardCharsets.UTF_8)).substring(0, ID_LENGTH);
  }

  /**
   * Checks and plans; an interrupt of the calling thread ends it.
   *
   * @throws EngineException as {@link LinkCheck#run}, and as the settings
   */
  public FixPlan plan(CheckScope scope) {
    return plan(scope, current());
  }

  /** The workspace as it is now. */
  ReferenceJudge current() {
    return ReferenceJudge.of(new FolderTree(workspace), LinkSettingsFile.read(workspace));
  }

  FixPlan plan(CheckScope scope, ReferenceJudge judge) {
    return plan(scope.mode(), check(scope, judge), judge);
  }

  /** What the check finds, with suggestions. */
  CheckReport check(CheckScope scope, ReferenceJudge judge) {
    LinkCheck check = new LinkCheck(judge.tree(), judge.settings(), clock, pool);
    try (PathHistory history = judge.tree().history(clock)) {
      return check.runWithSuggestions(scope, history);
    } catch (IOException e) {
      LOG.warn("History of {} cannot be read; suggestions go by names", workspace.root(), e);
      return check.runWithSuggestions(scope, PathHistory.NONE);
    }
  }

  FixPlan plan(CheckScope.Mode mode, CheckReport report, ReferenceJudge judge) {
    List<PlannedFix> fixes = new ArrayList<>();
    for (Finding finding : report.findings()) {
      if (BROKEN.contains(finding.reason()) && finding.kind() != ReferenceKind.CODE_BLOCK) {
        planned(finding, judge).ifPresent(fixes::add);
      }
    }
    return new FixPlan(
        clock.now(), workspaceId(), configHash(), mode, report.byRule(), List.copyOf(fixes));
  }

  /** Empty when the document was saved between check and plan: the next plan has it. */
  private static Optional<PlannedFix> planned(Finding finding, ReferenceJudge judge) {
    return judge
        .document(finding.sourceFile())
        .map(ParsedDocument::sha256)
        .filter(hash -> finding.id().equals(idOf(finding, hash)))
        .map(hash -> PlannedFix.of(finding, hash));
  }

  private static String idOf(Finding finding, String hash) {
    return Finding.id(finding.sourceFile(), finding.position().offset(), finding.rawTarget(), hash);
  }

  private String configHash() {
    Path file = workspace.root().resolve(LinkSettings.FILE);
    try {
      return Sha256.of(Files.readAllBytes(file));
    } catch (NoSuchFileException none) {
      return Sha256.of(new byte[0]);
    } catch (IOException e) {
      throw EngineException.of(
              EngineException.Kind.INVALID,
              "LINK_RULES_INVALID",
              "Nothing was planned: "
                  + LinkSettings.FILE
                  + " cannot be read: "
                  + e.getMessage()
                  + ".")
          .with("Nothing was changed.", "Mend the file.")
          .causedBy(e);
    }
  }
}
