package dev.reeve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the launchers start Java with; a Java of the test says it back. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final Path PACKAGING = Path.of("packaging");

  @TempDir Path folder;
  private Path app;
  private Path java;

  @BeforeEach
  void prepare() throws Exception {
    folder = folder.toRealPath();
    app = folder.resolve("a checkout/target/app");
    Files.createDirectories(app.resolve("lib"));
    Path packaging = Files.createDirectories(folder.resolve("a checkout/packaging"));
    Files.copy(
        PACKAGING.resolve("reeve"), packaging.resolve("reeve"), StandardCopyOption.COPY_ATTRIBUTES);
    java = java("25.0.1");
  }

  @Test
  @DisplayName("Everything but links starts from the console's archive of the build")
  void ofTheBuild() throws Exception {
    archive("console");
    for (String[] words : new String[][] {{}, {"console", "--sample"}, {"status"}, {"--help"}}) {
      List<String> said = reeve(words);
      assertTrue(said.contains("-XX:AOTCache=" + app + "/console.aot"), said.toString());
      assertTrue(said.containsAll(Rehearsal.CONSOLE), said.toString());
      assertTrue(said.contains("--module-path=" + app + "/fx"), said.toString());
      assertFalse(said.toString().contains(".jsa"), said.toString());
      ends(said, words);
    }
  }

  @Test
  @DisplayName("A check of links starts from its own, every other command about links does not")
  void links() throws Exception {
    archive("links");
    archive("console");
    List<String> check = reeve("links", "check", "a b.md");
    assertTrue(check.contains("-XX:AOTCache=" + app + "/links.aot"), check.toString());
    assertTrue(check.containsAll(Rehearsal.LINKS), check.toString());
    ends(check, "links", "check", "a b.md");
    List<String> fix = reeve("links", "fix");
    assertFalse(fix.toString().contains(".aot"), fix.toString());
    assertTrue(fix.contains("-XX:+AutoCreateSharedArchive"), fix.toString());
    assertTrue(fix.contains("-XX:SharedArchiveFile=" + app + "/links.jsa"), fix.toString());
    ends(fix, "links", "fix");
  }

  @Test
  @DisplayName("Another Java than the build's makes its own when the console ends")
  void anotherJava() throws Exception {
    archive("console");
    archive("links");
    java = java("25.0.2");
    List<String> console = reeve("console");
    assertFalse(console.toString().contains("AOTCache"), console.toString());
    assertTrue(console.contains("-XX:+AutoCreateSharedArchive"), console.toString());
    assertTrue(console.contains("-XX:SharedArchiveFile=" + app + "/console.jsa"));
    assertEquals(console.subList(0, console.size() - 1), reeve(), "no word is console");
    List<String> check = reeve("links", "check");
    assertTrue(check.contains("-XX:SharedArchiveFile=" + app + "/links.jsa"), check.toString());
  }

  @Test
  @DisplayName("What another command says does not hang on an archive that it would have to write")
  void readsOnly() throws Exception {
    assertFalse(reeve("status").toString().contains("Archive"));
    Files.createFile(app.resolve("console.jsa"));
    List<String> said = reeve("status");
    assertTrue(said.contains("-XX:SharedArchiveFile=" + app + "/console.jsa"), said.toString());
    assertFalse(said.contains("-XX:+AutoCreateSharedArchive"), said.toString());
  }

  @Test
  @DisplayName("Where nothing can be written, Java is not asked to")
  void readOnlyFolder() throws Exception {
    Assumptions.assumeTrue(app.toFile().setWritable(false) && !Files.isWritable(app));
    try {
      for (String each : List.of("console", "links")) {
        assertFalse(reeve(each, "check").toString().contains("Archive"));
      }
    } finally {
      assertTrue(app.toFile().setWritable(true));
    }
  }

  @Test
  @DisplayName("An archive that was not made to its end is not used")
  void withoutRelease() throws Exception {
    Files.createFile(app.resolve("console.aot"));
    assertFalse(reeve("console").toString().contains("AOTCache"));
  }

  @Test
  @DisplayName("The launcher for Windows has the same options")
  void windows() throws Exception {
    assertEquals(options("reeve"), options("reeve.cmd"));
  }

  private static Set<String> options(String launcher) throws Exception {
    String text = Files.readString(PACKAGING.resolve(launcher));
    return Pattern.compile(
            "(?<=[\\s\"'=])-(XX:[+-]?\\w+|Xlog:[\\w=*,]+|Xmn\\w+|-[a-z][a-z-]+|D[\\w.=]+)")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void ends(List<String> said, String... words) {
    List<String> last = new ArrayList<>(List.of("dev.reeve.Reeve"));
    last.addAll(List.of(words));
    assertEquals(last, said.subList(said.size() - last.size(), said.size()));
  }

  /** A Java that says what it was started with, a word a line. */
  private Path java(String version) throws Exception {
    Path home = folder.resolve("java " + version);
    Path program = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(program, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    assertTrue(program.toFile().setExecutable(true));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private void archive(String name) throws Exception {
    Files.createFile(app.resolve(name + ".aot"));
    Files.copy(java.resolve("release"), app.resolve(name + ".release"));
  }

  private List<String> reeve(String... words) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(app.resolve("../../packaging/reeve").toString());
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("REEVE_JAVA_HOME", java.toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said.lines().toList();
  }
}
