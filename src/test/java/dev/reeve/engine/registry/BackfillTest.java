package dev.reeve.engine.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.SafePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackfillTest {
  private static final String SMALL = "[watch]\nmax_assign_per_scan = 3\n";
  private static @Nullable Path lawFolder;
  private static @Nullable FlowRoom law;

  @TempDir Path folder;

  private static Backfill backfill(FlowRoom room) {
    Reconciler reconciler = room.looking(room.workspace.inMode(true));
    return new Backfill(room.workspace, reconciler, room.writer(), room.allocator);
  }

  private static BackfillPlan plan(FlowRoom room) {
    return backfill(room).plan(List.of("."), () -> false);
  }

  private static BackfillResult run(FlowRoom room, @Nullable String confirmed) {
    return backfill(room).run(List.of("."), confirmed, () -> false);
  }

  private static List<String> paths(BackfillPlan plan) {
    return plan.rows().stream().map(BackfillPlan.Row::path).toList();
  }

  @Test
  @DisplayName("Streams by type, namespace, scope; files by case-folded path; nothing is written")
  void theOrderOfThePlan() {
    try (FlowRoom room = new FlowRoom(folder, "")) {
      for (String path : List.of("b.py", "B.md", "a.md", "docs/z.md", "C.md", "x.json")) {
        room.file(path, path);
      }

      BackfillPlan plan = plan(room);

      assertEquals(List.of("docs/z.md", "a.md", "B.md", "C.md", "x.json", "b.py"), paths(plan));
      assertEquals("0110000001260118", plan.rows().getFirst().docId());
      assertEquals("260118:100:01", plan.rows().getFirst().stream());
      assertFalse(room.current().present());
      assertTrue(room.ledger.entries().isEmpty());
      List<RegistryCheck> kept =
          new RegistryChecksDao(room.store).newest(RegistryCheck.Kind.RECONCILE, 1);
      assertEquals(List.of(), kept, "a plan is no comparison that counts");
    }
  }

  @Test
  @DisplayName("The plan that was shown is what is written: one patch for all of it")
  void thePlanIsCarriedOut() {
    try (FlowRoom room = new FlowRoom(folder, "")) {
      room.file("a.md", "a");
      room.file("docs/b.md", "b");
      BackfillPlan plan = plan(room);

      BackfillResult result = run(room, plan.planId());

      assertEquals(BackfillResult.Status.DONE, result.status());
      for (BackfillPlan.Row row : plan.rows()) {
        assertEquals(row.path(), room.current().byDocId(row.docId()).getFirst().path());
      }
      assertEquals(1, room.registry.counters().succeeded());
      assertTrue(plan(room).rows().isEmpty());
      assertEquals(BackfillResult.Status.DONE, run(room, null).status(), "nothing left to do");
    }
  }

  @Test
  @DisplayName("More new ids than run by themselves: held until this very plan is confirmed")
  void aLargePlanWaits() {
    try (FlowRoom room = new FlowRoom(folder, SMALL)) {
      for (int i = 0; i < 5; i++) {
        room.file("f" + i + ".md", "f" + i);
      }

      BackfillResult held = run(room, null);

      assertEquals(BackfillResult.Status.HELD, held.status());
      assertTrue(held.reason().startsWith("BUDGET_EXCEEDED"), held.reason());
      assertTrue(room.ledger.entries().isEmpty());
      room.file("f9.md", "new since");
      BackfillResult changed = run(room, held.plan().planId());
      assertTrue(changed.reason().startsWith("PLAN_CHANGED"), changed.reason());
      assertTrue(room.ledger.entries().isEmpty());
      assertEquals(BackfillResult.Status.DONE, run(room, changed.plan().planId()).status());
      assertEquals(6, room.current().size());
    }
  }

  @Test
  @DisplayName("When a number went to somebody else since the plan, nothing is issued")
  void aNumberThatWentMeanwhile() throws SafePath.Refused {
    try (FlowRoom room = new FlowRoom(folder, "")) {
      room.file("a.md", "a");
      room.file("b.md", "b");
      var stale = java.util.Map.of(SafePath.of("b.md"), new DocId("0199900001260118"));
      room.allocator.allocate(List.of(room.newFile("a.md")));
      int lines = room.ledger.entries().size();

      EngineException e =
          assertThrows(
              EngineException.class,
              () -> room.allocator.allocate(List.of(room.newFile("b.md")), stale));

      assertEquals("PLAN_CHANGED", e.code());
      assertEquals(lines, room.ledger.entries().size());
    }
  }

  @Test
  @DisplayName("A file that carries an id keeps it, and fresh numbers lie above it")
  void carriedIds() {
    try (FlowRoom room = new FlowRoom(folder, "")) {
      room.file("a.md", "<!-- doc_id: 0199900050260118 -->\n");
      room.file("b.md", "b");

      BackfillPlan plan = plan(room);

      assertEquals(List.of("b.md", "a.md"), paths(plan));
      assertEquals("0199900051260118", plan.rows().getFirst().docId());
      assertTrue(plan.rows().getLast().carried());
      assertEquals(BackfillResult.Status.DONE, run(room, plan.planId()).status());
    }
  }

  @Test
  @DisplayName(
      "Files that get none are listed: stream used up, odd prefix; a quarantined one has its"
          + " record")
  void refusals() {
    try (FlowRoom room = new FlowRoom(folder, "")) {
      var quarantined = FlowRoom.record(1, "0199999998260118", "q.md", "q");
      quarantined.put("status", "quarantined");
      room.have(quarantined);
      room.file("q.md", "q");
      room.file("a.md", "a");
      room.file("b.md", "b");
      room.file("0000000000000000_c.md", "c");

      BackfillPlan plan = plan(room);

      assertEquals(List.of("a.md"), paths(plan));
      assertEquals(
          Set.of("SEQ_EXHAUSTED", "INVALID_ID_FORMAT_AFTER_REPAIR"),
          Set.copyOf(plan.refused().stream().map(BackfillPlan.Refused::code).toList()));
      assertEquals(BackfillResult.Status.DONE, run(room, plan.planId()).status());
    }
  }

  @Test
  @DisplayName("A missing folder is a reason, not an empty plan")
  void aMissingFolder() {
    try (FlowRoom room = new FlowRoom(folder, "")) {
      EngineException e =
          assertThrows(
              EngineException.class, () -> backfill(room).plan(List.of("none"), () -> false));
      assertEquals("ROOT_MISSING", e.code());
    }
  }

  @Test
  @DisplayName("A plan's name stands for its files and ids: as many others are another plan")
  void thePlansName() throws IOException {
    try (FlowRoom room = new FlowRoom(folder, "")) {
      Path file = room.file("a.md", "a");
      String first = plan(room).planId();
      assertEquals(first, plan(room).planId());
      Files.move(file, file.resolveSibling("b.md"));
      assertNotEquals(first, plan(room).planId());
    }
  }

  @BeforeContainer
  static void openOnce() throws IOException {
    lawFolder = Files.createTempDirectory("backfill");
    law = new FlowRoom(lawFolder, "");
  }

  @AfterContainer
  static void closeOnce() {
    if (law != null) {
      law.close();
    }
  }

  @Provide
  static Arbitrary<Set<String>> trees() {
    Arbitrary<String> folder = Arbitraries.of("", "docs/", "data/", "scripts/python/", "Docs/");
    Arbitrary<String> name = Arbitraries.strings().withChars("abAB").ofMinLength(1).ofMaxLength(3);
    Arbitrary<String> extension = Arbitraries.of(".md", ".py", ".json", ".PY", "");
    return net.jqwik.api.Combinators.combine(folder, name, extension)
        .as((f, n, e) -> f + n + e)
        .set()
        .ofMaxSize(40);
  }

  @Property(tries = 50)
  @Label("Law: the same files and counters give the same plan, in whatever order they are met")
  void samePlan(@ForAll("trees") Set<String> tree, @ForAll Random random) throws Exception {
    FlowRoom room = java.util.Objects.requireNonNull(law);
    List<SafePath> paths = new ArrayList<>();
    for (String path : new TreeSet<>(tree)) {
      paths.add(SafePath.of(path));
    }
    IdPlan first = room.allocator.plan(room.current(), paths);
    Collections.shuffle(paths, random);
    IdPlan second = room.allocator.plan(room.current(), paths);

    assertArrayEquals(first.ids().entrySet().toArray(), second.ids().entrySet().toArray());
    assertEquals(first.ids().size(), new HashSet<>(first.ids().values()).size());
    List<DocId> issued = List.copyOf(first.ids().values());
    List<IdStream> streams =
        issued.stream().map(id -> FlowRoom.FORMAT.stream(id).orElseThrow()).toList();
    assertEquals(streams.stream().sorted().toList(), streams, "streams in order");
  }
}
