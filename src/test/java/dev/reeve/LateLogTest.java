package dev.reeve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** What a short command logs. */
class LateLogTest {
  @Test
  @DisplayName("Warnings are logged, less is not, unless somebody asks for it")
  void levels() {
    Logger log = new LateLog().getLoggerFactory().getLogger("a.B");
    assertTrue(log.isWarnEnabled());
    assertTrue(log.isErrorEnabled());
    assertFalse(log.isInfoEnabled());
    assertFalse(log.isDebugEnabled());
    assertEquals("a.B", log.getName());
  }

  @Test
  @DisplayName(
      "A check says nothing on the error stream but what went wrong, as every command does")
  void ofACheck(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("a.md"), "[b](a.md)\n");
    assertEquals("PASSED: 1 link, 0 informational\n", check(folder));
    Files.createDirectories(folder.resolve("sub/.gitignore"));
    Files.writeString(folder.resolve("sub/c.md"), "");
    String said = check(folder);
    assertTrue(
        said.matches(
            "(?s)\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  IgnoreRules - .*/sub/.gitignore is not"
                + " used: .*\nPASSED: 1 link, 0 informational\n"),
        said);
  }

  private static String check(Path folder) throws Exception {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.reeve.Reeve",
            "links",
            "check",
            "--mode",
            "custom",
            "--workspace",
            folder.toString());
    java.environment().keySet().removeAll(List.of("REEVE_LOG", "JAVA_TOOL_OPTIONS"));
    Process process = java.redirectErrorStream(true).start();
    try (BufferedReader said = process.inputReader()) {
      String all = said.lines().map(line -> line + "\n").collect(Collectors.joining());
      assertEquals(0, process.waitFor());
      return all;
    }
  }
}
