package dev.reeve.cli;

import static dev.reeve.cli.CommandBed.say;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.cli.CommandBed.Said;
import dev.reeve.engine.testing.Child;
import dev.reeve.engine.testing.MemoryFolder;
import dev.reeve.engine.workspace.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Every command on a real workspace: its JSON, its exit code, and what it leaves alone. */
class CommandsTest {
  @TempDir(factory = MemoryFolder.class)
  Path folder;

  private Said here(String... args) {
    return CommandBed.in(folder, args);
  }

  private void adopt() {
    assertEquals(Exit.DONE, say("adopt", folder.toString()).exit());
  }

  @Test
  @DisplayName("Adopting creates .reeve once, lists it before, and is a no-op the second time")
  void adopting() throws Exception {
    Said plan = say("adopt", "--dry-run", "--json", folder.toString());
    assertEquals(3, plan.json().path("created").size());
    assertFalse(Files.exists(folder.resolve(".reeve")));

    adopt();
    assertTrue(Files.isDirectory(folder.resolve(".reeve/state")));
    assertEquals(0, say("adopt", "--json", folder.toString()).json().path("created").size());
  }

  @Test
  @DisplayName("A folder that is not adopted: status says so with exit 3, and nothing is created")
  void notAdopted() throws Exception {
    Said status = here("status");
    assertEquals(Exit.REFUSED, status.exit());
    assertFalse(status.json().path("adopted").asBoolean(true));
    Said list = here("queue", "list");
    assertEquals(Exit.REFUSED, list.exit());
    assertEquals("NOT_ADOPTED", list.json().path("error").path("code").asText());
    assertFalse(Files.exists(folder.resolve(".reeve")));
  }

  @Test
  @DisplayName("Wrong words, wrong folder and wrong values end with 2 and change nothing")
  void usage() {
    assertEquals(Exit.USAGE, say("frobnicate").exit());
    assertEquals(Exit.USAGE, say("queue", "retry", "--bogus").exit());
    assertEquals(Exit.USAGE, say("watch", "--for", "soon").exit());
    assertEquals(
        Exit.USAGE, say("status", "--workspace", folder.resolve("absent").toString()).exit());
    adopt();
    assertEquals(Exit.USAGE, here("registry", "allocate", "../x").exit());
    assertEquals(Exit.USAGE, here("registry", "allocate", "absent.txt").exit());
    assertEquals(Exit.USAGE, here("executions", "list", "--limit", "-1").exit());
    assertEquals(Exit.USAGE, here("executions", "list", "--status", "done").exit());
    assertEquals(Exit.USAGE, here("executions", "show", "exec_../../x").exit());
    assertEquals(Exit.USAGE, here("registry", "show", "nothing").exit());
    assertEquals(Exit.USAGE, here("locks", "status", "--name", "../x").exit());
  }

