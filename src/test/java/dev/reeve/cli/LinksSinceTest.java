package dev.reeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.links.web.WebServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LinksSinceTest {
  @TempDir Path folder;

  private record Result(int exit, String out) {
    String last() {
      return out.strip().substring(out.strip().lastIndexOf('\n') + 1);
    }
  }

  private Result check(String... more) {
    CommandLine line =
        ReeveCommand.with((workspace, sample, headless) -> 0, TourCommandTest.NO_TOUR);
    StringWriter out = new StringWriter();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(out));
    String[] all = new String[more.length + 4];
    System.arraycopy(
        new String[] {"links", "check", "--workspace", folder.toString()}, 0, all, 0, 4);
    System.arraycopy(more, 0, all, 4, more.length);
    return new Result(line.execute(all), out.toString().replace(System.lineSeparator(), "\n"));
  }

  private void write(String path, String text) throws Exception {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.writeString(folder.resolve(path), text);
  }

  @BeforeEach
  void repository() throws Exception {
    write("docs/guide.md", "# Guide\n");
    write("one.md", "[g](docs/guide.md)\n[old](never.md)\n");
    write("two.md", "[g](docs/guide.md#guide)\n");
    write("docs/three.md", "[g](guide.md)\n");
    write("other.md", "[old](gone.md)\n");
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      git.add().addFilepattern(".").call();
      git.commit().setMessage("all").setAuthor("a", "a@b").setSign(false).call();
    }
  }

  @Test
  @DisplayName("LINK-A30 A change that moves a file is told of the three that still point to it")
  void a30_movedAwayFromThree() throws Exception {
    assertEquals(0, check("--since", "HEAD").exit());
    Files.createDirectories(folder.resolve("manual"));
    Files.move(folder.resolve("docs/guide.md"), folder.resolve("manual/guide.md"));
    Result found = check("--since", "HEAD");
    assertEquals(1, found.exit());
    assertEquals("FAILED: 3 broken links in enforced categories", found.last());
    for (String each : new String[] {"one.md:1:5", "two.md:1:5", "docs/three.md:1:5"}) {
      assertTrue(found.out().contains(each + "  missing_file"), found.out());
    }
  }

  @Test
  void whatAnotherServerOrAnOldDocumentLacksIsNotTheChangesWork() throws Exception {
    try (WebServer server = new WebServer();
        Git git = Git.open(folder.toFile())) {
      write("web.md", "[w](" + server.at("/404") + ")\n");
      Files.write(folder.resolve("latin.md"), new byte[] {(byte) 0xe4, '\n'});
      write(".reeve/link-rules.json", "{\"version\": 1, \"enforce_external\": true}");
      git.add().addFilepattern(".").call();
      git.commit().setMessage("more").setAuthor("a", "a@b").setSign(false).call();
      write("new.md", "# New\n");
      assertEquals(0, check("--since", "HEAD", "--external").exit());
      write("web.md", "[again](" + server.at("/404") + ")\n");
      Files.write(folder.resolve("latin.md"), new byte[] {(byte) 0xe4, 'a', '\n'});
      assertEquals(
          "FAILED: 2 broken links in enforced categories",
          check("--since", "HEAD", "--external").last());
    }
  }

  @Test
  void aHeadingThatWentIsTheChangesWorkToo() throws Exception {
    write("docs/guide.md", "# Handbook\n");
    Result found = check("--since", "HEAD");
    assertEquals("FAILED: 1 broken link in enforced categories", found.last());
    assertTrue(found.out().contains("two.md:1:5  missing_anchor"), found.out());
  }

  @Test
  void aDocumentThatWasWrittenIsCheckedAsAWhole() throws Exception {
    write("other.md", "[old](gone.md)\n\nMore.\n");
    assertEquals("FAILED: 1 broken link in enforced categories", check("--since", "HEAD").last());
    assertEquals(Exit.PROBLEMS, check("--since", "HEAD").exit());
  }

  @Test
  void lineEndsAloneAreNoChange() throws Exception {
    write("other.md", "[old](gone.md)\r\n");
    assertEquals(0, check("--since", "HEAD").exit());
  }

  @Test
  void whatTheBaselineKnowsDoesNotCount() throws Exception {
    assertEquals(1, check("--mode", "custom").exit());
    assertEquals(0, check("--mode", "custom", "--write-baseline").exit());
    String file = folder.resolve(".reeve/link-baseline.json").toString();
    assertEquals(0, check("--mode", "custom", "--baseline", file).exit());
    write("other.md", "A line before it.\n\n[old](gone.md)\n");
    assertEquals(0, check("--mode", "custom", "--baseline", file).exit());
    write("other.md", "[old](gone.md)\n[again](gone.md)\n");
    Result found = check("--mode", "custom", "--baseline", file);
    assertEquals("FAILED: 1 broken link in enforced categories", found.last());
    assertTrue(found.out().contains("other.md:2:9"), found.out());
    Files.writeString(Path.of(file), "{}");
    assertEquals(2, check("--mode", "custom", "--baseline", file).exit());
  }
}
