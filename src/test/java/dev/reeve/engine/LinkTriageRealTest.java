package dev.reeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.RealTree;
import dev.reeve.engine.links.fix.ApplyOptions;
import dev.reeve.engine.links.fix.FixChoice;
import dev.reeve.engine.links.triage.Choice;
import dev.reeve.engine.links.triage.Decision;
import dev.reeve.engine.links.triage.DecisionExport;
import dev.reeve.engine.links.triage.Triage;
import dev.reeve.engine.links.triage.TriageGroup;
import dev.reeve.engine.links.triage.TriageResult;
import dev.reeve.engine.links.triage.TriageRow;
import dev.reeve.engine.links.triage.TriageSnapshot;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no repair is sure enough for in a public repository's documents, where they are at hand. */
class LinkTriageRealTest {
  private static final CheckScope ALL = new CheckScope(CheckScope.Mode.DEEP, List.of(), false);

  @TempDir Path folder;

  @Test
  @DisplayName(
      "LINK-A28 (real tree) What is left is decided by groups, exported, carried out, put back")
  void a28_realTree() throws Exception {
    RealTree.rebuild(folder, 1000);
    Adoption.adopt(Workspace.open(folder, new DiskFileLayer()));
    try (Engine engine =
        Engine.open(Workspace.open(folder, new DiskFileLayer()), Engine.Role.VISITOR)) {
      Links links = engine.links();
      links.apply(links.plan(ALL), FixChoice.HIGH, ApplyOptions.of("ann", ""));
      Map<String, String> before = RealTree.documents(folder);
      Triage triage = links.triage();
      TriageSnapshot now = triage.scan(ALL, false);
      int broken = now.rows().size();
      List<TriageGroup> groups = now.groups();
      for (TriageGroup group : groups) {
        now = triage.decide(group.findings(), choice(group), "ann");
      }
      assertEquals(groups.size(), now.undoable());
      assertEquals(0, now.progress().left());
      assertEquals(broken, now.progress().staged());

      List<Decision> records = triage.decisions();
      assertEquals(broken, records.size());
      assertEquals(records, DecisionExport.read(DecisionExport.json(records)));
      assertEquals(records, DecisionExport.read(DecisionExport.csv(records)));
      for (TriageGroup group : groups) {
        String why = why(group);
        assertEquals(
            group.rows().size(),
            records.stream().filter(each -> each.choice().rationale().equals(why)).count(),
            why);
      }

      TriageResult result = triage.apply(Set.of(), "ann");
      assertTrue(result.complete(), result.done().conflicts().toString());
      assertEquals(broken, result.applied());
      assertEquals(List.of(), result.now().rows());
      engine.executions().revert(String.valueOf(result.executionId()), "ann", "no");
      assertEquals(before, RealTree.documents(folder));
      assertEquals(broken, triage.scan(ALL, false).progress().regressed());
    }
  }

  /** A reason of its own for each group. */
  private static String why(TriageGroup group) {
    return "reason of \"" + group.target() + "\", decided as one";
  }

  /** A rule hides no broken file of a nav document, and takes no heading of the same file. */
  private static Choice choice(TriageGroup group) {
    TriageRow first = group.rows().getFirst();
    if (first.finding().reason() == Category.MISSING_ANCHOR_SAME_FILE) {
      return new Choice.Manual(first.finding().sourceFile() + "#top", why(group));
    }
    boolean hides =
        group.rows().stream()
            .noneMatch(row -> row.nav() && row.finding().reason() == Category.MISSING_FILE);
    return hides
        ? new Choice.Historical(false, why(group))
        : new Choice.Manual("README.md", why(group));
  }
}