  @Test
  @DisplayName("watch --until-idle --live registers what is there; reconcile then finds nothing")
  void watchAndReconcile() throws Exception {
    adopt();
    Files.createDirectories(folder.resolve("docs"));
    for (int i = 0; i < 8; i++) {
      Files.writeString(folder.resolve("docs/file-" + i + ".md"), "# File " + i + "\n");
    }
    Said report = here("registry", "reconcile");
    assertEquals(Exit.PROBLEMS, report.exit());
    assertEquals(8, report.json().path("counts").path("UNREGISTERED").asInt());
    assertFalse(Files.exists(folder.resolve("UNIFIED_SSOT_REGISTRY.json")));

    Said watch = here("watch", "--until-idle", "--live", "--for", "60s");
    assertEquals(Exit.DONE, watch.exit(), watch.out() + watch.err());
    assertEquals(8, watch.json().path("registry").path("active_files").asInt());

    assertEquals(Exit.DONE, here("registry", "reconcile", "--deep").exit());
    assertEquals(Exit.DONE, here("registry", "validate", "--strict").exit());
    assertEquals(Exit.DONE, here("trail", "verify").exit());
    assertEquals(Exit.DONE, here("status").exit());
    assertEquals(8, here("registry", "list").json().size());
    assertEquals(
        "docs/file-3.md",
        here("registry", "show", "docs/file-3.md").json().path("relative_path").asText());
    assertTrue(here("executions", "list").json().path("total").asInt() > 0);
    String id = here("executions", "list").json().path("rows").path(0).path("id").asText();
    assertEquals(Exit.DONE, here("executions", "show", id).exit());
    Said verified = here("executions", "verify", id);
    assertEquals(Exit.DONE, verified.exit());
    assertEquals(4, verified.json().path("checks").size());
    assertTrue(here("executions", "compare", id, id).json().path("lines").size() > 1);
    Path archive = folder.resolveSibling(folder.getFileName() + "-evidence.zip");
    Said exported = here("executions", "export", id, "--out", archive.toString());
    assertEquals(Exit.DONE, exported.exit());
    assertTrue(Files.deleteIfExists(archive));
    assertTrue(here("trail", "list").json().size() > 0);
    assertEquals(Exit.DONE, here("queue", "status").exit());
    assertEquals(8, here("queue", "list").json().size());
    assertEquals(
        "No locks", say("locks", "status", "--workspace", folder.toString()).out().strip());
  }

  @Test
  @DisplayName(
      "A patch file is applied as a user's; a second time its hash is stale and nothing is written")
  void patches() throws Exception {
    adopt();
    Files.writeString(folder.resolve("a.txt"), "a\n");
    String id = here("registry", "allocate", "a.txt").json().path("a.txt").asText();
    String hash = here("status").json().path("registry").path("hash").asText();
    Path patch = folder.resolve("patch.json");
    Files.writeString(
        patch,
        "{\"registry_hash\":\""
            + hash
            + "\",\"record_id\":\""
            + id
            + "\",\"changes\":{\"notes\":\"kept\"}}");

    assertEquals(Exit.DONE, here("registry", "apply", patch.toString()).exit());
    Said again = here("registry", "apply", patch.toString());
    assertEquals(Exit.PROBLEMS, again.exit());
    assertEquals("CAS_PRECONDITION_FAILED", again.json().path("code").asText());

    Files.writeString(patch, "{\"changes\":{}}");
    assertEquals(Exit.USAGE, here("registry", "apply", patch.toString()).exit());
    assertEquals(Exit.USAGE, here("registry", "apply", "absent.json").exit());
  }

  @Test
  @DisplayName(
      "REG-A25 A truncated registry: every write is refused, the file stays, a backup brings it"
          + " back")
  void a25_truncated() throws Exception {
    adopt();
    Files.writeString(folder.resolve("a.txt"), "a\n");
    Files.writeString(folder.resolve("b.txt"), "b\n");
    here("registry", "allocate", "a.txt");
    here("registry", "allocate", "b.txt");
    Path file = folder.resolve("UNIFIED_SSOT_REGISTRY.json");
    String half = Files.readString(file).substring(0, 200);
    Files.writeString(file, half);

    assertEquals(Exit.PROBLEMS, here("status").exit());
    assertTrue(here("registry", "allocate", "a.txt").exit() != Exit.DONE);
    assertEquals(half, Files.readString(file));

    JsonNode backups = here("registry", "backups", "list").json();
    String name = backups.path(0).path("name").asText();
    Said difference = here("registry", "backups", "restore", name);
    assertEquals(Exit.DONE, difference.exit(), difference.out());
    assertEquals(1, difference.json().path("added").size());
    assertEquals(half, Files.readString(file));
    assertEquals(Exit.DONE, here("registry", "backups", "restore", name, "--execute").exit());
    assertEquals(Exit.DONE, here("registry", "validate").exit());
  }

