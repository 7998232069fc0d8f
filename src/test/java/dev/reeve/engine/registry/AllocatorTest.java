package dev.reeve.engine.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.testing.Child;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.SafePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllocatorTest {
  @TempDir Path root;
  private FlowRoom room;

  @BeforeEach
  void open() {
    room = new FlowRoom(root, "");
  }

  @AfterEach
  void close() {
    room.close();
  }

  private String allocate(String path) {
    room.file(path, "content of " + path);
    NewFile file = room.newFile(path);
    return allocated(file).plan().ids().get(file.path()).text();
  }

  private Allocator.Allocated allocated(NewFile... files) {
    Allocator.Allocated result = room.allocator.allocate(List.of(files));
    result.write().ifPresent(write -> assertTrue(write.success(), write.message()));
    return result;
  }

  private static SafePath path(String text) {
    return KnownFile.canonical(text).orElseThrow();
  }

  @Test
  void aNewFileGetsItsRecordAndItsCounterInOneWrite() throws IOException {
    assertEquals("0199900001260118", allocate("a.md"));
    assertEquals("0199900002260118", allocate("b.md"));
    assertEquals("0110000001260118", allocate("docs/a.md"));
    RegistryDocument document = room.current();
    assertEquals(
        Json.parse("{\"current\":2,\"allocated\":2,\"reserved\":[]}"),
        document.counters().at("/file_doc_id/260118:999:01"));
    ObjectNode record = document.record(document.atPath("b.md").getFirst());
    assertEquals("0199900002260118", record.get("entity_id").asText());
    assertEquals("REC-000002", record.get("record_id").asText());
    assertEquals("01", record.get("type_code").asText());
    assertEquals(3, Files.readAllLines(room.workspace.own("registry", "id_ledger.jsonl")).size());
  }

  @Test
  void askingAgainGivesTheSameIdAndWritesNothing() throws IOException {
    String id = allocate("a.md");
    byte[] before = Files.readAllBytes(room.workspace.registryFile());
    assertEquals(id, allocate("a.md"));
    assertTrue(allocated(room.newFile("a.md")).write().isEmpty());
    assertEquals(
        new String(before, StandardCharsets.UTF_8),
        Files.readString(room.workspace.registryFile()));
  }

  @Test
  void fiftyFilesAreOneWriteInTheOrderOfTheirFoldedPaths() {
    List<NewFile> files = new ArrayList<>();
    for (String name : new String[] {"b.md", "A.md", "docs/x.md", "c.py"}) {
      room.file(name, name);
      files.add(room.newFile(name));
    }
    Allocator.Allocated result = allocated(files.toArray(NewFile[]::new));
    assertEquals(4, result.write().orElseThrow().recordsAffected());
    DocId c = new DocId("2099900001260118");
    assertEquals(c, result.plan().ids().get(path("c.py")));
    assertEquals("0199900001260118", result.plan().ids().get(path("A.md")).text());
    assertEquals("0199900002260118", result.plan().ids().get(path("b.md")).text());
    assertEquals("0110000001260118", result.plan().ids().get(path("docs/x.md")).text());
  }

  @Test
  void aPlanIssuesNothingAndIsTheSameEachTime() {
    List<SafePath> paths = Stream.of("b.md", "a.md", "x.py").map(AllocatorTest::path).toList();
    IdPlan plan = room.allocator.plan(room.current(), paths);
    assertEquals(plan, room.allocator.plan(room.current(), paths.reversed()));
    assertEquals(
        List.of("a.md", "b.md", "x.py"), plan.ids().keySet().stream().map(SafePath::text).toList());
    assertEquals(List.of(), room.ledger.entries());
    assertFalse(Files.exists(room.workspace.registryFile()));
  }

  @Test
  void countersAreReadInBothSpellingsAndReservedNumbersSkipped() throws IOException {
    ObjectNode registry = FlowRoom.registry();
    ObjectNode counters = (ObjectNode) registry.at("/counters/file_doc_id");
    counters.put("999_01_260118", 7);
    counters.set(
        "260118:999:02", Json.parse("{\"current\":3,\"allocated\":3,\"reserved\":[4,5,7]}"));
    Files.write(room.workspace.registryFile(), Json.file(registry));
    assertEquals("0199900008260118", allocate("a.md"));
    assertEquals("0299900006260118", allocate("a.txt"));
    assertEquals("0299900008260118", allocate("b.txt"));
    JsonNode after = room.current().counters().get("file_doc_id");
    assertEquals(7, after.get("999_01_260118").asInt());
    assertEquals(8, after.at("/260118:999:01/current").asInt());
    assertEquals(3, after.at("/260118:999:02/reserved").size());
  }

  @Test
  @DisplayName("REG-A48 a registry without the stream's counter: above every id that is there")
  void a48_aboveEveryExistingId() {
    room.have(
        FlowRoom.record(1, "0199900120260118", "x.md", "x"),
        FlowRoom.record(2, "0199900044260118", "y.md", "y").put("status", "deleted"),
        FlowRoom.record(3, "2026012322470001", "z.md", "z"),
        FlowRoom.record(4, "0199900500260119", "other-scope.md", "o"));
    assertEquals("0199900121260118", allocate("new.md"));
  }

  @Test
  @DisplayName("REG-A48 the real registry: above every 260118:999:01 id though no counter exists")
  void a48_realRegistry() throws IOException {
    String data = System.getenv("REEVE_REALDATA");
    Assumptions.assumeTrue(data != null, "REEVE_REALDATA names no folder");
    JsonNode real =
        Json.mapper().readTree(Path.of(data, "registry", "id-registry-real.json").toFile());
    List<ObjectNode> records = new ArrayList<>();
    int highest = 0;
    for (JsonNode row : real.get("allocations")) {
      String id = row.get("id").asText();
      int number = records.size() + 1;
      records.add(FlowRoom.record(number, id, "imported/" + number + ".md", "x"));
      if (id.startsWith("01999") && id.endsWith("260118")) {
        highest = Math.max(highest, Integer.parseInt(id.substring(5, 10)));
      }
    }
    ObjectNode registry = FlowRoom.registry(records.toArray(ObjectNode[]::new));
    ObjectNode counters = (ObjectNode) registry.get("counters");
    counters.set("file_doc_id", real.get("counters"));
    assertFalse(real.get("counters").has("999_01_260118"));
    Files.write(room.workspace.registryFile(), Json.file(registry));
    assertTrue(highest > 0);
    assertEquals(new IdStream("260118", "999", "01").id(highest + 1).text(), allocate("new.md"));
  }

  @Test
  @DisplayName("REG-A49 a stream at 99999: SEQ_EXHAUSTED, nothing changed")
  void a49_exhaustedStreamIsRefused() throws IOException {
    ObjectNode registry = FlowRoom.registry();
    ((ObjectNode) registry.at("/counters/file_doc_id")).put("260118:999:01", 99999);
    Files.write(room.workspace.registryFile(), Json.file(registry));
    byte[] before = Files.readAllBytes(room.workspace.registryFile());
    EngineException refused = assertThrows(EngineException.class, () -> allocate("a.md"));
    assertEquals("SEQ_EXHAUSTED", refused.code());
    assertEquals(
        new String(before, StandardCharsets.UTF_8),
        Files.readString(room.workspace.registryFile()));
    assertTrue(Files.exists(root.resolve("a.md")));
    assertEquals(List.of(), room.ledger.entries());
  }

  @Test
  @DisplayName("REG-A49 the last numbers are held for others: SEQ_EXHAUSTED, nothing changed")
  void a49_whatIsHeldIsNotGiven() throws IOException {
    ObjectNode registry = FlowRoom.registry();
    ((ObjectNode) registry.at("/counters/file_doc_id")).put("260118:999:01", 99997);
    Files.write(room.workspace.registryFile(), Json.file(registry));
    IdStream stream = new IdStream("260118", "999", "01");
    room.allocator.hold(path("x.md"), stream.id(99998));
    room.allocator.hold(path("y.md"), stream.id(99999));
    EngineException refused = assertThrows(EngineException.class, () -> allocate("a.md"));
    assertEquals("SEQ_EXHAUSTED", refused.code());
    assertEquals(List.of(), room.ledger.entries());
    assertEquals(stream.id(99999).text(), allocate("y.md"), "for whom it is held");
  }

  @Test
  @DisplayName("D13, D14 the scope is configuration and ids never come from the clock")
  void d13_scopeIsConfiguration() throws IOException {
    room.close();
    room = new FlowRoom(root, "registry.scope = \"720066\"\n");
    String first = allocate("a.md");
    room.clock.advance(java.time.Duration.ofDays(400));
    assertEquals("0199900001720066", first);
    assertEquals("0199900002720066", allocate("b.md"));
  }

  @Test
  void aNumberIssuedBeforeACrashStaysWithItsFile() {
    room.allocator.issue(room.current(), List.of(path("a.md")));
    assertEquals("0199900002260118", allocate("b.md"));
    assertEquals("0199900001260118", allocate("a.md"));
  }

  @Test
  void aFileThatCarriesAnIdKeepsIt() {
    room.file("a.py", "# doc_id: 2099900030260118\n");
    NewFile file = room.newFile("a.py");
    assertEquals("2099900030260118", allocated(file).plan().ids().get(file.path()).text());
    room.file("copy.py", "# doc_id: 2099900030260118\n");
    EngineException refused =
        assertThrows(EngineException.class, () -> allocated(room.newFile("copy.py")));
    assertEquals("ID_CONFLICT", refused.code());
  }

  @Test
  void idsThatFilesCarryCountToo() {
    room.allocator.saw(new Carriers(new DocId("0199900050260118"), null));
    assertEquals("0199900051260118", allocate("a.md"));
  }

  @Test
  @Tag("processes")
  @DisplayName("D13 eight processes x fifteen requests: 120 ids, none again after a restore")
  void d13_eightProcessesShareOneLedger() throws Exception {
    String oldest = allocate("first.md");
    byte[] old = Files.readAllBytes(room.workspace.registryFile());
    List<Process> children = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      children.add(Child.start(AllocatingChild.class, root.toString(), "child" + i));
    }
    List<String> ids = new ArrayList<>(List.of(oldest));
    for (Process child : children) {
      String text = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, child.waitFor());
      text.lines().forEach(ids::add);
    }
    assertEquals(121, ids.size());
    assertEquals(121, new HashSet<>(ids).size());
    assertEquals(121, room.current().size());
    Set<String> numbers = new TreeSet<>(ids);
    assertEquals(
        new IdStream("260118", "999", "01").id(121).text(), ((TreeSet<String>) numbers).last());

    Files.write(room.workspace.registryFile(), old);
    assertEquals(
        "0199900122260118",
        room.allocator
            .plan(RegistryDocument.parse(old, false), List.of(path("later.md")))
            .ids()
            .get(path("later.md"))
            .text());
  }

  @Test
  @DisplayName("D13 a file whose record was lost with a restored registry gets the same id back")
  void d13_anIdStaysBoundToItsPath() throws Exception {
    allocate("first.md");
    byte[] old = Files.readAllBytes(room.workspace.registryFile());
    String lost = allocate("second.md");
    Files.write(room.workspace.registryFile(), old);
    RegistryDocument restored = RegistryDocument.parse(old, false);

    assertEquals(
        lost,
        room.allocator
            .plan(restored, List.of(path("second.md")))
            .ids()
            .get(path("second.md"))
            .text());
    assertEquals(
        "0199900003260118",
        room.allocator
            .plan(restored, List.of(path("third.md")))
            .ids()
            .get(path("third.md"))
            .text());
  }

  /** One process that asks fifteen times. */
  static final class AllocatingChild {
    public static void main(String[] args) {
      try (FlowRoom room = new FlowRoom(Path.of(args[0]), "")) {
        for (int i = 0; i < 15; i++) {
          String path = args[1] + "-" + i + ".md";
          room.file(path, path);
          Allocator.Allocated result = room.allocator.allocate(List.of(room.newFile(path)));
          WriteResult write = result.write().orElseThrow();
          if (!write.success()) {
            throw new IllegalStateException(write.message());
          }
          System.out.println(result.plan().ids().get(path(path)));
        }
      }
    }
  }
}
