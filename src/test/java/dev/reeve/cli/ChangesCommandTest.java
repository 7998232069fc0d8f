package dev.reeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.Adoption;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Workspace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code reeve changes}: a plan file from outside, to the gate and no further. */
class ChangesCommandTest {
  private static final String PLAN =
      """
      {"plan": {"intent": "Add a note", "objective": "Document it", "rationale": "Asked for",
        "affected_paths": ["docs/a.md"], "risk_level_proposed": "%s", "rollback_plan": "delete it",
        "verification_plan": "true", "created_by": "a tool", "confidence": 0.9},
       "changeset": {"changes": [
        {"operation": "create", "path": "%s", "new_content": "Hello\\n"}]}}
      """;

  @TempDir Path folder;
  @TempDir Path outside;
  private StringWriter out = new StringWriter();

  @BeforeEach
  void adopt() throws Exception {
    Adoption.adopt(Workspace.open(folder, new DiskFileLayer()));
  }

  private int run(String... args) {
    CommandLine line =
        ReeveCommand.with((workspace, sample, headless) -> 0, TourCommandTest.NO_TOUR);
    out = new StringWriter();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(new StringWriter()));
    return line.execute(
        Stream.concat(Stream.of(args), Stream.of("--workspace", folder.toString(), "--json"))
            .toArray(String[]::new));
  }

  private String file(String text) throws Exception {
    return Files.writeString(outside.resolve("plan.json"), text).toString();
  }

  private JsonNode said() throws Exception {
    return Json.parse(out.toString());
  }

  @Test
  @DisplayName("It is handed in and judged, waits for a person, and changes no file")
  void submitted() throws Exception {
    assertEquals(Exit.HELD, run("changes", "submit", file(PLAN.formatted("low", "docs/a.md"))));
    assertEquals("need_approval", said().at("/verdict").asText().toLowerCase());
    String decision = said().at("/decision_id").asText(said().at("/decisionId").asText());
    assertTrue(decision.startsWith("dec_"), out.toString());
    assertFalse(Files.exists(folder.resolve("docs/a.md")));
    assertEquals(Exit.HELD, run("changes", "show", decision));
    assertEquals(Exit.PROBLEMS, run("inbox"), "somebody must look at it");
  }

  @Test
  @DisplayName("CHG-A12 a forbidden path is denied: exit 3")
  void a12_denied() throws Exception {
    assertEquals(Exit.REFUSED, run("changes", "submit", file(PLAN.formatted("low", ".env"))));
    assertTrue(out.toString().contains("matches forbidden pattern '.env'"), out.toString());
  }

  @Test
  @DisplayName("CHG-A07 what is no plan is refused in one answer: exit 2, nothing stored")
  void a07_invalid() throws Exception {
    assertEquals(Exit.USAGE, run("changes", "submit", file(PLAN.formatted("urgent", "docs/a.md"))));
    assertTrue(out.toString().contains("risk_level_proposed"), out.toString());
    assertEquals(Exit.USAGE, run("changes", "submit", file("{\"plan\": ")));
    assertTrue(out.toString().contains("INVALID_FILE"), out.toString());
    assertEquals(Exit.USAGE, run("changes", "submit", file("[]")));
    assertEquals(Exit.USAGE, run("changes", "submit", outside.resolve("none.json").toString()));
    assertEquals(Exit.DONE, run("inbox"));
  }
}
