package dev.reeve.engine.links.index;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.Trees;
import dev.reeve.engine.links.suggest.EvidenceKind;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkIndexTest {
  @TempDir Path temporary;

  private final ExecutorService pool = Executors.newFixedThreadPool(2);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<LinkSnapshot> told = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    timer.shutdownNow();
    pool.shutdownNow();
  }

  private Path folder() throws Exception {
    return temporary.toRealPath();
  }

  private LinkIndex open() throws Exception {
    return open(Trees.workspace(folder()));
  }

  private LinkIndex open(Workspace workspace) throws Exception {
    LinkIndex index = new LinkIndex(workspace, EngineClock.system(), pool, timer, true, told::add);
    index.start();
    current(index);
    return index;
  }

  private static void current(LinkIndex index) throws Exception {
    assertTrue(index.awaitCurrent(Duration.ofSeconds(30)));
  }

  private static List<String> lines(LinkIndex index) {
    return Trees.lines(index.snapshot().findings());
  }

  @Test
  void aRenamedFileIsOfferedToThoseThatPointedToIt() throws Exception {
    Trees.write(folder(), "docs/guide.md", "# Guide\n\nHow it is done.\n");
    Trees.write(folder(), "a.md", "[g](docs/guide.md)\n");
    Trees.write(folder(), "b.md", "[g](docs/guide.md#guide)\n");
    try (LinkIndex index = open()) {
      Files.move(folder().resolve("docs/guide.md"), folder().resolve("docs/handbook.md"));
      index.changed("docs/guide.md");
      index.changed("docs/handbook.md");
      current(index);
      for (String document : List.of("a.md", "b.md")) {
        Finding broken = of(index, document);
        assertEquals("docs/handbook.md", broken.suggestions().getFirst().path());
        assertTrue(broken.suggestions().getFirst().score() >= 0.95);
        assertEquals(
            EvidenceKind.RENAME_RECORDED,
            broken.suggestions().getFirst().evidence().getFirst().kind());
      }
    }
  }

  @Test
  @DisplayName("LINK-A29 Between a rename and its offer nobody is asked to wait as long as 2 s")
  void a29_nothingWaitsLong() throws Exception {
    Trees.write(folder(), "docs/guide.md", "# Guide\n\nHow it is done.\n");
    Trees.write(folder(), "a.md", "[g](docs/guide.md)\n");
    AtomicLong waits = new AtomicLong();
    AtomicInteger asked = new AtomicInteger();
    ScheduledExecutorService waiting =
        new ScheduledThreadPoolExecutor(1) {
          @Override
          public ScheduledFuture<?> schedule(Runnable work, long wait, TimeUnit unit) {
            asked.incrementAndGet();
            if (unit.toMinutes(wait) == 0 && unit.toSeconds(wait) < 10) { // that is for the file
              waits.addAndGet(unit.toNanos(wait));
            }
            return super.schedule(work, 0, unit);
          }
        };
    try (LinkIndex index =
        new LinkIndex(
            Trees.workspace(folder()), new SettableClock(), pool, waiting, true, told::add)) {
      index.start();
      current(index);
      waits.set(0);
      Files.move(folder().resolve("docs/guide.md"), folder().resolve("docs/handbook.md"));
      index.changed("docs/guide.md");
      index.changed("docs/handbook.md");
      current(index);
      assertEquals("docs/handbook.md", of(index, "a.md").suggestions().getFirst().path());
      assertTrue(of(index, "a.md").suggestions().getFirst().score() >= 0.95);
      assertTrue(asked.get() > 0, "it waits by this timer");
      assertTrue(waits.get() < TimeUnit.SECONDS.toNanos(2), "waits of " + waits.get() + " ns");
    } finally {
      waiting.shutdownNow();
    }
  }

  @Test
  void theHalvesOfARenameMayBeToldApartAndInAnyOrder() throws Exception {
    Files.createDirectories(folder().resolve("new"));
    Files.write(folder().resolve("pic.png"), new byte[] {1, 2, 3});
    Trees.write(folder(), "a.md", "![p](pic.png)\n");
    try (LinkIndex index = open()) {
      Files.move(folder().resolve("pic.png"), folder().resolve("new/picture.png"));
      index.changed("new/picture.png");
      current(index);
      index.changed("pic.png");
      current(index);
      assertEquals("new/picture.png", of(index, "a.md").suggestions().getFirst().path());
      assertTrue(of(index, "a.md").suggestions().getFirst().score() >= 0.95);
    }
  }

  @Test
  void aRenamedFolderIsOfferedFileByFile() throws Exception {
    Trees.write(folder(), "docs/one.md", "# One\n");
    Trees.write(folder(), "docs/two.md", "# Two\n");
    Trees.write(folder(), "a.md", "[1](docs/one.md) [2](docs/two.md) [d](docs/)\n");
    try (LinkIndex index = open()) {
      Files.move(folder().resolve("docs"), folder().resolve("manual"));
      index.changed("docs");
      index.changed("manual");
      current(index);
      List<Finding> broken =
          index.snapshot().findings().stream()
              .filter(each -> each.sourceFile().equals("a.md"))
              .toList();
      assertEquals(
          List.of("manual/one.md", "manual/two.md", "manual"),
          broken.stream().map(each -> each.suggestions().getFirst().path()).toList());
      assertTrue(broken.stream().allMatch(each -> each.suggestions().getFirst().score() >= 0.95));
    }
  }

  private static Finding of(LinkIndex index, String document) {
    return index.snapshot().findings().stream()
        .filter(each -> each.sourceFile().equals(document))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aKnownWorkspaceIsNotReadAgain() throws Exception {
    Path document = Trees.write(folder(), "a.md", "[x](gone.md)\n");
    Files.setLastModifiedTime(document, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    open().close();
    Files.write(document, "[x](hid.md)  \n".substring(0, 13).getBytes());
    Files.setLastModifiedTime(document, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    try (LinkIndex index = open()) {
      assertTrue(
          lines(index).contains("a.md:1:5 missing_file gone.md"), "same size and time: not read");
      Files.setLastModifiedTime(document, FileTime.from(Instant.parse("2026-01-02T00:00:00Z")));
      index.refresh();
      current(index);
      assertTrue(lines(index).contains("a.md:1:5 missing_file hid.md"));
    }
  }

  @Test
  @DisplayName("A known workspace is told once, with the suggestions that were found before")
  void whatWasFoundIsToldAtOnce() throws Exception {
    long ago = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    Path document = Trees.write(folder(), "a.md", "[x](plan.md)\n");
    Trees.write(folder(), "docs/plan.md", "# Plan\n");
    Files.write(folder().resolve("latin.md"), new byte[] {(byte) 0xe4, '\n'});
    Files.setLastModifiedTime(document, FileTime.fromMillis(ago));
    Files.setLastModifiedTime(folder().resolve("docs/plan.md"), FileTime.fromMillis(ago));
    open().close(); // makes the folder of its own, which counts for nothing
    told.clear();
    try (LinkIndex index = open()) {
      assertEquals(1, told.size(), told::toString);
      Finding first =
          told.getFirst().findings().stream()
              .filter(each -> each.sourceFile().equals("a.md"))
              .findFirst()
              .orElseThrow();
      assertEquals("docs/plan.md", first.suggestions().getFirst().path());
      assertEquals(told.getFirst(), index.snapshot());
      Trees.write(folder(), "plan.md", "# Plan\n");
      index.changed("plan.md");
      current(index);
      assertTrue(
          index.snapshot().findings().stream().noneMatch(e -> e.sourceFile().equals("a.md")),
          "what each document asked for is known all the same");
    }
  }

  @Test
  @DisplayName("What was found before is told once, and in order, when the first looks fail")
  void toldAfterAFailure() throws Exception {
    Trees.write(folder(), "a.md", "[x](gone.md)\n");
    open().close();
    Path rules = Trees.write(folder(), ".reeve/link-rules.json", "{");
    told.clear();
    try (LinkIndex index = open()) {
      Files.delete(rules);
      index.changed(".reeve/link-rules.json");
      current(index);
      assertEquals(List.of(1L, 2L), told.stream().map(LinkSnapshot::number).toList());
      assertTrue(lines(index).contains("a.md:1:5 missing_file gone.md"));
    }
  }

  @Test
  @DisplayName("What changed while nobody looked is never told as it was")
  void whatIsOldIsNotTold() throws Exception {
    List<ThrowingRunnable> changes =
        List.of(
            () -> Trees.write(folder(), "a.md", "[x](other.md)\n"),
            () -> Trees.write(folder(), "gone.md", "# There again\n"),
            () -> Files.delete(folder().resolve("there.md")),
            () -> Trees.write(folder(), "code.txt", "one\n"),
            () -> Trees.write(folder(), "latin.md", "# Readable by now\n"),
            () -> Trees.write(folder(), ".reeve/policy.yaml", "version: 1\n"),
            () -> {
              Files.delete(folder().resolve("inside.md"));
              Files.createSymbolicLink(folder().resolve("inside.md"), Path.of("/etc/hosts"));
            },
            () ->
                Trees.write(
                    folder(),
                    ".reeve/link-rules.json",
                    "{\"version\" : 1, \"root_absolute\" : \"error\"}"));
    for (ThrowingRunnable change : changes) {
      Trees.write(folder(), "a.md", "[x](gone.md) [y](there.md) [z](code.txt#L3) [r](/there.md)\n");
      Trees.write(folder(), "b.md", "[x](.reeve/policy.yaml)\n");
      Files.write(folder().resolve("latin.md"), new byte[] {(byte) 0xe4, '\n'});
      Files.deleteIfExists(folder().resolve("inside.md"));
      Files.createSymbolicLink(folder().resolve("inside.md"), Path.of("b.md"));
      Trees.write(folder(), "code.txt", "one\ntwo\nthree\n");
      Trees.write(folder(), "there.md", "# There\n");
      open().close();
      change.run();
      told.clear();
      try (LinkIndex index = open()) {
        List<String> right = lines(index);
        for (LinkSnapshot each : told) {
          assertEquals(right, Trees.lines(each.findings()));
        }
      }
      Files.deleteIfExists(folder().resolve("gone.md"));
      Files.deleteIfExists(folder().resolve(".reeve/link-rules.json"));
      Files.deleteIfExists(folder().resolve(".reeve/policy.yaml"));
    }
  }

  @Test
  @DisplayName("Nor what changed where a link leads")
  void whatIsOldBehindALinkIsNotTold() throws Exception {
    Trees.write(folder(), "a.md", "[z](code.txt#L3)\n");
    Trees.write(folder(), "src/real.txt", "one\ntwo\nthree\n");
    Files.createSymbolicLink(folder().resolve("code.txt"), Path.of("src/real.txt"));
    open().close();
    Trees.write(folder(), "src/real.txt", "one\n");
    told.clear();
    try (LinkIndex index = open()) {
      assertTrue(lines(index).contains("a.md:1:5 missing_anchor code.txt#L3"));
      assertEquals(lines(index), Trees.lines(told.getFirst().findings()));
    }
  }

  @Test
  @DisplayName("What another program found is not told; what it read and saw to go is used")
  void anotherProgram() throws Exception {
    Trees.write(folder(), "a.md", "[x](gone.md)\n");
    open().close();
    Workspace workspace = Trees.workspace(folder());
    IndexFile.Content mine = new IndexFile(workspace).read(pool);
    assertNotNull(mine.known());
    new IndexFile(workspace, "another").write(mine);
    IndexFile.Content others = new IndexFile(workspace).read(pool);
    assertNull(others.known());
    assertEquals(mine.documents().keySet(), others.documents().keySet());
    assertEquals(mine.known(), new IndexFile(workspace, "another").read(pool).known());
  }

  /** What a person does to a folder. */
  private interface ThrowingRunnable {
    void run() throws Exception;
  }

  @Test
  void aDamagedOrForeignFileIsBuiltAnew() throws Exception {
    Path document = Trees.write(folder(), "a.md", "[x](gone.md)\n");
    Files.setLastModifiedTime(document, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    open().close();
    Path file = folder().resolve(".reeve/state/links.index");
    byte[] good = Files.readAllBytes(file);
    List<String> right;
    try (LinkIndex index = open()) {
      right = lines(index);
    }
    for (int at = 0; at < good.length; at += Math.max(1, good.length / 40)) {
      byte[] bad = good.clone();
      bad[at] ^= 0x55;
      Files.write(file, bad);
      try (LinkIndex index = open()) {
        assertEquals(right, lines(index), "byte " + at);
      }
    }
    Files.write(file, Arrays.copyOf(good, good.length / 2));
    try (LinkIndex index = open()) {
      assertEquals(right, lines(index));
    }
    Path other = Files.createDirectories(folder().resolve("other"));
    Path copy = Trees.write(other, "a.md", "[x](here.md)\n");
    Files.setLastModifiedTime(copy, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    Files.createDirectories(other.resolve(".reeve/state"));
    Files.write(other.resolve(".reeve/state/links.index"), good);
    try (LinkIndex index = open(Trees.workspace(other))) {
      assertTrue(lines(index).contains("a.md:1:5 missing_file here.md"));
    }
  }

  @Test
  void whatWasSeenToGoOutlivesTheProcess() throws Exception {
    Trees.write(folder(), "old.md", "# Old\n");
    Trees.write(folder(), "a.md", "[o](old.md)\n");
    try (LinkIndex index = open()) {
      Files.move(folder().resolve("old.md"), folder().resolve("fresh.md"));
      index.changed("old.md");
      index.changed("fresh.md");
      current(index);
    }
    try (LinkIndex index = open()) {
      assertEquals("fresh.md", of(index, "a.md").suggestions().getFirst().path());
      assertTrue(of(index, "a.md").suggestions().getFirst().score() >= 0.95);
    }
  }

  @Test
  void brokenRulesAreAProblemAndNeverNoRules() throws Exception {
    Trees.write(folder(), "a.md", "[x](gone.md)\n");
    try (LinkIndex index = open()) {
      Trees.write(folder(), ".reeve/link-rules.json", "{");
      index.changed(".reeve/link-rules.json");
      current(index);
      assertFalse(index.snapshot().complete());
      assertEquals(List.of(), index.snapshot().findings());
      assertTrue(index.snapshot().problem().contains("link-rules.json"));
      Files.delete(folder().resolve(".reeve/link-rules.json"));
      index.changed(".reeve/link-rules.json");
      current(index);
      assertTrue(index.snapshot().complete());
      assertTrue(lines(index).contains("a.md:1:5 missing_file gone.md"));
    }
  }

  @Test
  void otherKeysOfFrontMatterReadTheDocumentsAgain() throws Exception {
    Path document =
        Trees.write(folder(), "a.md", "---\nimage: gone.png\nicon: [b.png, no.png]\n---\n");
    Trees.write(folder(), "b.png", "");
    Files.setLastModifiedTime(document, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    try (LinkIndex index = open()) {
      assertEquals(List.of(), ofFrontMatter(index));
      keys(index, "image");
      assertEquals(List.of("a.md:2:8 missing_file gone.png"), ofFrontMatter(index));
    }
    try (LinkIndex index = open()) {
      assertEquals(List.of("a.md:2:8 missing_file gone.png"), ofFrontMatter(index));
    }
    Trees.write(folder(), ".reeve/link-rules.json", keys("icon"));
    try (LinkIndex index = open()) {
      assertEquals(List.of("a.md:3:15 missing_file no.png"), ofFrontMatter(index));
      keys(index);
      assertEquals(List.of(), ofFrontMatter(index));
    }
  }

  private void keys(LinkIndex index, String... names) throws Exception {
    Trees.write(folder(), ".reeve/link-rules.json", keys(names));
    index.changed(".reeve/link-rules.json");
    current(index);
  }

  private static String keys(String... names) {
    String list = names.length == 0 ? "" : "\"" + String.join("\", \"", names) + "\"";
    return "{\"version\": 1, \"nav_docs\": [], \"front_matter_keys\": [" + list + "]}";
  }

  private static List<String> ofFrontMatter(LinkIndex index) {
    return lines(index).stream().filter(each -> each.startsWith("a.md")).toList();
  }

  @Test
  void snapshotsAreToldInOrderAndOnlyWhenSomethingIsAnother() throws Exception {
    Trees.write(folder(), "README.md", "# x\n");
    try (LinkIndex index = open()) {
      index.changed("nothing.txt");
      current(index);
      long before = index.snapshot().number();
      Trees.write(folder(), "README.md", "[x](gone.md)\n");
      index.changed("README.md");
      await().untilAsserted(() -> assertTrue(index.snapshot().number() > before));
      current(index);
      assertEquals(
          told.stream().map(LinkSnapshot::number).sorted().toList(),
          told.stream().map(LinkSnapshot::number).toList());
      assertEquals(before, told.stream().filter(s -> s.number() <= before).count());
    }
  }

  @Test
  void badInputHoldsAndIsWhatAColdCheckFinds() throws Exception {
    Files.write(folder().resolve("latin.md"), new byte[] {(byte) 0xe4, '\n'});
    Files.write(folder().resolve("huge.md"), new byte[50 << 20]);
    Trees.write(folder(), "deep.md", "> ".repeat(5_000) + "[x](gone.md)\n");
    Trees.write(folder(), "many.md", "[x](gone.md) [y](latin.md)\n".repeat(20_000));
    Files.createSymbolicLink(folder().resolve("circle"), Path.of("."));
    Files.createSymbolicLink(folder().resolve("self.md"), Path.of("self.md"));
    Files.createSymbolicLink(folder().resolve("out.md"), Path.of("/etc/hosts"));
    try (LinkIndex index = open()) {
      List<String> cold =
          Trees.told(
              Trees.check(folder(), new CheckScope(CheckScope.Mode.WORKSPACE, List.of(), true)));
      assertEquals(cold, lines(index));
      index.changed("many.md");
      index.changed("huge.md");
      index.changed("circle");
      index.changed("circle/circle/many.md");
      current(index);
      assertEquals(cold, lines(index));
    }
  }
}
