package dev.reeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.LinkRule;
import dev.reeve.engine.links.ReferenceKind;
import dev.reeve.engine.links.triage.BulkPreview;
import dev.reeve.engine.links.triage.BulkRule;
import dev.reeve.engine.links.triage.Choice;
import dev.reeve.engine.links.triage.Decision;
import dev.reeve.engine.links.triage.Decision.Standing;
import dev.reeve.engine.links.triage.DecisionExport;
import dev.reeve.engine.links.triage.DecisionImport;
import dev.reeve.engine.links.triage.Triage;
import dev.reeve.engine.links.triage.TriageEvent;
import dev.reeve.engine.links.triage.TriageGroup;
import dev.reeve.engine.links.triage.TriagePreview;
import dev.reeve.engine.links.triage.TriageResult;
import dev.reeve.engine.links.triage.TriageRow;
import dev.reeve.engine.links.triage.TriageRow.State;
import dev.reeve.engine.links.triage.TriageSnapshot;
import dev.reeve.engine.testing.Child;
import dev.reeve.engine.testing.FaultyFiles;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Deciding about links in a real workspace, and carrying the decisions out. */
class LinkTriageTest {
  private static final CheckScope ALL = new CheckScope(CheckScope.Mode.CUSTOM, List.of(), false);
  private static final String WHY = "gone for good"; // longer than ten characters
  private static final String RULES = ".reeve/link-rules.json";

  @TempDir Path folder;
  private final FaultyFiles files = new FaultyFiles();
  private final SettableClock clock = new SettableClock("2026-03-10T10:00:00Z");
  @AutoClose private Engine engine;

  @BeforeEach
  void open() {
    Adoption.adopt(Workspace.open(folder, files));
    engine = visitor();
  }

  private Engine visitor() {
    return Engine.open(Workspace.open(folder, files), Engine.Role.VISITOR, false, clock);
  }

  private Triage triage() {
    return engine.links().triage();
  }

  private void write(String path, String text) throws IOException {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.writeString(folder.resolve(path), text);
  }

  private String read(String path) throws IOException {
    return Files.readString(folder.resolve(path));
  }

  private TriageSnapshot scan() {
    return triage().scan(ALL);
  }

  private static String code(Executable act) {
    return assertThrows(EngineException.class, act).code();
  }

  /** Ids of the findings with this target as written. */
  private List<String> of(String rawTarget) {
    return triage().snapshot().orElseThrow().rows().stream()
        .filter(row -> row.finding().rawTarget().equals(rawTarget))
        .map(row -> row.finding().id())
        .toList();
  }

  private State state(String rawTarget) {
    return triage().snapshot().orElseThrow().row(of(rawTarget).getFirst()).orElseThrow().state();
  }

  @Test
  @DisplayName("LINK-A24 A reason of 9 characters is refused, one of 10 is taken")
  void a24_rationale() throws Exception {
    write("docs/a.md", "[x](gone.md)\n");
    write("docs/right.md", "");
    scan();
    List<String> link = of("gone.md");
    for (String why : List.of("", "   ", "123456789", " 123456789 ")) {
      assertEquals(
          "RATIONALE_REQUIRED",
          code(() -> triage().decide(link, new Choice.Historical(false, why), "ann")));
      assertEquals(
          "RATIONALE_REQUIRED",
          code(() -> triage().decide(link, new Choice.Manual("docs/right.md", why), "ann")));
    }
    assertEquals(State.UNDECIDED, state("gone.md"));
    assertEquals(List.of(), triage().decisions());
    triage().decide(link, new Choice.Historical(false, "1234567890"), "ann");
    assertEquals(State.STAGED, state("gone.md"));
    triage().decide(link, new Choice.Later(), "ann");
    assertEquals(State.LATER, state("gone.md"));
  }

  @Test
  @DisplayName("A candidate of the medium band or better is its own reason, a lower one is not")
  void evidenceIsTheReason() throws Exception {
    write("docs/a.md", "[x](old/PLAN.md) [y](BUILD-152.md)\n");
    write("docs/plans/PLAN.md", "");
    write("docs/BUILD-153.md", "");
    scan();
    assertEquals(
        "RATIONALE_REQUIRED", code(() -> triage().accept(of("BUILD-152.md"), 1, "", "ann")));
    assertEquals("NO_CANDIDATE", code(() -> triage().accept(of("BUILD-152.md"), 7, WHY, "ann")));
    triage().accept(of("old/PLAN.md"), 1, "", "ann");
    Decision decision = triage().decisions().getFirst();
    assertEquals(0.92, decision.scoreShown(), 0.0001);
    assertEquals("plans/PLAN.md", decision.after());
    assertEquals("docs/plans/PLAN.md", decision.candidatesShown().getFirst().path());
    assertEquals(List.of("only_name"), decision.candidatesShown().getFirst().evidence());
    TriageSnapshot now = triage().acceptTop(0, "ann");
    assertEquals(1, now.progress().staged());
  }

