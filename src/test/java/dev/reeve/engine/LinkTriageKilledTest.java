package dev.reeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.change.ExecutionEvent;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.triage.Choice;
import dev.reeve.engine.links.triage.Decision;
import dev.reeve.engine.links.triage.Decision.Standing;
import dev.reeve.engine.links.triage.Triage;
import dev.reeve.engine.links.triage.TriageResult;
import dev.reeve.engine.links.triage.TriageRow;
import dev.reeve.engine.links.triage.TriageSnapshot;
import dev.reeve.engine.testing.Child;
import dev.reeve.engine.testing.FaultyFiles;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that carries decisions out and is killed in the middle, or before it noted the end. */
class LinkTriageKilledTest {
  private static final CheckScope ALL = new CheckScope(CheckScope.Mode.CUSTOM, List.of(), false);
  private static final List<String> DOCUMENTS = List.of("a", "b", "c", "d");
  private static final String BROKEN = "[x](SETUP.md) [y](gone.txt)\n";
  private static final String MENDED = "[x](../guides/SETUP.md) [y](gone.txt) (removed)\n";
  private static final String RULES = ".reeve/link-rules.json";

  @TempDir Path folder;

  /** Applies what is staged, and stops for ever at the point that it is told. */
  static final class Applying {
    public static void main(String[] args) throws Exception {
      FaultyFiles files = new FaultyFiles();
      if (args[1].equals("middle")) {
        files.inject(
            call -> {
              boolean swap =
                  Set.of("moveReplace", "exchange", "moveNew").contains(call.operation());
              if (swap && call.path().endsWith("docs/c.md")) {
                stop();
              }
            });
      }
      try (Engine engine =
          Engine.open(Workspace.open(Path.of(args[0]), files), Engine.Role.VISITOR)) {
        if (args[1].equals("end")) {
          engine
              .bus()
              .subscribe(
                  event -> {
                    if (event instanceof ExecutionEvent.Changed(ExecutionRow row)
                        && row.status().terminal()) {
                      stop();
                    }
                  });
        }
        Triage triage = engine.links().triage();
        triage.scan(ALL);
        triage.apply(Set.of(), "ann");
        System.out.println("done");
      }
    }

    private static void stop() {
      System.out.println("stopped");
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @BeforeEach
  void staged() throws Exception {
    Files.createDirectories(folder.resolve("guides"));
    Files.createDirectories(folder.resolve("docs"));
    Files.writeString(folder.resolve("guides/SETUP.md"), "x\n");
    for (String name : DOCUMENTS) {
      Files.writeString(folder.resolve("docs/" + name + ".md"), BROKEN);
    }
    Adoption.adopt(Workspace.open(folder, new DiskFileLayer()));
    try (Engine engine = visitor()) {
      Triage triage = engine.links().triage();
      TriageSnapshot now = triage.scan(ALL);
      triage.acceptTop(0.9, "ann");
      List<String> gone =
          now.rows().stream()
              .filter(row -> row.finding().rawTarget().equals("gone.txt"))
              .map(row -> row.finding().id())
              .toList();
      triage.decide(gone, new Choice.Historical(true, "gone for good"), "ann");
    }
  }

  private Engine visitor() {
    return Engine.open(Workspace.open(folder, new DiskFileLayer()), Engine.Role.VISITOR);
  }

  private void killed(String where) throws Exception {
    Process applying = Child.start(Applying.class, folder.toString(), where);
    assertEquals("stopped", applying.inputReader().readLine());
    assertFalse(read("b").equals(BROKEN), "the second document was to be written by then");
    applying.destroyForcibly().waitFor();
  }

  private String read(String name) throws Exception {
    return Files.readString(folder.resolve("docs/" + name + ".md"));
  }

  private void all(String text) throws Exception {
    for (String name : DOCUMENTS) {
      assertEquals(text, read(name), name);
    }
    assertEquals(text.equals(MENDED), Files.exists(folder.resolve(RULES)));
  }

  private static Set<Standing> standings(Triage triage) {
    Set<Standing> out = new HashSet<>();
    triage.decisions().stream().map(Decision::standing).forEach(out::add);
    return out;
  }

  @Test
  @DisplayName("LINK-A16 (triage) killed between documents: none is changed, all is staged again")
  void a16_middle() throws Exception {
    killed("middle");
    try (Engine engine = visitor()) {
      assertEquals(1, engine.recovered().size());
      all(BROKEN);
      Triage triage = engine.links().triage();
      TriageSnapshot now = triage.scan(ALL);
      assertEquals(8, now.progress().staged());
      assertEquals(Set.of(Standing.OPEN), standings(triage));
      TriageResult result = triage.apply(Set.of(), "ann");
      assertTrue(result.complete(), result.toString());
      all(MENDED);
      assertEquals(Set.of(Standing.VERIFIED), standings(triage));
    }
  }

  @Test
  @DisplayName("LINK-A16 (triage) killed before the end was noted: all is changed, and known to be")
  void a16_end() throws Exception {
    killed("end");
    try (Engine engine = visitor()) {
      all(MENDED);
      Triage triage = engine.links().triage();
      assertEquals(Set.of(Standing.OPEN), standings(triage));
      TriageSnapshot now = triage.scan(ALL);
      assertEquals(8, now.progress().fixed());
      assertEquals(Set.of(Standing.VERIFIED), standings(triage));
      Set<String> executions = new HashSet<>();
      triage.decisions().forEach(each -> executions.add(String.valueOf(each.appliedExecution())));
      assertEquals(1, executions.size());
      assertNull(triage.apply(Set.of(), "ann").executionId());
      engine.executions().revert(executions.iterator().next(), "ann", "not so");
      all(BROKEN);
      assertEquals(8, triage.scan(ALL).progress().regressed());
      assertEquals(Set.of(Standing.REGRESSED), standings(triage));
      assertEquals(
          Set.of(TriageRow.State.REGRESSED),
          Set.copyOf(triage.scan(ALL).rows().stream().map(TriageRow::state).toList()));
    }
  }
}
