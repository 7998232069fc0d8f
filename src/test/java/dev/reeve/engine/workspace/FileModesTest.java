package dev.reeve.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileModesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"rwxr-x---, 750", "rw-r--r--, 644", "r--r-----, 440", "-------w-, 2"})
  @DisabledOnOs(OS.WINDOWS)
  void theRightsAreWrittenAsOctal(String rights, String octal) throws IOException {
    Path file = Files.createFile(folder.resolve("a"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    assertEquals(octal, FileModes.octal(file));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aLinkIsNotFollowed() throws IOException {
    Path file = Files.createFile(folder.resolve("a"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertEquals("777", FileModes.octal(Files.createSymbolicLink(folder.resolve("link"), file)));
  }

  @Test
  @EnabledOnOs(OS.WINDOWS)
  void whereFilesHaveNoneThereIsNone() throws IOException {
    assertNull(FileModes.octal(Files.createFile(folder.resolve("a"))));
  }
}
