package dev.reeve.engine.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.queue.Claim;
import dev.reeve.engine.queue.FileEvent;
import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.RetryPolicy;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.queue.WorkQueue;
import dev.reeve.engine.registry.describe.Extraction;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a file to its record and from there to its description, through the queue. */
class DescribeRunTest {
  @TempDir Path root;
  private FlowRoom room;
  private WorkQueue queue;
  private RegistryHandler handler;

  @BeforeEach
  void open() {
    room = new FlowRoom(root, "engine.mode = \"live\"\n");
    queue =
        new WorkQueue(
            room.store, room.clock, room.bus, path -> false, RetryPolicy.standard(new Random(1)));
    handler =
        room.handler(
            new NoCarriers(),
            room.clock,
            new Extraction(path -> Files.exists(room.root.resolve(path))));
  }

  @AfterEach
  void close() {
    room.close();
  }

  private static final class NoCarriers implements CarrierWriter {
    @Override
    public Result replace(SafePath file, byte[] before, String beforeHash, byte[] after) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Result rename(SafePath from, SafePath to, String hash) {
      throw new UnsupportedOperationException();
    }
  }

  private void event(FileEventKind kind, String path) {
    queue.upsert(List.of(FileEvent.of(path, kind, room.clock.now())));
  }

  private void step() {
    queue.finish(handler.handle(queue.claim("w", 500)));
  }

  private void drain() {
    for (List<Claim> claims = queue.claim("w", 500);
        !claims.isEmpty();
        claims = queue.claim("w", 500)) {
      queue.finish(handler.handle(claims));
    }
  }

  private ObjectNode record(String path) {
    RegistryDocument document = room.current();
    return document.record(
        document.atPath(path).stream().filter(RecordHead::active).findFirst().orElseThrow());
  }