  @Test
  @DisplayName("Of the dead letters with one code one is requeued first, the others wait for it")
  void oneFirst() throws Exception {
    adopt();
    assertEquals(0, here("queue", "list").json().size());
    String database = "jdbc:sqlite:" + folder.resolve(".reeve/state/reeve.db");
    for (String path : List.of("a.md", "b.md")) {
      try (Connection connection = DriverManager.getConnection(database);
          Statement insert = connection.createStatement()) {
        insert.execute(
            "INSERT INTO work_items (path, root_id, event_type, status, priority, first_seen,"
                + " last_seen, completed_at, error_code) VALUES ('"
                + path
                + "', '.', 'modified', 'dead_letter', 30, '2026-11-20T10:00:00.000Z',"
                + " '2026-11-20T10:00:00.000Z', '2026-11-20T10:00:01.000Z', 'ID_CONFLICT')");
      }
    }
    Said said = here("queue", "requeue", "--one-first", "ID_CONFLICT");
    assertEquals(Exit.DONE, said.exit());
    assertEquals("b.md", said.json().path("path").asText());
    assertEquals(1, said.json().path("waiting").asInt());
    assertEquals(1, here("queue", "list", "--state", "DEAD_LETTER").json().size());
    assertEquals(0, here("queue", "requeue", "a.md").json().path("would_fail").size());
    JsonNode asked = here("trail", "list", "--type", "jobs_requeued").json();
    assertEquals(1, asked.size(), asked.toString());
    assertEquals("a.md", asked.get(0).path("path").asText());
    assertEquals(System.getProperty("user.name"), asked.get(0).path("actor").asText());
    assertEquals(1, here("trail", "list", "--type", "jobs_requeued_one_first").json().size());
  }

  @Test
  @DisplayName("With --json a wrong use is one JSON document too; --help is known everywhere")
  void misuseAsJson() throws Exception {
    adopt();
    for (List<String> args :
        List.of(
            List.of("queue", "retry", "absent.txt"),
            List.of("queue", "retry", "4711"),
            List.of("queue", "drop"),
            List.of("queue", "requeue", "--one-first", "ID_CONFLICT", "--all-dead"),
            List.of("queue", "requeue", "--one-first", "ID_CONFLICT"),
            List.of("queue", "list", "--limit", "0"),
            List.of("registry", "list", "--limit", "-1"),
            List.of("registry", "list", "--bogus"),
            List.of("trail", "list", "--tail", "-3"),
            List.of("trail", "list", "--since", "soon"),
            List.of("registry"),
            List.of("frobnicate"))) {
      Said said = here(args.toArray(String[]::new));
      assertEquals(Exit.USAGE, said.exit(), args::toString);
      assertFalse(said.json().path("error").path("message").asText().isEmpty(), args::toString);
    }
    assertEquals(Exit.DONE, say("registry", "validate", "--help").exit());
  }

  @Test
  @DisplayName("The sample is adopted and live: a watch registers it and nothing is left to do")
  void sample() throws Exception {
    assertEquals(Exit.DONE, say("sample", folder.toString()).exit());
    assertEquals("live", here("status").json().path("mode").asText());
    assertEquals(Exit.DONE, here("watch", "--until-idle", "--for", "60s").exit());
    assertEquals(Exit.DONE, here("registry", "reconcile").exit());
  }

  @Test
  @DisplayName(
      "A registry changed by hand stops writes; accept takes it, leaves a line, and goes on")
  void acceptForeign() throws Exception {
    adopt();
    Files.writeString(folder.resolve("a.txt"), "a\n");
    Files.writeString(folder.resolve("b.txt"), "b\n");
    here("registry", "allocate", "a.txt");
    changeByHand();

    Said refused = here("registry", "allocate", "b.txt");
    assertEquals("FOREIGN_WRITE", refused.json().path("error").path("code").asText());

    Said accepted = here("registry", "accept");
    assertEquals(Exit.DONE, accepted.exit(), accepted.out() + accepted.err());
    assertEquals(1, here("trail", "list", "--type", "registry_foreign_accepted").json().size());
    assertEquals(Exit.DONE, here("registry", "allocate", "b.txt").exit());
    assertEquals(Exit.DONE, here("trail", "verify").exit());
  }

