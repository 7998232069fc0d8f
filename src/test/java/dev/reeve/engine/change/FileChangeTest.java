package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What of a file's contents can be read in the evidence. */
class FileChangeTest {
  private static final byte[] TEXT = "na\u00efve\r\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OTHER = "na\u00efve\n".getBytes(StandardCharsets.ISO_8859_1);

  @Test
  @DisplayName("Bytes that are UTF-8 are kept as the text they are")
  void text() {
    FileChange change = FileChange.update("a.md", TEXT, new byte[0]);
    assertFalse(change.base64());
    assertEquals("na\u00efve\r\n", change.oldContent());
    assertEquals("", change.newContent());
    assertEquals(change, FileChange.update("a.md", "na\u00efve\r\n", ""));
    assertEquals(FileChange.create("a.md", "na\u00efve\r\n"), FileChange.create("a.md", TEXT));
  }

  @Test
  @DisplayName("Where one side is no UTF-8, both are kept as bytes, and none is lost")
  void bytes() {
    FileChange change = FileChange.update("a.md", TEXT, OTHER);
    assertTrue(change.base64());
    assertArrayEquals(TEXT, change.oldBytes());
    assertArrayEquals(OTHER, change.newBytes());
    assertTrue(FileChange.update("a.md", OTHER, TEXT).base64());
    FileChange created = FileChange.create("a.md", OTHER);
    assertTrue(created.base64());
    assertNull(created.oldBytes());
    assertArrayEquals(OTHER, created.newBytes());
  }
}