  private WorkItem row(String path) {
    return queue.list(Set.of(), 100).stream()
        .filter(item -> item.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  private byte[] descriptor(String path) throws IOException {
    return new DescriptorPlaces(room.workspace)
        .read(new DocId(record(path).path("doc_id").asText()));
  }

  @Test
  @DisplayName("Identity is written first; the description follows and is promoted as a whole")
  void aFileIsRegisteredAndThenDescribed() throws IOException {
    room.file("tools/a.py", "\"\"\"Says hello.\"\"\"\ndef hello(): pass\n");
    event(FileEventKind.ADDED, "tools/a.py");
    step();
    assertTrue(record("tools/a.py").hasNonNull("doc_id"));
    assertFalse(record("tools/a.py").has("src_parse_status"));
    assertEquals(ItemState.QUEUED, row("tools/a.py").state());

    drain();
    ObjectNode record = record("tools/a.py");
    assertEquals("enriched", row("tools/a.py").pipelineState());
    assertEquals(ItemState.DONE, row("tools/a.py").state());
    assertEquals("ok", record.path("src_parse_status").asText());
    assertEquals(record.path("sha256"), record.path("src_source_sha256"));
    assertEquals("Says hello.", record.path("src_summary_1l").asText());
    assertEquals("tools.a", record.path("py_module_qualname").asText());
    assertEquals(1, record.path("py_function_count").asInt());
    assertEquals(
        Sha256.of(descriptor("tools/a.py")), record.path("src_descriptor_sha256").asText());
    assertEquals(
        Sha256.of(
            Files.readAllBytes(room.root.resolve(record.path("py_descriptor_path").asText()))),
        record.path("py_descriptor_sha256").asText());
  }

  @Test
  @DisplayName("REG-A52 A file with a syntax error has its record; the row is done, not dead")
  void a52_syntaxErrorIsNoFailure() throws IOException {
    room.file("a.py", "def broken(:\n");
    event(FileEventKind.ADDED, "a.py");
    drain();
    ObjectNode record = record("a.py");
    assertEquals(16, record.path("doc_id").asText().length());
    assertEquals("syntax_error", record.path("src_parse_status").asText());
    assertEquals("syntax_error", record.path("py_parse_status").asText());
    assertEquals(1, record.path("py_parse_error_count").asInt());
    assertFalse(record.has("src_language") || record.has("py_function_count"));
    assertEquals(ItemState.DONE, row("a.py").state());
    assertEquals(WorkQueue.PARSE_FAILED, row("a.py").pipelineState());
    assertNull(descriptor("a.py"));
  }

  @Test
  @DisplayName("After a failure what was found before stays whole; only status and errors change")
  void aFailureChangesStatusAlone() {
    room.file("a.py", "\"\"\"One.\"\"\"\n");
    event(FileEventKind.ADDED, "a.py");
    drain();
    ObjectNode before = record("a.py").deepCopy();
    room.file("a.py", "def broken(:\n");
    event(FileEventKind.MODIFIED, "a.py");
    drain();
    ObjectNode after = record("a.py");
    List<String> changed = new ArrayList<>();
    after
        .fieldNames()
        .forEachRemaining(
            name -> {
              boolean described = name.startsWith("src_") || name.startsWith("py_");
              if (described && !after.path(name).equals(before.path(name))) {
                changed.add(name);
              }
            });
    changed.removeIf(name -> name.endsWith("parsed_utc"));
    assertEquals(
        Set.of(
            "py_parse_status",
            "py_parse_error_count",
            "py_parse_error_first",
            "src_parse_status",
            "src_source_sha256",
            "src_error_count",
            "src_error_first"),
        Set.copyOf(changed));
    assertEquals("One.", after.path("src_summary_1l").asText());
  }

  @Test
  @DisplayName("A process that died between record and description is caught up by the queue")
  void aCrashBetweenTheStagesLosesNothing() {
    room.file("a.md", "# Title\n");
    event(FileEventKind.ADDED, "a.md");
    step();
    List<Claim> lost = queue.claim("dead", 10);
    assertEquals(1, lost.size());
    queue.takeOver("w");
    drain();
    assertEquals("Title", record("a.md").path("src_summary_1l").asText());
  }

  @Test
  void aHundredFilesAreDescribedWithOneWrite() {
    for (int i = 0; i < 100; i++) {
      room.file("f" + i + ".md", "# " + i + "\n");
      event(FileEventKind.ADDED, "f" + i + ".md");
    }
    step();
    String registered = room.current().hash();
    long writes = room.registry.counters().succeeded();
    drain();
    assertFalse(registered.equals(room.current().hash()));
    assertEquals(writes + 1, room.registry.counters().succeeded());
  }

  @Test
  void whatIsDescribedAlreadyIsNotDescribedAgain() {
    room.file("a.md", "# Title\n");
    event(FileEventKind.ADDED, "a.md");
    drain();
    String hash = room.current().hash();
    event(FileEventKind.MODIFIED, "a.md");
    step();
    assertEquals(ItemState.DONE, row("a.md").state());
    assertEquals(hash, room.current().hash());
  }

  @Test
  void aFileThatChangedMeanwhileIsRegisteredAgainFirst() {
    room.file("a.md", "# One\n");
    event(FileEventKind.ADDED, "a.md");
    step();
    room.file("a.md", "# Two\n");
    drain();
    assertEquals(Sha256.of("# Two\n"), record("a.md").path("sha256").asText());
    assertEquals("Two", record("a.md").path("src_summary_1l").asText());
  }

  @Test
  void anOlderRegistryGetsDescriptorsAndNoColumns() throws IOException {
    ObjectNode old = FlowRoom.registry(FlowRoom.record(1, "0199900001260118", "a.md", "# One\n"));
    old.withObject("/meta").put("version", "2.1.0");
    Files.write(room.workspace.registryFile(), dev.reeve.engine.workspace.Json.file(old));
    room.file("a.md", "# One\n");
    event(FileEventKind.MODIFIED, "a.md");
    drain();
    assertFalse(record("a.md").has("src_parse_status"));
    assertTrue(
        new String(descriptor("a.md"), StandardCharsets.UTF_8).contains("\"summary\" : \"One\""));
    assertEquals(ItemState.DONE, row("a.md").state());
  }

  @Test
  void whatIsNotPythonAnyMoreLosesItsPythonColumns() throws IOException {
    room.file("a.py", "x = 1\n");
    event(FileEventKind.ADDED, "a.py");
    drain();
    room.move("a.py", "a.md");
    queue.upsert(List.of(FileEvent.moved("a.py", "a.md", room.clock.now())));
    drain();
    ObjectNode record = record("a.md");
    assertEquals("markdown", record.path("src_language").asText());
    assertFalse(record.hasNonNull("py_function_count"));
  }

  @Test
  @DisplayName("Where no descriptions are wanted a waiting one is done with")
  void withoutADescriber() {
    room.file("a.md", "# Title\n");
    event(FileEventKind.ADDED, "a.md");
    step();
    assertEquals(ItemState.QUEUED, row("a.md").state());
    queue.finish(room.handler(new NoCarriers(), room.clock).handle(queue.claim("w", 500)));
    assertEquals(ItemState.DONE, row("a.md").state());
    assertFalse(record("a.md").has("src_parse_status"));
  }

  @Test
  @DisplayName("After two seconds no further file of a batch is begun; the others wait their turn")
  void aLongBatchIsCutShort() {
    Describer extraction = new Extraction(path -> false);
    Describer slow =
        new Describer() {
          @Override
          public Described describe(Content content) {
            room.clock.advance(java.time.Duration.ofSeconds(3));
            return extraction.describe(content);
          }

          @Override
          public boolean current(
              @org.jspecify.annotations.Nullable String id,
              @org.jspecify.annotations.Nullable String version) {
            return extraction.current(id, version);
          }
        };
    handler = room.handler(new NoCarriers(), room.clock, slow);
    for (String path : List.of("a.md", "b.md")) {
      room.file(path, "# " + path + "\n");
      event(FileEventKind.ADDED, path);
    }
    step();
    step();
    assertEquals(
        Set.of(ItemState.DONE, ItemState.QUEUED), Set.of(row("a.md").state(), row("b.md").state()));
    drain();
    assertEquals("a.md", record("a.md").path("src_summary_1l").asText());
    assertEquals("b.md", record("b.md").path("src_summary_1l").asText());
  }

  @Test
  @DisplayName("A descriptor that cannot be written is tried again, and nothing names it")
  void aDescriptorThatCannotBeWritten() throws IOException {
    Path folder = room.workspace.own("registry", "descriptors");
    Files.createDirectories(folder.getParent());
    Files.writeString(folder, "in the way");
    room.file("a.md", "# Title\n");
    event(FileEventKind.ADDED, "a.md");
    step();
    List<dev.reeve.engine.queue.Outcome> ended = handler.handle(queue.claim("w", 500));
    assertEquals("WRITE_FAILED", ((dev.reeve.engine.queue.Outcome.Retry) ended.getFirst()).code());
    assertFalse(record("a.md").has("src_parse_status"));
  }

  @Test
  @DisplayName("A file that went before it was described is no failure")
  void aFileThatWent() throws IOException {
    Path file = room.file("a.md", "# Title\n");
    event(FileEventKind.ADDED, "a.md");
    step();
    Files.delete(file);
    drain();
    assertEquals(ItemState.DONE, row("a.md").state());
    assertEquals("deleted", room.current().head(0).status());
  }
}
