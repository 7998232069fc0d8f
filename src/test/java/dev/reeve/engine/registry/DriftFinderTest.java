package dev.reeve.engine.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.FileFacts;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Why a description is stale, and which descriptors belong to nobody. */
class DriftFinderTest {
  private static final String ID = "2099900001260118";
  private static final String HASH = Sha256.of("a");

  private static final Describer PARSERS =
      new Describer() {
        @Override
        public Described describe(Content content) {
          throw new AssertionError("a comparison describes nothing");
        }

        @Override
        public boolean current(@Nullable String id, @Nullable String version) {
          return "plain".equals(id) && "2".equals(version);
        }
      };

  private static ObjectNode record() {
    return FlowRoom.record(1, ID, "a.py", "a");
  }

  private static ObjectNode described(String hash, String version) {
    return record()
        .put("src_source_sha256", hash)
        .put("src_parser_id", "plain")
        .put("src_parser_version", version)
        .put("src_descriptor_sha256", "0".repeat(64));
  }

  private static List<String> found(
      ObjectNode record, @Nullable Describer describer, String... descriptors) {
    byte[] bytes = Json.line(FlowRoom.registry(record)).getBytes(StandardCharsets.UTF_8);
    SeenFile file =
        new SeenFile(new FileFacts("a.py", 1, FileTime.fromMillis(0), null), HASH, null);
    DiskState disk = new DiskState(Map.of("a.py", file), List.of(), List.of(), List.of("."), 1);
    Map<DocId, String> there = new java.util.HashMap<>();
    for (String id : descriptors) {
      there.put(new DocId(id), id);
    }
    return new DriftFinder(
            RegistryDocument.parse(bytes, false), disk, FlowRoom.RULES, false, describer)
        .find(List.of(), there).stream()
            .map(item -> item.kind() + " " + item.path() + ": " + item.message())
            .toList();
  }

  @Test
  @DisplayName("STALE_DESCRIPTOR: older content, none yet, older parser, or the descriptor is gone")
  void staleDescriptors() {
    String stale = "STALE_DESCRIPTOR a.py: ";
    assertEquals(List.of(), found(described(HASH, "2"), PARSERS, ID));
    assertEquals(
        List.of(stale + "An older content is described."),
        found(described("1".repeat(64), "2"), PARSERS, ID));
    assertEquals(List.of(stale + "The content is not described yet."), found(record(), PARSERS));
    assertEquals(
        List.of(stale + "An older parser described the content."),
        found(described(HASH, "1"), PARSERS, ID));
    assertEquals(List.of(stale + "The descriptor is gone."), found(described(HASH, "2"), PARSERS));
  }

  @Test
  @DisplayName("Where no descriptors are wanted, only a wrong one counts")
  void withoutADescriber() {
    assertEquals(List.of(), found(record(), null));
    assertEquals(List.of(), found(described(HASH, "1"), null));
    assertEquals(1, found(described("1".repeat(64), "1"), null).size());
  }

  @Test
  @DisplayName("ORPHAN_DESCRIPTOR: no record, or none in force, has the id")
  void orphans() {
    String orphan = ": No record in force has the id of this descriptor.";
    String unknown = "2099900002260118";
    assertEquals(
        List.of("ORPHAN_DESCRIPTOR " + unknown + orphan),
        found(described(HASH, "2"), PARSERS, ID, unknown));
    assertEquals(
        List.of("UNREGISTERED a.py: No record has this path.", "ORPHAN_DESCRIPTOR a.py" + orphan),
        found(described(HASH, "2").put("status", "archived"), PARSERS, ID));
  }
}