  @Test
  @DisplayName("LINK-A23 A nav document's broken file is not ignored: exit by NAV_STRICT, no rule")
  void a23_navStrict() throws Exception {
    write("README.md", "[x](gone.md) [y](#nowhere)\n");
    write("docs/a.md", "[x](gone.md)\n");
    scan();
    List<String> nav = new ArrayList<>(of("gone.md"));
    for (Choice choice :
        List.of(
            new Choice.Ignore(Choice.Scope.LINK, null, WHY), new Choice.Historical(false, WHY))) {
      assertEquals("NAV_STRICT", code(() -> triage().decide(nav, choice, "ann")));
    }
    assertEquals(List.of(), triage().decisions());
    // decided while the document led nowhere in particular; the settings say otherwise since
    TriageRow other = row("docs/a.md");
    triage()
        .decide(
            List.of(other.finding().id()), new Choice.Ignore(Choice.Scope.LINK, null, WHY), "ann");
    write(RULES, "{\"version\": 1, \"nav_docs\": [\"docs/a.md\"]}");
    TriagePreview preview = triage().preview(Set.of());
    assertEquals("NAV_STRICT", preview.conflicts().getFirst().code());
    EngineException refused =
        assertThrows(EngineException.class, () -> triage().apply(Set.of(), "ann"));
    assertEquals("NAV_STRICT", refused.code());
    assertTrue(String.valueOf(refused.getMessage()).contains("docs/a.md:1"));
    assertEquals("{\"version\": 1, \"nav_docs\": [\"docs/a.md\"]}", read(RULES));
    assertEquals(1, triage().snapshot().orElseThrow().progress().staged());
  }

  @Test
  @DisplayName(
      "The mark is written behind links as a whole, never where a heading would be renamed")
  void removedMark() throws Exception {
    String before =
        """
        # See [h](old.md)

        [x](gone.md "a (title)"), ![i](gone.md)[l](<gone.md>) <a href="gone.md">q</a> [y][r]

        | a | b |
        |---|---|
        | \\| | [t](gone.md) |

        [r]: gone.md
        """;
    write("docs/a.md", before);
    scan();
    Choice marked = new Choice.Historical(true, WHY);
    List<String> all = of("gone.md");
    assertEquals(6, all.size());
    assertEquals("MARK_NOT_POSSIBLE", code(() -> triage().decide(all, marked, "ann")));
    List<String> seen = new ArrayList<>(of("old.md"));
    for (TriageRow row : triage().snapshot().orElseThrow().rows()) {
      if (Set.of(ReferenceKind.LINK, ReferenceKind.IMAGE).contains(row.finding().kind())) {
        seen.add(row.finding().id());
      }
    }
    triage().decide(seen, marked, "ann");
    TriagePreview preview = triage().preview(Set.of());
    assertEquals("FIX_REJECTED", preview.conflicts().getFirst().code());
    assertEquals(1, preview.conflicts().size());
    assertEquals("gone.md (removed)", preview.items().getLast().after());

    TriageResult result = triage().apply(Set.of(), "ann");

    assertFalse(result.complete());
    assertEquals(4, result.applied());
    assertEquals(
        before
            .replace("(title)\")", "(title)\") (removed)")
            .replace("![i](gone.md)", "![i](gone.md) (removed)")
            .replace("(<gone.md>)", "(<gone.md>) (removed)")
            .replace("[t](gone.md)", "[t](gone.md) (removed)"),
        read("docs/a.md"));
    assertFalse(read(RULES).contains("old.md"), "a decision is carried out whole or not at all");
    assertEquals(4, result.now().progress().fixed());
    engine.executions().revert(String.valueOf(result.executionId()), "ann", "not so");
    assertEquals(before, read("docs/a.md"));
    assertFalse(Files.exists(folder.resolve(RULES)));
  }

