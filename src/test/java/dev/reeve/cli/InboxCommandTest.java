package dev.reeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.Adoption;
import dev.reeve.engine.Engine;
import dev.reeve.engine.Insides;
import dev.reeve.engine.change.ChangeKind;
import dev.reeve.engine.change.SingleFileRequest;
import dev.reeve.engine.change.WriteLocks;
import dev.reeve.engine.testing.FaultyFiles;
import dev.reeve.engine.testing.SavedTwice;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code reeve inbox} on a real workspace. */
class InboxCommandTest {
  @TempDir Path folder;

  private record Said(int exit, String out) {
    JsonNode json() throws Exception {
      return Json.parse(out);
    }
  }

  private Said here(String... args) {
    List<String> all = new ArrayList<>(Arrays.asList(args));
    all.addAll(List.of("--workspace", folder.toString()));
    StringWriter out = new StringWriter();
    CommandLine line =
        ReeveCommand.with((workspace, sample, headless) -> 0, TourCommandTest.NO_TOUR);
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(out));
    return new Said(line.execute(all.toArray(String[]::new)), out.toString());
  }

  @Test
  @DisplayName("A saved version that lies beside its file is told with where it lies")
  void keptEdit() throws Exception {
    FaultyFiles files = new FaultyFiles();
    Adoption.adopt(Workspace.open(folder, files));
    Path file = folder.resolve("a.py");
    Files.writeString(file, "print(1)\n");
    files.inject(new SavedTwice(file));
    try (Engine engine = Engine.open(Workspace.open(folder, files), Engine.Role.VISITOR, true)) {
      Insides.changes(engine)
          .singleFile()
          .commit(
              new SingleFileRequest(
                  "exec_0123456789ab",
                  ChangeKind.HEADER,
                  "let it carry its id",
                  null,
                  SafePath.of("a.py"),
                  new SingleFileRequest.Present(Sha256.of("print(1)\n"), null),
                  new SingleFileRequest.Next("# id\n".getBytes(StandardCharsets.UTF_8), null),
                  SingleFileRequest.Evidence.plain(),
                  WriteLocks.WriteFence.NONE));
    }
    Said said = here("inbox", "--json");
    assertEquals(Exit.PROBLEMS, said.exit(), said.out());
    JsonNode row = said.json().at("/items/0");
    assertEquals("edit-kept:a (edit kept by Reeve).py", row.path("id").asText());
    assertTrue(row.path("why").asText().contains("Compare the two"), said.out());
    assertEquals("saved first", Files.readString(folder.resolve("a (edit kept by Reeve).py")));
    Files.delete(folder.resolve("a (edit kept by Reeve).py"));
    assertEquals(Exit.DONE, here("inbox").exit());
  }

  @Test
  @DisplayName("list, acknowledge and snooze: each process sees what the others said")
  void inbox() throws Exception {
    CommandLine adopt =
        ReeveCommand.with((workspace, sample, headless) -> 0, TourCommandTest.NO_TOUR);
    adopt.setOut(new PrintWriter(new StringWriter()));
    adopt.execute("adopt", folder.toString());
    assertEquals("Nothing needs you.", here("inbox").out().strip());
    assertEquals(Exit.DONE, here("inbox", "list").exit());

    Files.writeString(folder.resolve("a.md"), "a");
    assertEquals(Exit.DONE, here("registry", "allocate", "a.md").exit());
    Path registry = folder.resolve("UNIFIED_SSOT_REGISTRY.json");
    Files.writeString(registry, Files.readString(registry) + " ");
    Said list = here("inbox", "list", "--json");
    assertEquals(Exit.PROBLEMS, list.exit(), list.out());
    assertEquals("registry-closed:file", list.json().at("/items/0/id").asText());
    assertEquals("OPEN", list.json().at("/items/0/state").asText());
    assertTrue(here("inbox").out().contains("registry-closed:file: FOREIGN_WRITE"));

    assertEquals(Exit.USAGE, here("inbox", "acknowledge", "registry-closed:file", "x").exit());
    assertEquals(Exit.USAGE, here("inbox", "snooze", "registry-closed:file", "--for", "2h").exit());
    assertEquals(Exit.PROBLEMS, here("inbox").exit(), "nothing was changed");

    assertEquals(
        Exit.DONE, here("inbox", "snooze", "registry-closed:file", "--for", "tomorrow").exit());
    assertEquals(0, here("inbox", "--json").json().path("items").size());
    assertEquals(1, here("inbox", "list", "--all", "--json").json().path("items").size());
    assertEquals(Exit.DONE, here("inbox", "acknowledge", "registry-closed:file").exit());
    Said seen = here("inbox", "--json");
    assertEquals(Exit.DONE, seen.exit());
    assertEquals("ACKNOWLEDGED", seen.json().at("/items/0/state").asText());
    assertTrue(here("trail", "list", "--type", "inbox_snoozed").out().contains("inbox_snoozed"));
  }
}
