package dev.reeve.engine.links.fix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.Reference;
import dev.reeve.engine.links.fix.FixOutcome.Status;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Laws of rewriting, over documents of every kind of reference and any choice of them. */
class RewritesPropertyTest {
  private static final List<String> PIECES =
      List.of(
          "[a](SETUP.md)",
          "[b](<SETUP.md> \"t\")",
          "![i](pic.png)",
          "[ü](ok.md#h)",
          "[gone](no.md)",
          "<a href=\"SETUP.md?x=1&amp;y\">t</a>",
          "<img src='pic.png'>",
          "`SETUP.md` text [u][none]",
          "[w](\n  SETUP.md)",
          "\\[no](SETUP.md)",
          "[r]",
          "\n\n| \\| | [c](SETUP.md) |\n|---|---|\n| `a\\|b` | [d](SETUP.md#x) |\n\n",
          "\n\n> [q](SETUP.md)\n> - [l](../SETUP.md)\n\n",
          "\n\n```\n[f](SETUP.md)\n```\n\n",
          "\n\n[r]: SETUP.md 't'\n\n",
          "\n\n## h\n\n",
          "\r\nemoji \ud83d\ude00 <https://x.y> ");

  private static Path folder = Path.of("");
  private static ExecutorService pool = Executors.newFixedThreadPool(1);

  @BeforeContainer
  static void tree() throws IOException {
    folder = Files.createTempDirectory("rewrites");
    for (String path : List.of("guides/SETUP.md", "img/pic.png", "docs/ok.md")) {
      Files.createDirectories(folder.resolve(path).getParent());
      Files.writeString(folder.resolve(path), "# h\n");
    }
  }

  @AfterContainer
  static void removeTree() throws IOException {
    pool.shutdown();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Provide
  Arbitrary<String> documents() {
    Arbitrary<String> body =
        Arbitraries.of(PIECES)
            .list()
            .ofMinSize(1)
            .ofMaxSize(14)
            .map(pieces -> String.join(" ", pieces));
    return Arbitraries.of("", "\ufeff", "---\nx: [a](SETUP.md)\n---\n")
        .flatMap(head -> body.map(text -> head + text));
  }

  @Property(tries = 150)
  @Label("A subset of fixes changes just these spans; every other reference is what it was")
  void onlyChosenSpansChange(@ForAll("documents") String text, @ForAll long choice)
      throws Exception {
    byte[] before = text.getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(folder.resolve("docs/doc.md"), before);
    Workspace workspace = Workspace.open(folder, new DiskFileLayer());
    FixPlanner planner = new FixPlanner(workspace, new SettableClock(), pool);
    FixPlan plan =
        planner.plan(new CheckScope(CheckScope.Mode.CUSTOM, List.of("docs/doc.md"), true));
    Set<String> only = new HashSet<>();
    List<PlannedFix> chosen = new ArrayList<>();
    for (int i = 0; i < plan.brokenLinks().size(); i++) {
      PlannedFix fix = plan.brokenLinks().get(i);
      if ((choice >> i & 1) == 1 && fix.fixType() == FixType.UPDATE_REFERENCE) {
        only.add(fix.id());
        chosen.add(fix);
      }
    }
    if (chosen.isEmpty()) {
      return;
    }
    FixResult result = LinkFixes.preview(planner, workspace, plan, new FixChoice(true, only));
    assertEquals(chosen.size(), result.count(Status.PLANNED), result.outcomes().toString());

    StringBuilder wanted = new StringBuilder();
    int done = 0;
    for (PlannedFix fix : chosen) {
      wanted.append(new String(before, done, fix.offset() - done, StandardCharsets.UTF_8));
      wanted.append(fix.suggestedFix());
      done = fix.offset() + fix.length();
    }
    wanted.append(new String(before, done, before.length - done, StandardCharsets.UTF_8));
    byte[] after = result.files().getFirst().after();
    assertEquals(wanted.toString(), new String(after, StandardCharsets.UTF_8));

    List<String> then = judged(planner);
    Files.write(file, after);
    List<String> now = judged(planner);
    assertEquals(then.size(), now.size());
    int changed = 0;
    for (int i = 0; i < then.size(); i++) {
      changed += then.get(i).equals(now.get(i)) ? 0 : 1;
    }
    assertEquals(chosen.size(), changed, then + " -> " + now);
  }

  private static List<String> judged(FixPlanner planner) {
    var judge = planner.current();
    List<String> out = new ArrayList<>();
    for (Reference each : judge.document("docs/doc.md").orElseThrow().references()) {
      out.add(each.kind() + " " + each.rawTarget() + " " + judge.judge("docs/doc.md", each));
    }
    return out;
  }
}
