package dev.reeve.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.CheckReport;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.ReferenceKind;
import dev.reeve.engine.links.fix.ApplyOptions;
import dev.reeve.engine.links.fix.DecidedEdit;
import dev.reeve.engine.links.fix.DecidedEdit.Retarget;
import dev.reeve.engine.links.fix.DocumentWrites;
import dev.reeve.engine.links.fix.FixChoice;
import dev.reeve.engine.links.fix.FixOutcome;
import dev.reeve.engine.links.fix.FixOutcome.Status;
import dev.reeve.engine.links.fix.FixPlan;
import dev.reeve.engine.links.fix.FixPlanJson;
import dev.reeve.engine.links.fix.FixResult;
import dev.reeve.engine.links.fix.LinkFixes;
import dev.reeve.engine.links.fix.PlannedFix;
import dev.reeve.engine.links.triage.TriageSnapshot;
import dev.reeve.engine.lock.LockOperation;
import dev.reeve.engine.testing.FaultyFiles;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mending links in a real workspace: what is written, and what is not. */
class LinksFixTest {
  private static final CheckScope ALL = new CheckScope(CheckScope.Mode.CUSTOM, List.of(), false);
  private static final ApplyOptions BY_ANN = ApplyOptions.of("ann", "");

  @TempDir Path folder;
  @TempDir Path elsewhere;
  private final FaultyFiles files = new FaultyFiles();
  private final SettableClock clock = new SettableClock("2026-03-10T10:00:00Z");
  @AutoClose private Engine engine;

  @BeforeEach
  void open() {
    Adoption.adopt(Workspace.open(folder, files));
    engine = Engine.open(Workspace.open(folder, files), Engine.Role.VISITOR, false, clock);
  }

  private Links links() {
    return engine.links();
  }

  private void write(String path, String text) throws IOException {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.writeString(folder.resolve(path), text);
  }

  private String read(String path) throws IOException {
    return Files.readString(folder.resolve(path));
  }

  private FixResult applyHigh() {
    return links().apply(links().plan(ALL), FixChoice.HIGH, BY_ANN);
  }

  private static List<Status> statuses(FixResult result) {
    return result.outcomes().stream().map(FixOutcome::status).toList();
  }

  private static @Nullable String code(FixResult result) {
    return result.outcomes().getFirst().code();
  }