  @Test
  @DisplayName("What is carried out and leads nowhere all the same is put back and is not complete")
  void regressedIsNotComplete() throws Exception {
    write("docs/a.md", "[x](old/PLAN.md)\n");
    write("docs/b.md", "[x](old/PLAN.md)\n");
    write("docs/plans/PLAN.md", "");
    scan();
    triage().acceptTop(0.9, "ann");
    files.inject(
        new FaultyFiles.Injection() {
          @Override
          public void before(FaultyFiles.Call call) {}

          @Override
          public void after(FaultyFiles.Call call) throws IOException {
            if (call.path().endsWith("docs/b.md")) {
              Files.deleteIfExists(folder.resolve("docs/plans/PLAN.md"));
            }
          }
        });
    TriageResult result = triage().apply(Set.of(), "ann");
    assertFalse(result.complete());
    assertNotNull(result.rollbackId());
    assertEquals(2, result.regressed());
    assertEquals(2, result.now().progress().regressed());
    assertEquals("REGRESSED", result.done().conflicts().getFirst().code());
    assertEquals("[x](old/PLAN.md)\n", read("docs/a.md"));
    assertEquals(State.REGRESSED, state("old/PLAN.md"));
  }

  private TriageRow row(String document) {
    return triage().snapshot().orElseThrow().rows().stream()
        .filter(row -> row.finding().sourceFile().equals(document))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("LINK-A25 A redirect leads on from its own folder; one onto another is refused")
  void a25_stub() throws Exception {
    write("README.md", "[x](docs/OLD.md)\n");
    write("docs/a.md", "[x](OLD.md) [y](OLDER.md) [z](OLD.md#part) [w](img.png)\n");
    write("docs/guides/NEW.md", "# New\n");
    scan();
    List<String> both = new ArrayList<>(of("docs/OLD.md"));
    both.addAll(of("OLD.md"));
    Choice stub = new Choice.Stub("docs/guides/NEW.md", "New [1]", WHY);
    Choice onto = new Choice.Stub("docs/OLD.md", "Old", WHY);
    assertEquals(
        "STUB_HAS_NO_HEADING", code(() -> triage().decide(of("OLD.md#part"), stub, "ann")));
    assertEquals("STUB_NOT_POSSIBLE", code(() -> triage().decide(of("img.png"), stub, "ann")));
    triage().decide(both, stub, "ann");
    assertEquals("STUB_CHAIN", code(() -> triage().decide(of("OLDER.md"), onto, "ann")));

    TriagePreview preview = triage().preview(Set.of());
    assertEquals(Map.of("redirect_stub", 2), preview.byChoice());
    assertEquals(
        List.of("docs/OLD.md", RULES), preview.files().stream().map(each -> each.path()).toList());
    TriageResult result = triage().apply(Set.of(), "ann");

    assertTrue(result.complete(), result.toString());
    assertEquals(
        """
        # New [1]

        **Status**: Moved

        This document has been moved. See [New \\[1\\]](guides/NEW.md).

        ---

        Redirect kept by Reeve, decided by ann on 2026-03-10.
        """,
        read("docs/OLD.md"));
    assertEquals(2, result.now().progress().fixed());
    assertEquals("STUB_CHAIN", code(() -> triage().decide(of("OLDER.md"), onto, "ann")));
    assertEquals(List.of("README.md", "docs/a.md"), triage().stubs().getFirst().referrers());
    assertEquals("STUB_REFERENCED", code(() -> triage().removeStub("docs/OLD.md", "ann")));
    assertEquals("STUB_UNKNOWN", code(() -> triage().removeStub("docs/a.md", "ann")));

    Files.delete(folder.resolve("docs/guides/NEW.md"));
    TriageSnapshot broken = triage().scan(new CheckScope(CheckScope.Mode.NAV, List.of(), false));
    assertEquals(Category.STUB_BROKEN, broken.rows().getFirst().finding().reason());
    assertFalse(triage().stubs().getFirst().whole());
    write("README.md", "");
    write("docs/a.md", "");
    triage().removeStub("docs/OLD.md", "ann");
    assertFalse(Files.exists(folder.resolve("docs/OLD.md")));
    assertEquals(List.of(), triage().stubs());
  }

  @Test
  @DisplayName("LINK-A28 108 links over 40 targets: 40 decisions, 108 records, every reason told")
  void a28_groups() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int link = 0; link < 108; link++) {
      if (link % 9 == 0) {
        text.setLength(0);
      }
      text.append("[x](gone/TARGET-").append(link % 40).append(".txt)\n");
      write("docs/" + link / 9 + ".md", text.toString());
    }
    TriageSnapshot now = scan();
    assertEquals(108, now.progress().left());
    List<TriageGroup> groups = now.groups();
    assertEquals(40, groups.size());
    for (TriageGroup group : groups) {
      Choice choice = new Choice.Historical(false, "=why " + group.target());
      now = triage().decide(group.findings(), choice, "ann");
    }
    assertEquals(0, now.progress().left());
    assertEquals(108, now.progress().staged());
    assertEquals(40, now.undoable());
    List<Decision> records = triage().decisions();
    assertEquals(108, records.size());
    assertEquals(records, DecisionExport.read(DecisionExport.json(records)));
    assertEquals(records, DecisionExport.read(DecisionExport.csv(records)));
    for (TriageGroup group : groups) {
      String why = "=why " + group.target();
      long told = DecisionExport.csv(records).lines().filter(l -> l.contains("'" + why)).count();
      assertEquals(group.rows().size(), told, why);
    }
    assertEquals(
        108,
        DecisionExport.markdown(records).lines().filter(l -> l.contains("why docs/gone/")).count());
    assertTrue(triage().apply(Set.of(), "ann").complete());
    assertEquals(0, triage().snapshot().orElseThrow().rows().size());
    assertEquals(108, triage().snapshot().orElseThrow().progress().fixed());
  }

  @Test
  @DisplayName("Steps are taken back one by one, also after the workspace was opened anew")
  void undoToAnyDepth() throws Exception {
    write("docs/a.md", "[x](one.txt) [y](two.txt) [z](one.txt)\n");
    scan();
    List<TriageEvent> told = new ArrayList<>();
    engine
        .bus()
        .subscribe(
            event -> {
              if (event instanceof TriageEvent changed) {
                told.add(changed);
              }
            });
    triage().decide(of("one.txt"), new Choice.Historical(false, WHY), "ann");
    triage().decide(of("two.txt"), new Choice.Later(), "ann");
    triage().decide(of("one.txt"), new Choice.Ignore(Choice.Scope.LINK, null, WHY), "bob");
    triage().withdraw(of("two.txt"), "bob");
    assertEquals(4, told.size());
    assertEquals(State.UNDECIDED, state("two.txt"));
    engine.close();
    engine = visitor();
    assertEquals(4, scan().undoable());
    triage().undo("cid");
    assertEquals(State.LATER, state("two.txt"));
    triage().undo("cid");
    assertEquals(State.STAGED, state("one.txt"));
    assertEquals("historical_reference", decision("one.txt").choice().code());
    triage().undo("cid");
    assertEquals(State.UNDECIDED, state("two.txt"));
    triage().undo("cid");
    assertEquals(State.UNDECIDED, state("one.txt"));
    assertEquals("NOTHING_TO_UNDO", code(() -> triage().undo("cid")));
    assertEquals(5, triage().decisions().size());
  }

  @Test
  @DisplayName("A scan tells how far it is: every document read, every finding looked up")
  void progressIsTold() throws Exception {
    write("docs/a.md", "[x](one.txt) [y](two.txt)\n");
    write("docs/b.md", "[z](a.md)\n");
    Set<String> told = ConcurrentHashMap.newKeySet();
    TriageSnapshot now =
        triage()
            .scan(
                new CheckScope(CheckScope.Mode.DEEP, List.of(), true),
                (phase, done, of) -> told.add(phase + " " + done + " of " + of));
    Set<String> expected = new HashSet<>();
    for (int i = 0; i <= now.documents(); i++) {
      expected.add("READ " + i + " of " + now.documents());
    }
    int findings = now.rows().size() + now.problems().size() + now.covered().size();
    assertTrue(findings >= 2, findings + " findings");
    for (int i = 0; i <= findings; i++) {
      expected.add("SUGGEST " + i + " of " + findings);
    }
    assertEquals(expected, told);
  }

  private Decision decision(String rawTarget) {
    TriageRow row = triage().snapshot().orElseThrow().row(of(rawTarget).getFirst()).orElseThrow();
    Decision decision = row.decision();
    assertNotNull(decision);
    return decision;
  }

  @Test
  @DisplayName("Everything staged is one execution; reverting it brings every byte back")
  void applyAndRevert() throws Exception {
    String before =
        "\uFEFF[x](old/PLAN.md#plan \"t\")\r\n[x](old/PLAN.md)\r\n[y](gone.md) [z](gone.md)";
    write("docs/a.md", before);
    write("docs/b.md", "[x](GONE.txt) [y](later.txt) [u](GUIDE.md)\n");
    write("docs/plans/PLAN.md", "# Plan\n");
    write("docs/guides/HOWTO.md", "# How\n## Steps\n");
    scan();
    triage().acceptTop(0.9, "ann");
    triage().decide(of("GUIDE.md"), new Choice.Manual("docs/guides/HOWTO.md#steps", WHY), "ann");
    triage().decide(of("gone.md"), new Choice.Historical(false, WHY), "ann");
    triage()
        .decide(
            of("GONE.txt"),
            new Choice.Ignore(Choice.Scope.PATTERN, new Choice.Pattern("docs/*.md", "*.txt"), WHY),
            "ann");
    triage().decide(of("later.txt"), new Choice.Later(), "ann");
    String left = decision("GUIDE.md").id();
    assertEquals(1, triage().preview(Set.of(left)).leftOut().size());

    TriageResult result = triage().apply(Set.of(), "ann");

    assertTrue(result.complete(), result.toString());
    assertEquals(before.replace("old/PLAN.md", "plans/PLAN.md"), read("docs/a.md"));
    assertEquals("[x](GONE.txt) [y](later.txt) [u](guides/HOWTO.md#steps)\n", read("docs/b.md"));
    assertEquals(0, result.now().rows().size()); // the pattern took the one laid aside too
    assertEquals(6, result.now().progress().fixed());
    assertEquals(2, result.now().covered().size());
    Triage again = triage();
    assertTrue(
        again.decisions().stream()
            .filter(each -> !(each.choice() instanceof Choice.Later))
            .allMatch(
                each ->
                    each.standing() == Standing.VERIFIED
                        && String.valueOf(result.executionId()).equals(each.appliedExecution())));
    assertNull(triage().apply(Set.of(), "ann").executionId());

    engine.executions().revert(String.valueOf(result.executionId()), "ann", "not so");
    assertEquals(before, read("docs/a.md"));
    assertFalse(Files.exists(folder.resolve(RULES)));
    TriageSnapshot reverted = scan();
    assertEquals(6, reverted.progress().regressed());
    assertEquals(State.LATER, state("later.txt"));

    triage().decide(of("GUIDE.md"), new Choice.Manual("docs/guides/HOWTO.md#steps", WHY), "ann");
    triage().apply(Set.of(), "ann");
    TriageSnapshot onceMore = scan();
    assertEquals(1, onceMore.progress().fixed(), "decided twice, one reference");
    assertEquals(1, onceMore.progress().decided());
    assertEquals(5, onceMore.progress().regressed());
  }

  @Test
  @DisplayName("Decisions find their links again after documents were edited, and say when not")
  void matchedAcrossScans() throws Exception {
    write("docs/a.md", "[x](one.txt)\n[x](one.txt)\n[x](two.txt)\n");
    scan();
    List<String> ones = of("one.txt");
    triage().decide(List.of(ones.get(1)), new Choice.Historical(false, WHY), "ann");
    triage().decide(of("two.txt"), new Choice.Historical(false, WHY), "ann");
    write("docs/a.md", "new line\n\n[x](one.txt)\n");
    TriageSnapshot now = scan();
    assertEquals(State.STAGED, state("one.txt"));
    assertEquals(1, now.gone().size());
    TriagePreview preview = triage().preview(Set.of());
    assertEquals("GONE", preview.conflicts().getFirst().code());
    assertEquals(
        "docs/a.md:3 is left alone: the document does not hold this link any more.",
        preview.conflicts().getFirst().message());
    TriageResult result = triage().apply(Set.of(), "ann");
    assertFalse(result.complete());
    assertEquals(1, result.applied());
  }

  @Test
  @DisplayName("A decision with nothing left to do names the one cause, before and after")
  void goneForOneReason() throws Exception {
    write("docs/a.md", "[x](led.txt) [y](ruled.txt) [z](left.txt)\n");
    write("docs/b.md", "[x](lost.txt)\n");
    scan();
    for (String target : List.of("led.txt", "ruled.txt", "left.txt", "lost.txt")) {
      triage().decide(of(target), new Choice.Historical(false, WHY), "ann");
    }
    write("docs/led.txt", "here by now\n");
    Files.delete(folder.resolve("docs/b.md"));
    write(
        RULES,
        """
        {"version": 1, "rules": [{"id": "R", "scope": "both", "sources": "**",
         "target": "ruled.txt", "applies_to": ["missing_file"], "as": "ignored",
         "reason": "because it is so", "author": "ann", "created_at": "2026-01-01T00:00:00Z"}]}
        """);
    List<String> causes =
        List.of(
            "docs/a.md:1 is left alone: "
                + "the link leads somewhere by now, so it is not broken any more.",
            "docs/a.md:1 is left alone: a rule takes this link by now.",
            "docs/b.md:1 is left alone: the document is not there any more.");
    assertEquals(causes, messages(triage().preview(Set.of())));
    assertEquals(causes, messages(triage().apply(Set.of(), "ann").done()));
  }

  private static List<String> messages(TriagePreview told) {
    return told.conflicts().stream().map(TriagePreview.Item::message).toList();
  }

  @Test
  @DisplayName(
      "Targets are looked at: there, inside, exact in case, with the heading that is named")
  void targets() throws Exception {
    write("docs/a.md", "[x](gone.md) [l][none]\n");
    write("docs/right.md", "# Here\n");
    scan();
    Map<String, String> wrong =
        Map.of(
            "docs/nothing.md", "TARGET_NOT_FOUND",
            "../right.md", "TARGET_OUTSIDE",
            "docs/Right.md", "TARGET_NOT_FOUND",
            "/docs/right.md", "TARGET_NOT_FOUND",
            "docs/../docs/right.md", "TARGET_NOT_FOUND",
            "https://example.org/", "TARGET_NOT_FOUND",
            "docs/right.md#there", "TARGET_HAS_NO_HEADING");
    wrong.forEach(
        (target, code) ->
            assertEquals(
                code,
                code(() -> triage().decide(of("gone.md"), new Choice.Manual(target, WHY), "ann")),
                target));
    assertEquals(
        "FINDING_UNKNOWN",
        code(() -> triage().decide(List.of("0123456789abcdef"), new Choice.Later(), "ann")));
    triage().decide(of("gone.md"), new Choice.Manual("docs/right.md#here", WHY), "ann");
    assertEquals("right.md#here", decision("gone.md").after());
  }

  @Test
  @DisplayName("Rules: too wide is refused, a pattern is previewed, a dead and a grown one is told")
  void rules() throws Exception {
    write("docs/a.md", "[x](api/v1/one) [y](api/v1/two) [z](other)\n");
    scan();
    for (String wide : List.of("**", "*", "**/*", "x")) {
      Choice.Pattern pattern = new Choice.Pattern("**", wide);
      assertEquals("RULE_TOO_WIDE", code(() -> triage().matching(pattern)));
      assertEquals(
          "RULE_TOO_WIDE",
          code(
              () ->
                  triage()
                      .decide(
                          of("other"),
                          new Choice.Ignore(Choice.Scope.PATTERN, pattern, WHY),
                          "ann")));
    }
    Choice.Pattern api = new Choice.Pattern("docs/**", "api/**");
    assertEquals(2, triage().matching(api).size());
    Choice ignore = new Choice.Ignore(Choice.Scope.PATTERN, api, WHY);
    assertEquals("RULE_MATCHES_NOT", code(() -> triage().decide(of("other"), ignore, "ann")));
    triage().decide(of("api/v1/one"), ignore, "ann");
    assertTrue(triage().apply(Set.of(), "ann").complete());
    assertEquals(2, triage().rules().getFirst().now());
    assertEquals(List.of(), scan().warnings());
    write("docs/b.md", "[x](api/v2/three)\n");
    assertTrue(scan().warnings().getFirst().startsWith("RULE_GROWN: "));
    assertEquals(2, triage().rules().getFirst().atFirst());
    assertEquals(3, triage().rules().getFirst().now());
    write("docs/a.md", "");
    write("docs/b.md", "");
    clock.advance(Duration.ofDays(89));
    assertEquals(List.of(), scan().warnings());
    clock.advance(Duration.ofDays(2));
    assertTrue(scan().warnings().getFirst().startsWith("RULE_DEAD: "));
  }

  @Test
  @DisplayName("A scan of some documents does not say that rules about the others take nothing")
  void usesOutsideOfAScan() throws Exception {
    write("docs/a.md", "[x](api/one)\n");
    write("sdk/b.md", "[x](api/two)\n");
    scan();
    Choice.Pattern pattern = new Choice.Pattern("**", "api/*");
    triage().decide(of("api/one"), new Choice.Ignore(Choice.Scope.PATTERN, pattern, WHY), "ann");
    assertTrue(triage().apply(Set.of(), "ann").complete());
    assertEquals(2, triage().rules().getFirst().now());
    CheckScope deep = new CheckScope(CheckScope.Mode.DEEP, List.of(), true);
    triage().scan(deep);
    assertEquals(2, triage().rules().getFirst().now());
    clock.advance(Duration.ofDays(91));
    assertEquals(List.of(), triage().scan(deep).warnings());
    write("docs/a.md", "");
    scan();
    assertEquals(1, triage().rules().getFirst().now());
  }

  @Test
  @DisplayName("A rule that is over takes nothing any more, is told, and what it was for is broken")
  void expiredRule() throws Exception {
    write("docs/a.md", "[x](api/v1/one)\n");
    scan();
    triage()
        .addRule(
            new LinkRule(
                "api",
                LinkRule.Scope.BOTH,
                "**",
                "api/**",
                Set.of(Category.MISSING_FILE),
                Category.RUNTIME_ENDPOINT,
                WHY,
                "ann",
                clock.now(),
                clock.now().plus(Duration.ofDays(1)),
                null),
            "ann");
    TriageSnapshot now = scan();
    assertEquals(List.of(), now.rows());
    assertEquals(List.of(), now.warnings());
    assertEquals(1, triage().rules().getFirst().now());
    clock.advance(Duration.ofDays(1));
    now = scan();
    assertEquals(1, now.rows().size());
    assertEquals(
        List.of("RULE_EXPIRED: rule 'api' ended at 2026-03-11T10:00:00Z."), now.warnings());
    assertEquals(0, triage().rules().getFirst().now());
    assertEquals(1, triage().rules().getFirst().atFirst());
  }

  @Test
  @DisplayName("Deciding again after the rule of a decision is over puts a new one in its place")
  void decidedAgainAfterItsRuleIsOver() throws Exception {
    write("docs/a.md", "[x](api/v1/one)\n");
    scan();
    Choice ignore = new Choice.Ignore(Choice.Scope.LINK, null, WHY);
    triage().decide(of("api/v1/one"), ignore, "ann");
    assertTrue(triage().apply(Set.of(), "ann").complete());
    LinkRule first = triage().rules().getFirst().rule();
    String text = read(RULES);
    String member = "\"author\" : \"ann\"";
    assertTrue(text.contains(member), text);
    write(RULES, text.replace(member, member + ", \"expires_at\" : \"2026-03-11T10:00:00Z\""));
    clock.advance(Duration.ofDays(1));
    assertTrue(scan().warnings().getFirst().startsWith("RULE_EXPIRED: "));
    assertEquals(State.REGRESSED, state("api/v1/one"));
    Choice again = new Choice.Ignore(Choice.Scope.LINK, null, "served by the gateway");
    triage().decide(of("api/v1/one"), again, "ben");
    TriageResult result = triage().apply(Set.of(), "ben");
    assertTrue(result.complete());
    assertNotNull(result.executionId());
    assertEquals(List.of(), result.now().warnings());
    assertEquals(List.of(), of("api/v1/one"));
    LinkRule renewed = triage().rules().getFirst().rule();
    assertEquals(1, triage().rules().size());
    assertEquals(first.id(), renewed.id());
    assertEquals("served by the gateway", renewed.reason());
    assertEquals("ben", renewed.author());
    assertNull(renewed.expiresAt());
  }

  @Test
  @DisplayName("A link that is broken in another way gets the rule of its decision widened")
  void ruleIsWidenedToAnotherCategory() throws Exception {
    write("docs/a.md", "[x](old.md)\n");
    scan();
    Choice ignore = new Choice.Ignore(Choice.Scope.LINK, null, WHY);
    triage().decide(of("old.md"), ignore, "ann");
    assertTrue(triage().apply(Set.of(), "ann").complete());
    write("docs/OLD.md", "");
    scan();
    assertEquals(State.REGRESSED, state("old.md"));
    triage().decide(of("old.md"), ignore, "ann");
    assertTrue(triage().apply(Set.of(), "ann").complete());
    assertEquals(List.of(), of("old.md"));
    assertEquals(
        Set.of(Category.MISSING_FILE, Category.CASE_MISMATCH),
        triage().rules().getFirst().rule().appliesTo());
  }

  @Test
  @DisplayName("Rules in bulk: the first that matches decides, all guards hold, idle ones are told")
  void bulk() throws Exception {
    write("README.md", "[x](docs/OLD.md)\n");
    write("docs/a.md", "[x](OLD.md) [y](gen/out.txt) [z](api/x) [w](fixme.md)\n");
    write("docs/NEW.md", "# New\n");
    TriageSnapshot now = scan();
    List<BulkRule> rules =
        BulkRule.read(
            """
            {"rules": [
             {"id": "R1", "pattern": "README.md", "broken_target": "docs/OLD.md",
              "action": "ignore", "note": "would hide it from readers"},
             {"id": "R2", "pattern": "**/*.md", "broken_target": "docs/OLD.md",
              "action": "create_stub", "stub_target": "docs/NEW.md", "stub_title": "New",
              "note": "the name is used elsewhere"},
             {"id": "R3", "pattern": "**/*.md", "broken_target_glob": "gen/*",
              "reason_filter": "missing_file", "action": "ignore", "note": "made by the build"},
             {"id": "R4", "pattern": "**/*.md", "broken_target": "fixme.md", "action": "fix",
              "fix_target": "docs/NEW.md", "note": "renamed last year"},
             {"id": "R5", "pattern": "docs/none/*.md", "broken_target": "x", "action": "manual",
              "note": "nobody knows"}]}
            """);
    BulkPreview preview = triage().preview(rules);
    assertEquals(Map.of("R1", 0, "R2", 1, "R3", 1, "R4", 1, "R5", 0), preview.byRule());
    assertEquals(List.of("R1", "R5"), preview.idle());
    assertTrue(preview.refused().getFirst().endsWith("[NAV_STRICT]"));
    assertEquals(1, preview.unmatched());
    assertEquals(now, triage().snapshot().orElseThrow());
    triage().decide(preview.wishes(), "ann");
    assertTrue(triage().apply(Set.of(), "ann").complete());
    assertEquals("[x](OLD.md) [y](gen/out.txt) [z](api/x) [w](NEW.md)\n", read("docs/a.md"));
    String wide =
        "[{\"id\": \"W\", \"pattern\": \"**\", \"broken_target_glob\": \"docs/**\","
            + " \"reason_filter\": \"missing_file\", \"action\": \"ignore\", \"note\": \"all\"}]";
    assertEquals("RULE_TOO_WIDE", code(() -> BulkRule.read(wide)));
    assertEquals(
        "BULK_RULES_INVALID",
        code(() -> BulkRule.read(wide.replace("\"note\": \"all\"", "\"note\": \"\""))));
  }

  @Test
  @DisplayName("Decisions of another checkout are taken where their links are broken here too")
  void exportAndImport() throws Exception {
    write("docs/a.md", "[x](one.txt) [y](two.txt)\n");
    scan();
    triage().decide(of("one.txt"), new Choice.Historical(false, WHY), "ann");
    triage().decide(of("two.txt"), new Choice.Historical(false, WHY), "ann");
    List<Decision> made = triage().decisions();
    DecisionImport known = triage().take(made, "bob");
    assertEquals(new DecisionImport(0, 2, List.of(), List.of()), known);
    triage().undo("ann");
    triage().undo("ann");
    write("docs/a.md", "moved\n\n[x](one.txt)\n");
    scan();
    List<Decision> others =
        made.stream()
            .map(
                each ->
                    new Decision(
                        each.id() + "X",
                        each.link(),
                        each.category(),
                        each.choice(),
                        each.author(),
                        each.decidedAt(),
                        each.candidatesShown(),
                        each.scoreShown(),
                        each.after(),
                        each.standing(),
                        null))
            .toList();
    DecisionImport taken = triage().take(DecisionExport.read(DecisionExport.csv(others)), "bob");
    assertEquals(1, taken.staged());
    assertEquals("two.txt", taken.unmatched().getFirst().link().rawTarget());
    assertEquals("ann", decision("one.txt").author());
  }

  @Test
  @DisplayName("What was staged is there after the process was killed in the midst of it")
  void stagedSurvivesAKill() throws Exception {
    write("docs/a.md", "[x](gone.txt)\n");
    engine.close();
    Process child = Child.start(Stager.class, folder.toString());
    try (var out = child.inputReader()) {
      assertEquals("staged", out.readLine());
      child.destroyForcibly();
      assertTrue(child.waitFor(30, TimeUnit.SECONDS));
    }
    engine = visitor();
    scan();
    assertEquals(State.STAGED, state("gone.txt"));
    assertEquals(1, triage().snapshot().orElseThrow().undoable());
  }

  /** Stages one decision, says so, and waits to be killed. */
  static final class Stager {
    public static void main(String[] args) throws Exception {
      Workspace workspace = Workspace.open(Path.of(args[0]), new DiskFileLayer());
      Engine engine = Engine.open(workspace, Engine.Role.VISITOR);
      Triage triage = engine.links().triage();
      TriageSnapshot now = triage.scan(ALL);
      triage.decide(
          List.of(now.rows().getFirst().finding().id()),
          new Choice.Historical(false, WHY),
          "child");
      System.out.println("staged");
      Thread.currentThread().join();
    }
  }
}
