package dev.reeve.engine.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.registry.describe.Extraction;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would become of one file's description, without becoming of it. */
class DescriptorPreviewTest {
  private static final String ID = "2099900001260118";
  private static final String TEXT = "\"\"\"Says hello.\"\"\"\nimport os\n";

  @TempDir Path root;
  private FlowRoom room;

  @BeforeEach
  void open() {
    room = new FlowRoom(root, "");
    room.file("a.py", TEXT);
  }

  @AfterEach
  void close() {
    room.close();
  }

  private DescriptorPreview.Preview of(String key) {
    return new DescriptorPreview(
            room.workspace,
            room.writer(),
            new Classifier(room.workspace, room.ignore()),
            new Extraction(path -> false))
        .of(key);
  }

  private String refused(String key) {
    EngineException e = assertThrows(EngineException.class, () -> of(key));
    return e.code() + ": " + e.getMessage();
  }

  @Test
  @DisplayName("By path or id: descriptor and columns are shown, and nothing is written")
  void whatWouldBecomeOfAFile() throws IOException {
    room.have(FlowRoom.record(1, ID, "a.py", TEXT));
    byte[] before = Files.readAllBytes(room.workspace.registryFile());
    for (String key : new String[] {"a.py", ID, "REC-000001"}) {
      DescriptorPreview.Preview seen = of(key);
      assertEquals("a.py", seen.path());
      assertEquals(ID, seen.docId());
      assertEquals("ok", seen.status());
      assertNull(seen.firstError());
      assertNotNull(seen.descriptor());
      assertEquals("Says hello.", seen.descriptor().path("summary").asText());
      assertEquals("code.python", seen.descriptor().at("/identity/kind").asText());
      assertEquals("Says hello.", seen.promotion().path("src_summary_1l").asText());
      assertEquals(
          ".reeve/registry/descriptors/python/" + ID + ".v1.json",
          seen.promotion().path("py_descriptor_path").asText());
      assertFalse(seen.promotion().has("src_parsed_utc") || seen.promotion().has("py_parsed_utc"));
      assertFalse(seen.withheld());
    }
    assertArrayEquals(before, Files.readAllBytes(room.workspace.registryFile()));
    assertFalse(Files.exists(room.workspace.own("registry", "descriptors")));
  }

  @Test
  @DisplayName("A content that is wrong has its first error and no descriptor")
  void whatIsWrong() {
    String wrong = "x = 1\ndef (:\n";
    room.file("a.py", wrong);
    room.have(FlowRoom.record(1, ID, "a.py", wrong));
    DescriptorPreview.Preview seen = of("a.py");
    assertEquals("syntax_error", seen.status());
    assertTrue(String.valueOf(seen.firstError()).startsWith("line 2: "), seen.firstError());
    assertNull(seen.descriptor());
    assertEquals("syntax_error", seen.promotion().path("src_parse_status").asText());
    assertFalse(seen.promotion().has("src_language"));
  }

  @Test
  @DisplayName("What an older registry may not hold is shown as withheld")
  void whatAnOlderRegistryMayNotHold() throws IOException {
    ObjectNode old = FlowRoom.registry(FlowRoom.record(1, ID, "a.py", TEXT));
    old.withObject("/meta").put("version", "2.1.0");
    Files.write(room.workspace.registryFile(), Json.file(old));
    assertTrue(of("a.py").withheld());
  }

  @Test
  @DisplayName("Only an active file's record answers, and only while its file can be read")
  void whoAnswers() throws IOException {
    String other = "2099900002260118";
    ObjectNode ended = FlowRoom.record(1, ID, "a.py", TEXT).put("status", "archived");
    room.have(ended, FlowRoom.record(2, other, "a.py", TEXT));
    assertEquals(other, of("a.py").docId(), "of two records of a path the one in force");
    for (String key : new String[] {ID, "REC-000001", "absent.py"}) {
      assertEquals(
          "RECORD_NOT_FOUND: Nothing was described: no active file in the registry answers to '"
              + key
              + "'.",
          refused(key));
    }
    Files.delete(room.root.resolve("a.py"));
    assertEquals("FILE_NOT_READ: a.py was not described: it cannot be read now.", refused("a.py"));
  }
}
