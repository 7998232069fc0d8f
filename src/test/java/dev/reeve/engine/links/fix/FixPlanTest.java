package dev.reeve.engine.links.fix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.CanonicalJson;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan as a file, and what of one cannot be used. */
class FixPlanTest {
  @TempDir Path folder;

  @AutoClose("shutdown")
  private final ExecutorService pool = Executors.newFixedThreadPool(2);

  private final SettableClock clock = new SettableClock("2026-03-10T10:00:00Z");
  private Workspace workspace = Workspace.open(Path.of("."), new DiskFileLayer());

  @BeforeEach
  void documents() throws Exception {
    workspace = Workspace.open(folder, new DiskFileLayer());
    write("guides/SETUP.md", "# s\n");
    write("docs/a.md", "# a\n[x|y](SETUP.md#s) ![i](none.png)\n\n[r]: SETUP.md\n");
    write("docs/b.md", "[ü](gone/nowhere.md) [z][q]\n");
  }

  private void write(String path, String text) throws Exception {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.writeString(folder.resolve(path), text);
  }

  private FixPlan plan() {
    return new FixPlanner(workspace, clock, pool)
        .plan(new CheckScope(CheckScope.Mode.DEEP, List.of(), false));
  }

  @Test
  @DisplayName(
      "The JSON form has the fixed names, three decimals, and an id that anybody can compute")
  void jsonForm() throws Exception {
    JsonNode json = Json.parse(Json.line(FixPlanJson.of(plan())));
    assertEquals("reeve.doc-links/1", json.path("schema").asText());
    assertEquals("2026-03-10T10:00:00.000Z", json.path("generated_at").asText());
    assertEquals("deep", json.path("mode").asText());
    assertEquals(Sha256.of(new byte[0]), json.path("config_sha256").asText());
    assertEquals(
        "{\"total_broken\":5,\"auto_fixable\":2,\"manual_review\":3,\"by_confidence\":{\"high\":2,"
            + "\"medium\":0,\"low\":0,\"none\":3},\"by_reason\":{\"missing_definition\":1,"
            + "\"missing_file\":4},\"by_rule\":{}}",
        json.path("summary").toString());
    JsonNode first = json.path("broken_links").path(0);
    assertEquals("docs/a.md", first.path("source_file").asText());
    assertEquals(2, first.path("line_number").asInt());
    assertEquals("[x|y](SETUP.md#s)", first.path("source_link").asText());
    assertEquals("SETUP.md", first.path("broken_target").asText());
    assertEquals("SETUP.md#s", first.path("raw_target").asText());
    assertEquals("../guides/SETUP.md#s", first.path("suggested_fix").asText());
    assertEquals("guides/SETUP.md", first.path("suggested_path").asText());
    assertEquals("update_reference", first.path("fix_type").asText());
    assertTrue(first.path("decision").isNull());
    assertTrue(Json.line(FixPlanJson.of(plan())).contains("\"score\":0.930,"));
    ObjectNode named = Json.mapper().createObjectNode();
    for (String each : List.of("source_file", "offset", "raw_target", "source_sha256")) {
      named.set(each, first.get(each));
    }
    assertEquals(CanonicalJson.hash(named).substring(0, 16), first.path("id").asText());
  }

  @Test
  @DisplayName(
      "What was written is read again; the same content has the same bytes but for the time")
  void roundTrip() {
    FixPlan plan = plan();
    byte[] bytes = Json.file(FixPlanJson.of(plan));
    FixPlan read = FixPlanJson.parse(new String(bytes, StandardCharsets.UTF_8));
    assertArrayEquals(bytes, Json.file(FixPlanJson.of(read)));
    assertTrue(plan.brokenLinks().getFirst().proposesSame(read.brokenLinks().getFirst()));
    clock.advance(Duration.ofHours(30));
    String later = new String(Json.file(FixPlanJson.of(plan())), StandardCharsets.UTF_8);
    assertEquals(
        new String(bytes, StandardCharsets.UTF_8),
        later.replace("2026-03-11T16:00:00.000Z", "2026-03-10T10:00:00.000Z"));
  }

  @Test
  @DisplayName("For people it is a table for each document, and nothing in a cell is Markdown")
  void markdown() {
    String text = FixPlanMarkdown.of(plan());
    assertTrue(
        text.contains(
            "## docs/a.md\n\n| Line | Broken target | Suggested fix | Confidence | Score |"),
        text);
    assertTrue(text.contains("| 2 | SETUP.md#s | ../guides/SETUP.md#s | high | 0."), text);
    assertTrue(text.contains("| 1 | gone/nowhere.md | (none) | none | N/A |"), text);
    assertTrue(text.contains("| high | 0.90 and more | 2 |"), text);
  }

  @Test
  @DisplayName("LINK-A34 a plan that is not what it says is refused, and told why")
  void a34_brokenPlans() {
    assertEquals(
        "Nothing was mended: the plan cannot be used: its schema is not reeve.doc-links/1.",
        refusal(json -> json.put("schema", "other/2")));
    refusal(json -> json.remove("broken_links"));
    refusal(json -> json.put("mode", "everything"));
    refusal(json -> json.put("generated_at", "yesterday"));
    refusal(json -> json.withObject("/summary").put("total_broken", 4));
    refusal(json -> first(json).put("offset", 1));
    refusal(json -> first(json).put("offset", -1));
    refusal(json -> first(json).put("source_sha256", "0"));
    refusal(json -> first(json).putNull("raw_target"));
    refusal(json -> first(json).withArray("suggestions").add(3));
    refusal(json -> ((ArrayNode) json.get("broken_links")).add(first(json).deepCopy()));
    for (String text : List.of("", "[]", "{", "null", "{\"schema\": 1}")) {
      assertEquals(
          "PLAN_INVALID",
          assertThrows(EngineException.class, () -> FixPlanJson.parse(text)).code());
    }
  }

  private static ObjectNode first(ObjectNode json) {
    return (ObjectNode) json.path("broken_links").path(0);
  }

  private String refusal(Consumer<ObjectNode> change) {
    ObjectNode json = FixPlanJson.of(plan());
    change.accept(json);
    EngineException refused =
        assertThrows(EngineException.class, () -> FixPlanJson.parse(Json.line(json)));
    assertEquals("PLAN_INVALID", refused.code());
    return String.valueOf(refused.getMessage());
  }
}
