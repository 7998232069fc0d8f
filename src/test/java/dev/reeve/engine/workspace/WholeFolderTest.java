package dev.reeve.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.testing.FaultyReads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class WholeFolderTest {
  private @TempDir Path temporary;

  private Path elsewhere() throws Exception {
    Path elsewhere = Files.createDirectories(temporary.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("letter.txt"), "dear");
    return elsewhere;
  }

  @Test
  @DisplayName("Each part comes before the folder that holds it; links and junctions are parts")
  void parts() throws Exception {
    Path folder = Files.createDirectories(temporary.resolve("folder"));
    Path inner = Files.createDirectories(folder.resolve("inner"));
    Path file = Files.writeString(inner.resolve("a.md"), "a");
    Path link = Files.createSymbolicLink(inner.resolve("link"), elsewhere());
    Path junction = Files.createSymbolicLink(inner.resolve("junction"), elsewhere());
    FaultyReads disk = new FaultyReads();
    disk.showAsJunction(junction);
    List<String> parts = WholeFolder.parts(disk.wrap(folder)).stream().map(Path::toString).toList();
    assertEquals(List.of(inner.toString(), folder.toString()), parts.subList(3, 5));
    assertEquals(
        Set.of(file.toString(), link.toString(), junction.toString()),
        Set.copyOf(parts.subList(0, 3)));
  }

  @Test
  @EnabledOnOs(OS.WINDOWS)
  @DisplayName("A junction that Windows made is a part that can be deleted, and nothing else goes")
  void madeByWindows() throws Exception {
    Path folder = Files.createDirectories(temporary.resolve("folder"));
    Path junction = folder.resolve("junction");
    Path elsewhere = elsewhere();
    ProcessBuilder make =
        new ProcessBuilder("cmd", "/c", "mklink", "/J", "" + junction, "" + elsewhere);
    assertEquals(0, make.start().waitFor());
    assertEquals(List.of(junction, folder), WholeFolder.parts(folder));
    Files.delete(junction);
    assertTrue(Files.exists(elsewhere.resolve("letter.txt")));
  }
}