  /** Every document with its bytes; Reeve's own files are not among them. */
  private Map<String, String> tree() throws IOException {
    Map<String, String> out = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.filter(each -> !each.startsWith(folder.resolve(".reeve"))).toList()) {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          String bytes = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
          out.put(folder.relativize(path).toString(), bytes);
        }
      }
    }
    return out;
  }

  private void movedGuide() throws IOException {
    write("guides/SETUP.md", "# Setup\n\n## Install\n");
    write("docs/a.md", "See [setup](SETUP.md#install), \"kept\".\n");
    write("docs/b.md", "[one](SETUP.md) and [two](../SETUP.md)\n");
  }

  @Test
  @DisplayName("LINK-A5 (small) high fixes lead where they should, and nothing else is changed")
  void a05_onlyDestinationsChange() throws Exception {
    movedGuide();
    FixResult result = applyHigh();
    assertEquals(List.of(Status.VERIFIED, Status.VERIFIED, Status.VERIFIED), statuses(result));
    assertTrue(result.complete());
    assertEquals(2, result.filesModified());
    assertEquals("See [setup](../guides/SETUP.md#install), \"kept\".\n", read("docs/a.md"));
    assertEquals("[one](../guides/SETUP.md) and [two](../guides/SETUP.md)\n", read("docs/b.md"));
    assertEquals(List.of(), links().check(ALL).findings());
    ExecutionRow row = engine.executions().show(executionId(result)).row();
    assertEquals("links", row.kind());
    assertEquals("Mend 3 links in 2 documents", row.intent());
  }

  @Test
  @DisplayName("A link of the front matter is mended in its quotes; what would end it is refused")
  void frontMatter() throws Exception {
    write(
        ".reeve/link-rules.json",
        "{\"version\": 1, \"nav_docs\": [], \"front_matter_keys\": [\"image\", \"seo.pages\"]}");
    write("pictures/it's a.png", "");
    write("pages/b.md", "# B\n");
    write(
        "docs/a.md",
        "\ufeff---\r\ntitle: ä # c\r\nimage: 'it''s a.png' # d\r\nseo: {pages: [b.md#b,"
            + " \"b.md\"]}\r\n---\r\n\r\n```\r\n[b](b.md)\r\n```\r\n");
    FixPlan plan = links().plan(new CheckScope(CheckScope.Mode.CUSTOM, List.of(), false, true));
    assertEquals(
        List.of(ReferenceKind.FRONT_MATTER),
        plan.brokenLinks().stream().map(PlannedFix::kind).distinct().toList());
    FixResult result = links().apply(plan, FixChoice.HIGH, BY_ANN);
    assertEquals(List.of(Status.VERIFIED, Status.VERIFIED, Status.VERIFIED), statuses(result));
    assertEquals(
        "\ufeff---\r\ntitle: ä # c\r\nimage: '../pictures/it%27s%20a.png' # d\r\nseo: {pages:"
            + " [../pages/b.md#b, \"../pages/b.md\"]}\r\n---\r\n\r\n```\r\n[b](b.md)\r\n```\r\n",
        read("docs/a.md"));
  }

  @Test
  @DisplayName("What would make something else of front matter is refused, and no code is planned")
  void frontMatterStaysYaml() throws Exception {
    write(
        ".reeve/link-rules.json",
        "{\"version\": 1, \"nav_docs\": [], \"front_matter_keys\": [\"image\"]}");
    write("docs/a.md", "---\nimage: gone.png\n---\n\n    [x](gone.md)\n");
    write("docs/b: c.md", "");
    write("docs/#d.md", "");
    FixPlan plan = links().plan(new CheckScope(CheckScope.Mode.CUSTOM, List.of(), false, true));
    assertEquals(1, plan.brokenLinks().size());
    for (String text : List.of("b: c.md", "b%3A c.md #d", "#d.md", "'%23d.md", "%23d.md\n---")) {
      Retarget harm = Retarget.of(plan.brokenLinks().getFirst(), text, false);
      assertEquals(List.of(Status.REJECTED), statuses(links().preview(List.of(harm))), text);
    }
    Retarget good = Retarget.of(plan.brokenLinks().getFirst(), "b%3A%20c.md", false);
    assertEquals(List.of(Status.PLANNED), statuses(links().preview(List.of(good))));
  }

  private static String executionId(FixResult result) {
    String id = result.executionId();
    assertNotNull(id);
    return id;
  }

  @Test
  @DisplayName("LINK-A6 the same plan a second time finds everything done and writes nothing")
  void a06_secondTimeNothingIsWritten() throws Exception {
    movedGuide();
    FixPlan plan = links().plan(ALL);
    links().apply(plan, FixChoice.HIGH, BY_ANN);
    Map<String, String> before = tree();
    FixResult again = links().apply(plan, FixChoice.HIGH, BY_ANN);
    assertNull(again.executionId());
    assertEquals(
        List.of(Status.ALREADY_FIXED, Status.ALREADY_FIXED, Status.ALREADY_FIXED), statuses(again));
    assertTrue(again.complete());
    assertEquals(before, tree());
  }

  @Test
  @DisplayName("LINK-A7 undoing the execution gives every document its bytes back")
  void a07_undo() throws Exception {
    movedGuide();
    Map<String, String> before = tree();
    FixResult result = applyHigh();
    engine.executions().revert(executionId(result), "ann", "no");
    assertEquals(before, tree());
  }

  @Test
  @DisplayName("What a plan mended is counted as fixed automatically, until it is undone")
  void mendedLinksAreCounted() throws Exception {
    movedGuide();
    links().triage().scan(ALL);
    FixResult result = applyHigh();
    TriageSnapshot mended = links().triage().scan(ALL);
    assertEquals(3, mended.progress().automatic());
    assertEquals(0, mended.progress().fixed());
    assertEquals(0, mended.progress().left());
    applyHigh(); // nothing is left to do
    assertEquals(3, links().triage().scan(ALL).progress().automatic());
    engine.executions().revert(executionId(result), "ann", "no");
    assertEquals(0, links().triage().scan(ALL).progress().automatic());
    applyHigh();
    assertEquals(3, links().triage().scan(ALL).progress().automatic());
    write("docs/b.md", "[one](SETUP.md)\n"); // written again by hand: broken again
    assertEquals(2, links().triage().scan(ALL).progress().automatic());
  }

  @Test
  @DisplayName("Equal links of a document are each counted when they are mended, one by one too")
  void equalLinksAreCounted() throws Exception {
    write("guides/SETUP.md", "x\n");
    write("docs/a.md", "[a](SETUP.md) [b](SETUP.md) ![c](SETUP.md) `docs/SETUP.md`\n");
    CheckScope spans = new CheckScope(CheckScope.Mode.CUSTOM, List.of(), true);
    FixResult first = applyOne();
    assertEquals(1, links().triage().scan(spans).progress().automatic());
    FixResult second = applyOne();
    assertEquals(2, links().triage().scan(spans).progress().automatic());
    FixResult third = applyOne();
    assertEquals(3, links().triage().scan(spans).progress().automatic());
    for (FixResult each : List.of(third, second, first)) {
      engine.executions().revert(executionId(each), "ann", "no");
    }
    assertEquals(0, links().triage().scan(spans).progress().automatic());
    applyHigh();
    assertEquals(3, links().triage().scan(spans).progress().automatic());
    write("docs/a.md", read("docs/a.md") + "[d](SETUP.md) [e](SETUP.md)\n");
    applyHigh();
    assertEquals(5, links().triage().scan(spans).progress().automatic());
  }

  private FixResult applyOne() {
    FixPlan plan = links().plan(ALL);
    String id = plan.brokenLinks().getFirst().id();
    return links().apply(plan, new FixChoice(false, Set.of(id)), BY_ANN);
  }

  @Test
  @DisplayName("LINK-A13 two equal links on a line are both mended, a longer path is not touched")
  void a13_equalLinksOnOneLine() throws Exception {
    write("guides/SETUP.md", "x\n");
    write("docs/SETUP.md.txt", "x\n");
    write("docs/a.md", "[a](SETUP.md) [b](SETUP.md) [c](SETUP.md.txt) `SETUP.md` SETUP.md\n");
    FixResult result = applyHigh();
    assertEquals(2, result.count(Status.VERIFIED));
    assertEquals(
        "[a](../guides/SETUP.md) [b](../guides/SETUP.md) [c](SETUP.md.txt) `SETUP.md` SETUP.md\n",
        read("docs/a.md"));
  }

  @Test
  @DisplayName(
      "LINK-A14 (fix) CRLF, byte order mark and a missing last newline stay; Latin-1 stops none")
  void a14_bytesStay() throws Exception {
    write("guides/SETUP.md", "x\n");
    byte[] latin = "[a](SETUP.md) \u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    write("docs/latin.md", "");
    Files.write(folder.resolve("docs/latin.md"), latin);
    write(
        "docs/a.md", "\ufeffé |\t[a](SETUP.md)\r\n\r\n| x | [b](SETUP.md) |\r\n|---|---|\r\nend  ");
    FixResult result = applyHigh();
    assertEquals(2, result.count(Status.VERIFIED));
    assertEquals(
        "\ufeffé |\t[a](../guides/SETUP.md)\r\n\r\n"
            + "| x | [b](../guides/SETUP.md) |\r\n"
            + "|---|---|\r\n"
            + "end  ",
        read("docs/a.md"));
    assertArrayEquals(latin, Files.readAllBytes(folder.resolve("docs/latin.md")));
    assertEquals(
        List.of(Category.UNREADABLE),
        links().check(ALL).findings().stream().map(each -> each.reason()).toList());
  }

  @Test
  @DisplayName(
      "LINK-A15 a document edited after the scan is mended at its new place, or left alone")
  void a15_editedDocument() throws Exception {
    movedGuide();
    FixPlan plan = links().plan(ALL);
    write("docs/a.md", "New first line.\n\nSee [setup](SETUP.md#install), \"kept\". More.\n");
    write("docs/b.md", "[one](other.txt) and [two](../SETUP.md)\n");
    FixResult result = links().apply(plan, FixChoice.HIGH, BY_ANN);
    assertEquals(List.of(Status.VERIFIED, Status.SKIPPED, Status.VERIFIED), statuses(result));
    assertEquals("STALE_DOCUMENT", result.outcomes().get(1).code());
    assertEquals(3, result.outcomes().getFirst().line());
    assertFalse(result.complete());
    assertEquals(
        "New first line.\n\nSee [setup](../guides/SETUP.md#install), \"kept\". More.\n",
        read("docs/a.md"));
    assertEquals("[one](other.txt) and [two](../guides/SETUP.md)\n", read("docs/b.md"));
  }

  @Test
  @DisplayName("LINK-A15 a document that is gone, or is no text any more, is left alone")
  void a15_documentGone() throws Exception {
    movedGuide();
    FixPlan plan = links().plan(ALL);
    Files.delete(folder.resolve("docs/a.md"));
    Files.write(folder.resolve("docs/b.md"), new byte[] {(byte) 0xff, '\n'});
    FixResult result = links().apply(plan, FixChoice.HIGH, BY_ANN);
    assertEquals(List.of(Status.SKIPPED, Status.SKIPPED, Status.SKIPPED), statuses(result));
    assertNull(result.executionId());
  }

  @Test
  @DisplayName(
      "LINK-A20 a fragment that the new file lacks is flagged, kept, and mended all the same")
  void a20_missingHeading() throws Exception {
    write("guides/SETUP.md", "# Setup\n");
    write("docs/a.md", "[a](guides/SETUP.md#install)\n");
    FixPlan plan = links().plan(ALL);
    FixResult preview = links().preview(plan, FixChoice.HIGH);
    assertEquals(List.of(Status.PLANNED), statuses(preview));
    assertTrue(preview.outcomes().getFirst().headingMissing());
    assertEquals("../guides/SETUP.md#install", preview.outcomes().getFirst().after());
    FixResult result = links().apply(plan, FixChoice.HIGH, BY_ANN);
    assertEquals(List.of(Status.VERIFIED), statuses(result));
    assertEquals("[a](../guides/SETUP.md#install)\n", read("docs/a.md"));
  }

  @Test
  @DisplayName("LINK-A31 of 3000 links in a table of 10000 lines 500 are mended: 500 spans change")
  void a31_largeTable() throws Exception {
    write("guides/SETUP.md", "x\n");
    write("docs/here.md", "x\n");
    StringBuilder table = new StringBuilder("| a | b |\n|---|---|\n");
    StringBuilder wanted = new StringBuilder(table);
    for (int line = 0; line < 9_998; line++) {
      boolean link = line % 10 < 3 && line < 9_999;
      boolean broken = link && line % 20 == 0;
      String target = broken ? "SETUP.md" : "here.md";
      table.append(link ? "| \\| | [l](" + target + ") |\n" : "| ü | x |\n");
      String mended = broken ? "../guides/SETUP.md" : "here.md";
      wanted.append(link ? "| \\| | [l](" + mended + ") |\n" : "| ü | x |\n");
    }
    write("docs/a.md", table.toString());
    FixPlan plan = links().plan(ALL);
    assertEquals(500, plan.brokenLinks().size());
    FixResult result = links().apply(plan, FixChoice.HIGH, BY_ANN);
    assertEquals(500, result.count(Status.VERIFIED));
    assertEquals(wanted.toString(), read("docs/a.md"));
    List<String> before = table.toString().lines().toList();
    List<String> after = read("docs/a.md").lines().toList();
    assertEquals(10_000, before.size());
    assertEquals(3_000, before.stream().filter(line -> line.contains("[l](")).count());
    assertEquals(10_000, after.size());
    assertEquals(
        500,
        IntStream.range(0, after.size())
            .filter(i -> !after.get(i).equals(before.get(i)))
            .filter(i -> after.get(i).equals(before.get(i).replace("SETUP", "../guides/SETUP")))
            .count());
    assertEquals(1, result.filesModified());
  }

  @Test
  @DisplayName(
      "LINK-A32 a full disk leaves everything as it was, says which file; another try works")
  void a32_fullDisk() throws Exception {
    movedGuide();
    Map<String, String> before = tree();
    FixPlan plan = links().plan(ALL);
    files.fail(
        (operation, path) -> {
          if (operation.equals("writeNew") && path.startsWith(folder.resolve("docs"))) {
            throw new IOException("No space left on device");
          }
        });
    FixResult full = links().apply(plan, FixChoice.HIGH, BY_ANN);
    assertEquals("DISK_FULL", full.code());
    assertTrue(full.message().contains("docs/a.md"), full.message());
    assertEquals(3, full.count(Status.FAILED));
    assertFalse(full.complete());
    assertEquals(before, tree());
    files.heal();
    assertTrue(links().apply(plan, FixChoice.HIGH, BY_ANN).complete());
    assertEquals("[one](../guides/SETUP.md) and [two](../guides/SETUP.md)\n", read("docs/b.md"));
  }

  @Test
  @DisplayName("LINK-A33 (fix) a document that is a link out of the workspace is never written")
  void a33_linkOut() throws Exception {
    movedGuide();
    Path outside = Files.writeString(elsewhere.resolve("out.md"), "[a](SETUP.md)\n");
    Files.createSymbolicLink(folder.resolve("docs/out.md"), outside);
    Retarget decided =
        new Retarget("1", "docs/out.md", "", ReferenceKind.LINK, 1, 4, "SETUP.md", "a.md", false);
    FixResult result = links().apply(List.of(decided), BY_ANN);
    assertEquals(List.of(Status.REJECTED), statuses(result));
    assertEquals("PATH_VIOLATION", code(result));
    assertEquals(3, applyHigh().count(Status.VERIFIED));
    assertEquals("[a](SETUP.md)\n", Files.readString(outside));
  }

  @Test
  @DisplayName("LINK-A34 a plan of another workspace is refused")
  void a34_otherWorkspace() throws Exception {
    movedGuide();
    FixPlan plan = links().plan(ALL);
    FixPlan other =
        new FixPlan(
            plan.generatedAt(),
            "0123456789abcdef",
            plan.configSha256(),
            plan.mode(),
            plan.byRule(),
            plan.brokenLinks());
    EngineException refused =
        assertThrows(EngineException.class, () -> links().apply(other, FixChoice.HIGH, BY_ANN));
    assertEquals("PLAN_OTHER_WORKSPACE", refused.code());
  }

  @Test
  @DisplayName("LINK-A34 what somebody wrote into a plan is held against a new scan, and refused")
  void a34_tamperedScore() throws Exception {
    write("docs/BUILD-153.md", "x\n");
    write("docs/a.md", "[a](BUILD-152.md)\n");
    FixPlan plan = links().plan(ALL);
    String json = new String(Json.file(FixPlanJson.of(plan)), StandardCharsets.UTF_8);
    String tampered =
        json.replace("\"score\" : 0.600", "\"score\" : 0.970")
            .replace("\"confidence\" : \"low\"", "\"confidence\" : \"high\"")
            .replace("\"low\" : 1", "\"low\" : 0")
            .replace("\"high\" : 0", "\"high\" : 1")
            .replace("\"auto_fixable\" : 0", "\"auto_fixable\" : 1")
            .replace("\"manual_review\" : 1", "\"manual_review\" : 0");
    FixPlan read = FixPlanJson.parse(tampered);
    assertEquals(1, read.autoFixable());
    FixResult result = links().apply(read, FixChoice.HIGH, BY_ANN);
    assertEquals(List.of(Status.REJECTED), statuses(result));
    assertEquals("FIX_REJECTED", code(result));
    assertEquals("[a](BUILD-152.md)\n", read("docs/a.md"));
  }

  @Test
  @DisplayName(
      "LINK-A34 of a plan in which one score was raised within its band, that fix alone is refused")
  void a34_tamperedWithinTheBand() throws Exception {
    movedGuide();
    String json = new String(Json.file(FixPlanJson.of(links().plan(ALL))), StandardCharsets.UTF_8);
    String score = "\"score\" : 0.950";
    assertTrue(json.contains(score), json);
    FixPlan tampered = FixPlanJson.parse(json.replaceFirst(score, "\"score\" : 0.990"));
    FixResult result = links().apply(tampered, FixChoice.HIGH, BY_ANN);
    assertEquals(List.of(Status.REJECTED, Status.VERIFIED, Status.VERIFIED), statuses(result));
    assertEquals("FIX_REJECTED", code(result));
    assertTrue(result.outcomes().getFirst().message().contains("0.99"));
    assertFalse(result.complete());
    assertEquals("See [setup](SETUP.md#install), \"kept\".\n", read("docs/a.md"));
    String summary = json.replaceFirst("\"confidence\" : \"high\"", "\"confidence\" : \"low\"");
    assertEquals(
        "PLAN_INVALID",
        assertThrows(EngineException.class, () -> FixPlanJson.parse(summary)).code());
  }

  @Test
  @DisplayName(
      "LINK-A3 LINK-A4 right links, and those without a sure answer, are left by apply-all")
  void a03_a04_onlySureOnesAreMended() throws Exception {
    write("docs/BUILD-153.md", "x\n");
    write("docs/ok.md", "[a](./BUILD-153.md) [b](../docs/BUILD-153.md)\n");
    write("docs/a.md", "[a](BUILD-152.md) [b](nothing-like-it.md)\n");
    Map<String, String> before = tree();
    FixPlan plan = links().plan(ALL);
    assertEquals(2, plan.manualReview());
    FixResult result = links().apply(plan, new FixChoice(true, Set.of()), BY_ANN);
    assertEquals(List.of(Status.NOT_CHOSEN, Status.NOT_CHOSEN), statuses(result));
    assertTrue(result.complete());
    String low = plan.brokenLinks().getFirst().id();
    FixResult picked = links().apply(plan, new FixChoice(true, Set.of(low)), BY_ANN);
    assertEquals("NEEDS_DECISION", code(picked));
    assertEquals(before, tree());
  }

  @Test
  @DisplayName("Of one document the fixes that would harm another link are left out, the others go")
  void proofTellsThemApart() throws Exception {
    movedGuide();
    FixPlan plan = links().plan(ALL);
    PlannedFix one = plan.brokenLinks().get(1);
    PlannedFix two = plan.brokenLinks().get(2);
    FixResult result =
        links()
            .apply(
                List.of(
                    Retarget.of(one, "x) [new](y.md", false),
                    Retarget.of(two, "../guides/SETUP.md", false)),
                BY_ANN);
    assertEquals(List.of(Status.REJECTED, Status.VERIFIED), statuses(result));
    assertEquals("FIX_REJECTED", code(result));
    assertEquals("[one](SETUP.md) and [two](../guides/SETUP.md)\n", read("docs/b.md"));
  }

  @Test
  @DisplayName("Two fixes about the same bytes are a conflict, and neither is applied; others are")
  void overlappingLinks() throws Exception {
    movedGuide();
    FixPlan plan = links().plan(ALL);
    PlannedFix one = plan.brokenLinks().get(1);
    PlannedFix two = plan.brokenLinks().get(2);
    List<DecidedEdit> edits =
        List.of(
            Retarget.of(one, "../guides/SETUP.md", false),
            Retarget.of(one, "a.md", false),
            Retarget.of(two, "../guides/SETUP.md", false));
    FixResult result = links().apply(edits, BY_ANN);
    assertEquals(List.of(Status.CONFLICT, Status.CONFLICT, Status.VERIFIED), statuses(result));
    assertEquals("CONFLICT", code(result));
    assertFalse(result.complete());
    assertEquals("[one](SETUP.md) and [two](../guides/SETUP.md)\n", read("docs/b.md"));
    // nor does one of them go to another link with the same target once the document is edited
    write("docs/b.md", "new\n\n[one](SETUP.md) [more](SETUP.md)\n");
    FixResult edited = links().apply(edits, BY_ANN);
    assertEquals(List.of(Status.CONFLICT, Status.CONFLICT, Status.SKIPPED), statuses(edited));
    assertEquals("new\n\n[one](SETUP.md) [more](SETUP.md)\n", read("docs/b.md"));
  }

  @Test
  @DisplayName("A document that is written as a whole and in part is a conflict")
  void overlapping() throws Exception {
    movedGuide();
    PlannedFix one = links().plan(ALL).brokenLinks().get(1);
    FixResult result =
        links()
            .apply(
                List.of(
                    Retarget.of(one, "../guides/SETUP.md", false),
                    new DecidedEdit.Replace(
                        "whole",
                        "docs/b.md",
                        Files.readAllBytes(folder.resolve("docs/b.md")),
                        new byte[] {'x'})),
                BY_ANN);
    assertEquals(List.of(Status.CONFLICT, Status.CONFLICT), statuses(result));
    assertNull(result.executionId());
  }

  @Test
  @DisplayName("Links, a page that says where a document went, and the rules are one execution")
  void oneExecution() throws Exception {
    movedGuide();
    PlannedFix one = links().plan(ALL).brokenLinks().get(1);
    byte[] stub = "# Setup\n\nSee [Setup](../guides/SETUP.md).\n".getBytes(StandardCharsets.UTF_8);
    byte[] rules = "{\"version\": 1, \"rules\": []}\n".getBytes(StandardCharsets.UTF_8);
    FixResult result =
        links()
            .apply(
                List.of(
                    Retarget.of(one, "MOVED.md", false),
                    new DecidedEdit.Create("stub", "docs/MOVED.md", stub),
                    new DecidedEdit.Create("bad", "docs/BAD.md", "[a](no.md)".getBytes()),
                    new DecidedEdit.Create("there", "docs/a.md", stub),
                    new DecidedEdit.Replace("rules", ".reeve/link-rules.json", null, rules)),
                BY_ANN);
    assertEquals(
        List.of(
            Status.VERIFIED, Status.VERIFIED, Status.REJECTED, Status.REJECTED, Status.VERIFIED),
        statuses(result));
    assertEquals("[one](MOVED.md) and [two](../SETUP.md)\n", read("docs/b.md"));
    assertEquals("TARGET_EXISTS", result.outcomes().get(3).code());
    engine.executions().revert(executionId(result), "ann", "no");
    assertFalse(Files.exists(folder.resolve("docs/MOVED.md")));
    assertFalse(Files.exists(folder.resolve(".reeve/link-rules.json")));
  }

  @Test
  @DisplayName("What leads nowhere once it is written is put back at once; other documents stay")
  void regressed() throws Exception {
    movedGuide();
    write("docs/c.md", "[c](guides/OTHER.md)\n");
    write("guides/OTHER.md", "x\n");
    DocumentWrites room =
        new LinkChanges(engine.rooms.changes, (dev.reeve.engine.lock.Locks) engine.locks());
    DocumentWrites meddled =
        new DocumentWrites() {
          @Override
          public Held lock(String operator) {
            return room.lock(operator);
          }

          @Override
          public Written write(
              List<FileWrite> written, String intent, String operator, @Nullable String repairs) {
            Written done = room.write(written, intent, operator, repairs);
            try {
              Files.deleteIfExists(folder.resolve("guides/OTHER.md"));
            } catch (IOException e) {
              throw new AssertionError(e);
            }
            return done;
          }
        };
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      LinkFixes fixes = new LinkFixes(engine.workspace(), clock, pool, meddled);
      FixResult result = fixes.apply(links().plan(ALL), FixChoice.HIGH, BY_ANN);
      assertEquals(
          List.of(Status.VERIFIED, Status.VERIFIED, Status.VERIFIED, Status.REGRESSED),
          statuses(result));
      assertNotNull(result.rollbackId());
      assertFalse(result.complete());
      assertEquals("[c](guides/OTHER.md)\n", read("docs/c.md"));
      assertEquals(2, result.filesModified());
    }
  }

  @Test
  @DisplayName("While somebody else holds the documents nothing is mended")
  void locked() throws Exception {
    movedGuide();
    Files.writeString(folder.resolve(".reeve/config.toml"), "[locks]\ntimeout_seconds = 0\n");
    FixPlan plan = links().plan(ALL);
    var subsystem = ((dev.reeve.engine.lock.Locks) engine.locks()).subsystem();
    try (var held =
            subsystem.acquire(
                new LockOperation("tidy", "x", null),
                "moves",
                List.of("docs"),
                Duration.ZERO,
                () -> false);
        Engine other = Engine.open(Workspace.open(folder, files), Engine.Role.VISITOR)) {
      EngineException busy =
          assertThrows(
              EngineException.class, () -> other.links().apply(plan, FixChoice.HIGH, BY_ANN));
      assertEquals("LOCK_TIMEOUT", busy.code());
      assertEquals(EngineException.Kind.BUSY, busy.kind());
      assertFalse(held.held().isEmpty());
    }
  }

  @Test
  @DisplayName("The archive holds what the documents were; a second one gets a name of its own")
  void backup() throws Exception {
    movedGuide();
    FixPlan plan = links().plan(ALL);
    FixResult result = links().apply(plan, FixChoice.HIGH, new ApplyOptions("ann", "", elsewhere));
    Path backup = result.backup();
    assertNotNull(backup);
    assertEquals("doc_link_fix_backup_20260310_100000.zip", backup.getFileName().toString());
    List<String> names = new ArrayList<>();
    try (var zip = new java.util.zip.ZipFile(backup.toFile())) {
      for (var entry : java.util.Collections.list(zip.entries())) {
        names.add(entry.getName());
      }
      byte[] a = zip.getInputStream(zip.getEntry("docs/a.md")).readAllBytes();
      assertTrue(new String(a, StandardCharsets.UTF_8).contains("(SETUP.md#install)"));
    }
    assertEquals(List.of("docs/a.md", "docs/b.md"), names);
    write("docs/d.md", "[d](SETUP.md)\n");
    FixResult second =
        links().apply(links().plan(ALL), FixChoice.HIGH, new ApplyOptions("ann", "", elsewhere));
    Path other = second.backup();
    assertNotNull(other);
    assertEquals("doc_link_fix_backup_20260310_100000_2.zip", other.getFileName().toString());
  }

  @Test
  @DisplayName("Angle form, definitions, HTML and code spans keep their form")
  void forms() throws Exception {
    write("my guides/SET UP.md", "# S\n");
    write("src/main/Tool.java", "x\n".repeat(30));
    write(
        "docs/a.md",
        """
        [a](<SET UP.md> "t") [r] <a class=x href='SET%20UP.md?a=1&amp;b=2#s'>x</a>
        `main/Tool.java:12-14` > [q](SET%20UP.md)

        [r]: <SET UP.md> 'title'
        """);
    CheckScope spans = new CheckScope(CheckScope.Mode.CUSTOM, List.of(), true);
    FixResult result = links().apply(links().plan(spans), new FixChoice(true, Set.of()), BY_ANN);
    assertEquals(5, result.count(Status.VERIFIED), result.outcomes().toString());
    assertEquals(
        """
        [a](<../my%20guides/SET%20UP.md> "t") [r] <a class=x href='../my%20guides/SET%20UP.md?a=1&amp;b=2#s'>x</a>
        `src/main/Tool.java:12-14` > [q](../my%20guides/SET%20UP.md)

        [r]: <../my%20guides/SET%20UP.md> 'title'
        """,
        read("docs/a.md"));
    CheckReport after = links().check(spans);
    assertEquals(List.of(), after.findings());
  }
}