  @Test
  @DisplayName("A registry that came with another branch is accepted by itself, with a line")
  void acceptBranch() throws Exception {
    head("main");
    adopt();
    Files.writeString(folder.resolve("a.txt"), "a\n");
    Files.writeString(folder.resolve("b.txt"), "b\n");
    here("registry", "allocate", "a.txt");
    head("other");
    changeByHand();

    Said written = here("registry", "allocate", "b.txt");
    assertEquals(Exit.DONE, written.exit(), written.out() + written.err());
    assertEquals(1, here("trail", "list", "--type", "registry_foreign_accepted").json().size());
  }

  @Test
  @DisplayName("SIGTERM ends a watch in order: report on standard output, exit 143, lock freed")
  @DisabledOnOs(OS.WINDOWS)
  void terminated() throws Exception {
    adopt();
    Files.writeString(folder.resolve("a.txt"), "a\n");
    Process watch =
        new ProcessBuilder(Child.command(WatchingProcess.class, folder.toString()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.exists(folder.resolve("UNIFIED_SSOT_REGISTRY.json")));
    watch.toHandle().destroy(); // unlike Process.destroy it leaves the output open
    String said = new String(watch.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(143, watch.waitFor());
    assertEquals("live", Json.parse(said).path("mode").asText(), said);
    assertEquals("nobody", here("status").json().path("keeper").asText());
  }

  /** A watch until the signal. */
  static final class WatchingProcess {
    public static void main(String[] args) {
      CommandLine line =
          ReeveCommand.with((workspace, sample, headless) -> 0, TourCommandTest.NO_TOUR);
      System.exit(line.execute("watch", "--live", "--json", "--workspace", args[0]));
    }
  }

  private void head(String branch) throws Exception {
    Files.createDirectories(folder.resolve(".git"));
    Files.writeString(folder.resolve(".git/HEAD"), "ref: refs/heads/" + branch + "\n");
  }

  /** As an editor would: another layout, the same records. */
  private void changeByHand() throws Exception {
    Path file = folder.resolve("UNIFIED_SSOT_REGISTRY.json");
    Files.writeString(file, Files.readString(file) + "\n");
  }

  @Test
  @DisplayName("Eight processes calling registry allocate fifteen times each get 120 different ids")
  void eightProcesses() throws Exception {
    adopt();
    for (int i = 0; i < 120; i++) {
      Files.writeString(folder.resolve("file-" + i + ".txt"), "content " + i + "\n");
    }
    List<Process> processes = new ArrayList<>();
    for (int p = 0; p < 8; p++) {
      processes.add(
          Child.start(AllocatingProcess.class, folder.toString(), Integer.toString(p * 15)));
    }
    Set<String> ids = new HashSet<>();
    for (Process process : processes) {
      String said = new String(process.getInputStream().readAllBytes());
      assertEquals(0, process.waitFor());
      said.lines().filter(line -> line.startsWith("id ")).forEach(ids::add);
    }
    assertEquals(120, ids.size());
    assertEquals(120, here("registry", "list").json().size());
    assertEquals(Exit.DONE, here("registry", "validate", "--strict").exit());
    assertEquals(Exit.DONE, here("trail", "verify").exit());
  }

  /** One process: fifteen calls of the command, one id a line. */
  static final class AllocatingProcess {
    public static void main(String[] args) throws Exception {
      for (int i = 0; i < 15; i++) {
        String path = "file-" + (Integer.parseInt(args[1]) + i) + ".txt";
        Said said = say("registry", "allocate", path, "--workspace", args[0], "--json");
        if (said.exit() != Exit.DONE) {
          System.err.println(said.out() + said.err());
          System.exit(1);
        }
        System.out.println("id " + said.json().path(path).asText());
      }
    }
  }
}
