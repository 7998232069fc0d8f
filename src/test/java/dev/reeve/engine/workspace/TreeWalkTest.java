package dev.reeve.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.reeve.engine.workspace.Unreadable.ErrorKind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TreeWalkTest {
  @TempDir Path folder;
  private Path root;

  @BeforeEach
  void realRoot() throws Exception {
    root = folder.toRealPath();
  }

  private TreeWalk treeWalk() {
    return new TreeWalk(root, new IgnoreRules(root, "registry.json", List.of(), true, false));
  }

  private Map<String, Found> walk(String start) throws Exception {
    Map<String, Found> rows = new TreeMap<>();
    treeWalk()
        .walk(
            start,
            row -> assertEquals(null, rows.put(row.path(), row), "twice: " + row),
            () -> false);
    return rows;
  }

  private Path file(String path) throws Exception {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "12345");
  }

  @Test
  void everyRegularFileThatIsNotIgnoredIsFoundOnce() throws Exception {
    for (String path :
        List.of(
            "a.md",
            "docs/b.md",
            "docs/deep/er/c.md",
            "z.md",
            "docs-2/x",
            ".git/HEAD",
            "web/node_modules/m.js",
            ".reeve/state/reeve.db",
            "registry.json",
            "logs/skip.log")) {
      file(path);
    }
    Files.createDirectories(root.resolve("empty/folder"));
    Files.writeString(root.resolve("logs/.gitignore"), "*.log");
    assertEquals(
        List.of("a.md", "docs-2/x", "docs/b.md", "docs/deep/er/c.md", "logs/.gitignore", "z.md"),
        List.copyOf(walk(".").keySet()));
    assertEquals(List.of("docs/b.md", "docs/deep/er/c.md"), List.copyOf(walk("docs").keySet()));
    assertTrue(walk("web/node_modules").isEmpty());
  }

  @Test
  void theFactsAreThoseOfTheFileSystem() throws Exception {
    Path file = file("docs/a.md");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_123L));
    FileFacts facts = assertInstanceOf(FileFacts.class, walk(".").get("docs/a.md"));
    assertEquals(5, facts.size());
    assertEquals(1_700_000_000_123L, facts.modified().toMillis());
    Files.move(file, root.resolve("moved.md"));
    FileFacts moved = assertInstanceOf(FileFacts.class, walk(".").get("moved.md"));
    assertEquals(facts.fileKey(), moved.fileKey());
  }

  @Test
  void linksAreNeitherFollowedNorReported() throws Exception {
    file("real/a.md");
    Files.createSymbolicLink(root.resolve("loop"), root);
    Files.createSymbolicLink(root.resolve("file-link"), root.resolve("real/a.md"));
    assertEquals(List.of("real/a.md"), List.copyOf(walk(".").keySet()));
  }

  @Test
  void pathTextIsNfc() throws Exception {
    file("cafe\u0301/a.md");
    file("b\u00e9.md");
    Map<String, Found> rows = walk(".");
    FileFacts composed = assertInstanceOf(FileFacts.class, rows.get("b\u00e9.md"));
    assertNotNull(composed);
    if (!Files.exists(root.resolve("caf\u00e9"))) {
      Unreadable row = assertInstanceOf(Unreadable.class, rows.get("caf\u00e9"));
      assertEquals(ErrorKind.STAT_FAILED, row.kind());
      assertTrue(row.directory());
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aNameThatNoRuleAllowsIsARowNotAFile() throws Exception {
    file("aux/inside.md");
    file("odd\\name.md");
    Map<String, Found> rows = walk(".");
    assertEquals(List.of("aux", "odd\\name.md"), List.copyOf(rows.keySet()));
    Unreadable folderRow = assertInstanceOf(Unreadable.class, rows.get("aux"));
    assertTrue(folderRow.directory());
    assertTrue(folderRow.message().contains("reserved_name"), folderRow.message());
    Unreadable fileRow = assertInstanceOf(Unreadable.class, rows.get("odd\\name.md"));
    assertEquals(ErrorKind.UNEXPECTED, fileRow.kind());
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aClosedFolderIsARow() throws Exception {
    Path closed = file("closed/a.md").getParent();
    file("open.md");
    Files.setPosixFilePermissions(closed, java.util.Set.of());
    assumeFalse(Files.isReadable(closed), "root reads everything");
    Map<String, Found> rows = walk(".");
    Unreadable row = assertInstanceOf(Unreadable.class, rows.get("closed"));
    assertEquals(ErrorKind.PERMISSION_DENIED, row.kind());
    assertTrue(row.directory());
    assertTrue(rows.containsKey("open.md"));
  }

  @Test
  void failuresBecomeRowsAndWhatVanishedDoesNot() throws Exception {
    file("a/b.md");
    List<Found> rows = new ArrayList<>();
    FileVisitor<Path> visitor = treeWalk().visitor("", rows::add, () -> false);
    visitor.preVisitDirectory(
        root, Files.readAttributes(root, java.nio.file.attribute.BasicFileAttributes.class));
    visitor.visitFileFailed(root.resolve("a"), new AccessDeniedException("a"));
    visitor.visitFileFailed(root.resolve("c"), new IOException("input/output error"));
    visitor.visitFileFailed(root.resolve("gone"), new NoSuchFileException("gone"));
    assertEquals(
        List.of(
            new Unreadable("a", true, ErrorKind.PERMISSION_DENIED, "a"),
            new Unreadable("c", false, ErrorKind.STAT_FAILED, "input/output error")),
        rows);
    assertEquals("stat_failed", ErrorKind.STAT_FAILED.code());
  }

  @Test
  void aMissingRootIsAnErrorNotAnEmptyTree() {
    TreeWalk gone =
        new TreeWalk(root.resolve("gone"), new IgnoreRules(root, "r", List.of(), true, false));
    assertThrows(NoSuchFileException.class, () -> gone.walk(row -> {}, () -> false));
  }

  @Test
  void aWalkStopsWhenAsked() throws Exception {
    for (int i = 0; i < 20; i++) {
      file("f" + i);
    }
    List<Found> rows = new ArrayList<>();
    assertThrows(
        CancellationException.class, () -> treeWalk().walk(rows::add, () -> rows.size() >= 5));
    assertEquals(5, rows.size());
    assertFalse(rows.isEmpty());
  }
}
