package dev.reeve.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafePathTest {
  @TempDir Path folder;
  private Path root;
  private Path outside;

  @BeforeEach
  void twoFolders() throws Exception {
    root = Files.createDirectory(folder.resolve("workspace")).toRealPath();
    outside = Files.createDirectory(folder.resolve("outside")).toRealPath();
  }

  private static PathViolation violation(String raw, boolean windows) {
    return assertThrows(SafePath.Refused.class, () -> SafePath.of(raw, windows)).violation();
  }

  private PathViolation violationOnDisk(String text) throws Exception {
    SafePath path = SafePath.of(text);
    return assertThrows(SafePath.Refused.class, () -> path.check(root)).violation();
  }

  @ParameterizedTest
  @DisplayName("CHG-A09 each hostile text is refused with its own code, on every system")
  @CsvSource({
    "../x, PATH_TRAVERSAL",
    "docs/../.env, PATH_TRAVERSAL",
    "docs/.., PATH_TRAVERSAL",
    "/abs/x, ABSOLUTE_PATH_DENIED",
    "C:x, ABSOLUTE_PATH_DENIED",
    "C:/x, ABSOLUTE_PATH_DENIED",
    "'\\\\srv\\s\\x', UNC_PATH_DENIED",
    "//srv/s/x, UNC_PATH_DENIED",
    "a//b, INVALID_PATH",
    "./a, INVALID_PATH",
    "a/., INVALID_PATH",
    "., INVALID_PATH",
    "a/, INVALID_PATH",
    "'', INVALID_PATH",
    "CON, RESERVED_NAME",
    "con.txt, RESERVED_NAME",
    "'nul .txt', RESERVED_NAME",
    "sub/Lpt1/x, RESERVED_NAME",
    "COM¹.log, RESERVED_NAME",
    "conin$, RESERVED_NAME",
    "a./b, RESERVED_NAME",
    "'a ', RESERVED_NAME",
    "doc.md:stream, RESERVED_NAME",
  })
  void a09_hostileTextsAreRefused(String raw, PathViolation expected) {
    assertEquals(expected, violation(raw, false));
    assertEquals(expected, violation(raw, true));
  }

  @ParameterizedTest
  @DisplayName("CHG-A09 control characters and broken characters are refused")
  @ValueSource(strings = {"a\0b", "a\nb", "a\u007fb", "a\u0085b", "a\ud800b", "\udc00"})
  void a09_controlCharactersAreRefused(String raw) {
    assertEquals(PathViolation.INVALID_PATH, violation(raw, false));
  }

  @Test
  @DisplayName("CHG-A09 an over-long path is refused, the longest allowed one is not")
  void a09_longPaths() throws Exception {
    String longest = "a".repeat(1000) + "/" + "b".repeat(23);
    assertEquals(longest, SafePath.of(longest).text());
    assertEquals(PathViolation.INVALID_PATH, violation(longest + "c", false));
  }

  @Test
  @DisplayName("CHG-A09 a backslash separates on Windows and is refused elsewhere")
  void a09_backslash() throws Exception {
    assertEquals("docs/a.md", SafePath.of("docs\\a.md", true).text());
    assertEquals(PathViolation.PATH_TRAVERSAL, violation("docs\\..\\.env", true));
    assertEquals(PathViolation.ABSOLUTE_PATH_DENIED, violation("\\x", true));
    assertEquals(PathViolation.INVALID_PATH, violation("a\\\\b", true));
    assertEquals(PathViolation.RESERVED_NAME, violation("docs\\aux.md", true));
    assertEquals(PathViolation.INVALID_PATH, violation("docs\\a.md", false));
  }

  @Test
  @DisplayName("CHG-A09 what Windows cannot name is refused there only")
  void a09_windowsCharacters() throws Exception {
    assertEquals(PathViolation.RESERVED_NAME, violation("what?.md", true));
    assertEquals("what?.md", SafePath.of("what?.md", false).text());
  }

  @Test
  void namesThatOnlyLookReservedAreTaken() throws Exception {
    for (String text : new String[] {"console.txt", "com10", "nullable/x", "...x", ".env", "a b"}) {
      assertEquals(text, SafePath.of(text, true).text());
    }
  }

  @Test
  void textIsNormalisedToNfc() throws Exception {
    assertEquals("caf\u00e9.md", SafePath.of("cafe\u0301.md").text());
  }

  @Property(tries = 500)
  void whatIsTakenIsCanonicalAndStaysUnderTheRoot(
      @ForAll @Chars({'a', '.', '/', '\\', ':', ' ', 'C', '\u0301'}) @StringLength(max = 12)
          String raw,
      @ForAll boolean windows) {
    SafePath path;
    try {
      path = SafePath.of(raw, windows);
    } catch (SafePath.Refused e) {
      return;
    }
    Path base = Path.of("/base");
    assertTrue(path.under(base).normalize().startsWith(base));
    assertEquals(path.under(base), path.under(base).normalize());
    assertEquals(path, reread(path, windows));
  }

  private static SafePath reread(SafePath path, boolean windows) {
    try {
      return SafePath.of(path.text(), windows);
    } catch (SafePath.Refused e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("CHG-A10 a link to a folder outside is refused; the folder stays as it is")
  void a10_linkLeavesTheWorkspace() throws Exception {
    Files.createSymbolicLink(root.resolve("link"), outside);
    assertEquals(PathViolation.SYMLINK_PATH, violationOnDisk("link/x"));
    try (var entries = Files.list(outside)) {
      assertEquals(0, entries.count());
    }
  }

  @Test
  @DisplayName("CHG-A11 a link to a place inside is refused, and so is a link to a file")
  void a11_linksInside() throws Exception {
    Path real = Files.createDirectory(root.resolve("real"));
    Path target = Files.writeString(real.resolve("a.md"), "text");
    Files.createSymbolicLink(root.resolve("inside"), real);
    Files.createSymbolicLink(root.resolve("file.md"), target);
    Files.createSymbolicLink(root.resolve("dangling"), root.resolve("nothing"));
    assertEquals(PathViolation.SYMLINK_PATH, violationOnDisk("inside/a.md"));
    assertEquals(PathViolation.SYMLINK_PATH, violationOnDisk("file.md"));
    assertEquals(PathViolation.SYMLINK_PATH, violationOnDisk("dangling"));
    assertTrue(Files.isSymbolicLink(root.resolve("file.md")));
    assertEquals("text", Files.readString(target));
  }

  @Test
  void aLinkThatAppearsAfterPlanningIsSeenAtTheAct() throws Exception {
    SafePath path = SafePath.of("docs/a.md");
    assertEquals(root.resolve("docs/a.md"), path.check(root));
    Files.createSymbolicLink(root.resolve("docs"), outside);
    assertThrows(SafePath.Refused.class, () -> path.check(root));
  }

  @Test
  void aFolderInPlaceOfTheFileIsRefusedAndAFileInPlaceOfAFolderToo() throws Exception {
    Files.createDirectory(root.resolve("folder"));
    Files.createFile(root.resolve("file"));
    assertEquals(PathViolation.NOT_A_REGULAR_FILE, violationOnDisk("folder"));
    assertEquals(PathViolation.NOT_A_REGULAR_FILE, violationOnDisk("file/below"));
    assertEquals(PathViolation.NOT_A_REGULAR_FILE, violationOnDisk("file/below/deeper"));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aFileWithASecondNameIsRefused() throws Exception {
    Path file = Files.createFile(root.resolve("one"));
    Files.createLink(root.resolve("two"), file);
    assertEquals(PathViolation.HARDLINK_PATH, violationOnDisk("one"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aMountedVolumeOnTheWayIsRefused() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")));
    SafePath path = SafePath.of("proc/uptime-of-reeve");
    SafePath.Refused refused = assertThrows(SafePath.Refused.class, () -> path.check(Path.of("/")));
    assertEquals(PathViolation.SYMLINK_PATH, refused.violation());
  }

  @Test
  void pathsOnTheDiskMayBeDeepAndLong() throws Exception {
    String segment = "long-folder-name-".repeat(3);
    String deep = String.join("/", java.util.Collections.nCopies(12, segment)) + "/file.md";
    assertTrue(deep.length() > 260);
    Path place = SafePath.of(deep).check(root);
    Files.createDirectories(place.getParent());
    Files.writeString(place, "x");
    assertEquals(place, SafePath.of(deep).check(root));
  }

  @Test
  void partsAndOrder() throws Exception {
    SafePath path = SafePath.of("docs/Sub/A.md");
    assertEquals("A.md", path.name());
    assertEquals("docs/Sub", path.parent());
    assertEquals(".", SafePath.of("top").parent());
    assertEquals(SafePath.of("docs/Sub/B.md"), path.sibling("B.md"));
    assertEquals(SafePath.of("B.md"), SafePath.of("top").sibling("B.md"));
    assertEquals("docs/sub/a.md", path.key(true));
    assertEquals("docs/Sub/A.md", path.key(false));
    assertEquals("path_traversal", PathViolation.PATH_TRAVERSAL.name().toLowerCase(Locale.ROOT));
  }
}
