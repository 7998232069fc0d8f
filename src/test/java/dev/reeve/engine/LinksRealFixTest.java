package dev.reeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.links.CheckReport;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.RealTree;
import dev.reeve.engine.links.fix.ApplyOptions;
import dev.reeve.engine.links.fix.FixChoice;
import dev.reeve.engine.links.fix.FixOutcome;
import dev.reeve.engine.links.fix.FixOutcome.Status;
import dev.reeve.engine.links.fix.FixPlan;
import dev.reeve.engine.links.fix.FixResult;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A public repository's documents, mended and put back, where they are at hand. */
class LinksRealFixTest {
  private static final CheckScope ALL = new CheckScope(CheckScope.Mode.CUSTOM, List.of(), false);
  private static final ApplyOptions BY_ANN = ApplyOptions.of("ann", "");

  @TempDir Path folder;

  @Test
  @DisplayName(
      "LINK-A5 LINK-A6 LINK-A7 LINK-A3 LINK-A4 A real tree is mended, mended again, and put back")
  void a05_a06_a07_realTree() throws Exception {
    RealTree.rebuild(folder, 1000);
    Adoption.adopt(Workspace.open(folder, new DiskFileLayer()));
    Map<String, String> before = RealTree.documents(folder);
    try (Engine engine =
        Engine.open(Workspace.open(folder, new DiskFileLayer()), Engine.Role.VISITOR)) {
      Links links = engine.links();
      CheckReport broken = links.check(ALL);
      FixPlan plan = links.plan(ALL);
      FixResult result = links.apply(plan, FixChoice.HIGH, BY_ANN);
      assertEquals(
          List.of(),
          result.outcomes().stream().filter(LinksRealFixTest::notDone).limit(5).toList());
      assertTrue(result.count(Status.VERIFIED) > 50);

      Map<String, String> wanted = undone(before, result);
      RealTree.documents(folder)
          .forEach( // other bytes, and other documents, are equal
              (file, text) -> assertLines(file, Objects.requireNonNull(wanted.get(file)), text));
      assertEquals(wanted, RealTree.documents(folder));
      CheckReport after = links.check(ALL);
      Set<String> known = new HashSet<>();
      broken.findings().forEach(each -> known.add(told(each)));
      result.outcomes().stream()
          .filter(FixOutcome::headingMissing)
          .forEach(each -> known.add(each.sourceFile() + " " + each.after()));
      assertEquals(
          List.of(),
          after.findings().stream()
              .map(LinksRealFixTest::told)
              .filter(each -> !known.contains(each))
              .toList());
      assertEquals(broken.references(), after.references());
      untouched(RealTree.data(), result);

      FixResult again = links.apply(plan, FixChoice.HIGH, BY_ANN);
      assertNull(again.executionId());
      assertEquals(result.count(Status.VERIFIED), again.count(Status.ALREADY_FIXED));
      engine.executions().revert(Objects.requireNonNull(result.executionId()), "ann", "");
      assertEquals(before, RealTree.documents(folder));
    }
  }

  private static void assertLines(String file, String wanted, String text) {
    List<String> lines = text.lines().toList();
    List<String> expected = wanted.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      assertEquals(expected.get(i), lines.get(i), file + ":" + (i + 1));
    }
  }

  private static boolean notDone(FixOutcome outcome) {
    return outcome.status() != Status.VERIFIED && outcome.status() != Status.NOT_CHOSEN;
  }

  private static String told(Finding finding) {
    return finding.sourceFile() + " " + finding.rawTarget();
  }

  /** Right links, and those whose file is nowhere, are not among what was written. */
  private static void untouched(Path data, FixResult result) throws IOException {
    List<String> written =
        result.outcomes().stream()
            .filter(each -> each.status() == Status.VERIFIED)
            .map(each -> each.sourceFile() + ":" + each.line() + " " + each.before())
            .toList();
    for (JsonNode fix : Json.parse(Files.readString(data.resolve("fixes.json"))).path("fixes")) {
      String action = fix.at("/expected/action").asText();
      if (action.equals("keep") || action.equals("manual")) {
        String place =
            fix.path("file").asText()
                + ":"
                + fix.path("line").asText()
                + " "
                + fix.path("old_target").asText();
        assertTrue(!written.contains(place), place);
      }
    }
  }

  /** The former documents with nothing but these destinations written into their lines. */
  private static Map<String, String> undone(Map<String, String> before, FixResult result) {
    Map<String, String> out = new TreeMap<>(before);
    Map<String, List<FixOutcome>> byFile = new TreeMap<>();
    for (FixOutcome each : result.outcomes()) {
      if (each.status() == Status.VERIFIED) {
        byFile.computeIfAbsent(each.sourceFile(), unused -> new ArrayList<>()).add(each);
      }
    }
    byFile.forEach(
        (file, fixes) -> {
          List<String> lines =
              new ArrayList<>(List.of(Objects.requireNonNull(out.get(file)).split("\n", -1)));
          for (FixOutcome fix : fixes) {
            String old = "(" + latin(fix.before());
            String line = lines.get(fix.line() - 1);
            int at = line.indexOf(old + ")");
            assertTrue(at >= 0, line);
            lines.set(
                fix.line() - 1,
                line.substring(0, at + 1) + latin(fix.after()) + line.substring(at + old.length()));
          }
          out.put(file, String.join("\n", lines));
        });
    return out;
  }

  /** Documents are read as Latin-1, so that every byte is a character. */
  private static String latin(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
