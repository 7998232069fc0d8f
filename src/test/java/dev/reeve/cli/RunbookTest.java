package dev.reeve.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.cli.CommandBed.Said;
import dev.reeve.engine.Adoption;
import dev.reeve.engine.Engine;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Procedures of {@code docs/runbook.md}, walked step by step with the commands they name. */
class RunbookTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;
  @TempDir Path aside;

  @BeforeEach
  void adopt() {
    Adoption.adopt(workspace());
  }

  private Workspace workspace() {
    return Workspace.open(folder, new DiskFileLayer());
  }

  private Said here(String... args) {
    return CommandBed.in(folder, args);
  }

  private Said done(String... args) {
    Said said = here(args);
    assertEquals(Exit.DONE, said.exit(), String.join(" ", args) + ": " + said.out());
    return said;
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private Path state(String name) {
    return folder.resolve(".reeve/state").resolve(name);
  }

  private void damageTheDatabase() throws Exception {
    try (FileChannel file = FileChannel.open(state("reeve.db"), StandardOpenOption.WRITE)) {
      file.write(StandardCharsets.US_ASCII.encode("garbage-garbage-"), 0);
    }
    assertEquals("STORE_CORRUPT", here("status").json().at("/error/code").asText());
  }

  private void moveTheDatabaseAside() throws IOException {
    for (String name : List.of("reeve.db", "reeve.db-wal", "reeve.db-shm")) {
      if (Files.exists(state(name))) {
        Files.move(state(name), aside.resolve(name));
      }
    }
  }

  private List<String> history() throws Exception {
    return done("executions", "list")
        .json()
        .path("rows")
        .valueStream()
        .map(row -> row.path("id") + " " + row.path("intent") + " " + row.path("status"))
        .toList();
  }

  private int recovered() throws Exception {
    done("events", "acknowledge", "--reason", "the database was lost");
    return done("executions", "rebuild").json().path("added").asInt();
  }

  private void worksOn() throws Exception {
    JsonNode found = here("registry", "reconcile").json();
    assertEquals(0, found.path("items").size(), found.toString());
    write("later.md", "later");
    done("watch", "--live", "--until-idle");
    done("registry", "show", "later.md");
    done("registry", "validate", "--strict");
    done("trail", "verify");
    done("status");
  }

  @Test
  @DisplayName("The database cannot be opened, and there is no copy")
  void databaseWithoutACopy() throws Exception {
    write("a.md", "a");
    done("watch", "--live", "--until-idle");
    List<String> before = history();
    damageTheDatabase();
    assertTrue(here("status").out().contains("there is no copy"));

    moveTheDatabaseAside();
    assertEquals(before.size(), recovered());
    assertEquals(before, history());
    worksOn();
  }

  @Test
  @DisplayName("The database cannot be opened, and its newest copy is older than the registry")
  void databaseWithACopy() throws Exception {
    write("a.md", "a");
    done("watch", "--live", "--until-idle");
    String copy = "reeve.db.bak-18-20260301T120000000Z";
    Files.copy(state("reeve.db"), state(copy));
    write("b.md", "b");
    done("watch", "--live", "--until-idle");
    List<String> before = history();
    damageTheDatabase();
    assertTrue(here("status").out().contains(copy));

    moveTheDatabaseAside();
    Files.copy(state(copy), state("reeve.db"));
    assertTrue(recovered() > 0);
    assertEquals(before, history());
    assertTrue(here("status").out().contains("FOREIGN_WRITE"));
    done("registry", "validate", "--strict");
    done("registry", "accept");
    worksOn();
  }

  private JsonNode deadLetters() throws Exception {
    return done("queue", "list", "--state", "dead_letter").json();
  }

  @Test
  @DisplayName("Two files claim one id: the second is a dead letter until its cause is mended")
  void deadLetter() throws Exception {
    write("a.md", "a");
    done("watch", "--live", "--until-idle");
    String id = done("registry", "show", "a.md").json().path("doc_id").asText();
    assertNotEquals("", id);
    try (Engine keeper = Engine.open(workspace(), Engine.Role.KEEPER, true)) {
      keeper.start();
      keeper.awaitIdle(LONG);
      write("b.md", "<!-- doc_id: " + id + " -->\n# b\n");
      await().atMost(LONG).until(() -> deadLetters().size() == 1);
      assertTrue(deadLetters().toString().contains("ID_CONFLICT"));
      Said inbox = here("inbox");
      assertEquals(Exit.PROBLEMS, inbox.exit());
      assertTrue(inbox.out().contains(id + " is carried by b.md"), inbox.out());
      assertEquals(Exit.PROBLEMS, here("registry", "duplicates").exit());

      done("queue", "requeue", "b.md");
      await().atMost(LONG).until(() -> deadLetters().size() == 1);

      write("b.md", "# b\n");
      keeper.awaitIdle(LONG);
      if (deadLetters().size() == 1) {
        done("queue", "requeue", "b.md");
      }
      await().atMost(LONG).until(() -> here("registry", "show", "b.md").exit() == Exit.DONE);
      assertEquals(0, deadLetters().size());
      assertNotEquals(id, done("registry", "show", "b.md").json().path("doc_id").asText());
      done("registry", "duplicates");
    }
  }

  @Test
  @DisplayName("Two files claim one id: the second gets another, and its record with it")
  void anotherId() throws Exception {
    write("a.md", "a");
    done("watch", "--live", "--until-idle");
    String id = done("registry", "show", "a.md").json().path("doc_id").asText();
    write("b.md", "<!-- doc_id: " + id + " -->\n# b\n");
    done("watch", "--live", "--until-idle");
    assertEquals(Exit.PROBLEMS, here("registry", "duplicates").exit());

    JsonNode plan = done("registry", "reissue", "b.md").json();
    String next = plan.path("new_id").asText();
    assertEquals("<!-- doc_id: " + id + " -->\n# b\n", Files.readString(folder.resolve("b.md")));
    JsonNode given =
        done("registry", "reissue", "b.md", "--confirm", plan.path("plan_id").asText()).json();
    assertEquals("<!-- doc_id: " + next + " -->\n# b\n", Files.readString(folder.resolve("b.md")));
    done("watch", "--live", "--until-idle");
    assertEquals(0, deadLetters().size());
    assertEquals(next, done("registry", "show", "b.md").json().path("doc_id").asText());
    done("registry", "duplicates");

    done("executions", "revert", given.path("id").asText());
    assertEquals("<!-- doc_id: " + id + " -->\n# b\n", Files.readString(folder.resolve("b.md")));
    assertEquals(Exit.PROBLEMS, here("registry", "duplicates").exit());
  }

  private void settings(String mode, String root) throws IOException {
    write(
        ".reeve/config.toml",
        """
        [engine]
        mode = "%s"
        [registry]
        validate_hours = 1
        [watch]
        roots = ["%s"]
        """
            .formatted(mode, root));
  }

  private List<Boolean> folders() throws Exception {
    return here("rollout")
        .json()
        .at("/steps/3/criteria")
        .valueStream()
        .filter(criterion -> criterion.path("name").asText().equals("folders"))
        .map(criterion -> criterion.path("met").asBoolean())
        .toList();
  }

  @Test
  @DisplayName("Rollout: observed, then one folder live, then all; a large first plan waits")
  void rollout() throws Exception {
    for (String name : List.of("docs", "other")) {
      Files.createDirectories(folder.resolve(name));
      for (int i = 0; i < 60; i++) {
        write(name + "/" + i + ".md", name + i);
      }
    }
    settings("dry_run", ".");
    done("watch", "--until-idle");
    done("registry", "validate", "--strict");
    assertEquals(0, here("registry", "list").json().findValues("doc_id").size());
    assertEquals(Exit.HELD, here("rollout").exit());

    for (String root : List.of("docs", ".")) {
      settings("live", root);
      assertEquals(Exit.HELD, here("watch", "--until-idle").exit());
      String plan = here("registry", "reconcile").json().path("plan_id").asText();
      assertEquals(List.of(root.equals(".")), folders());
      here("registry", "reconcile", "--apply", "--confirm", plan);
      done("watch", "--until-idle");
      done("status");
      assertEquals(
          60 * (root.equals(".") ? 2 : 1),
          done("status").json().at("/registry/active_files").asInt());
    }
  }

  @Test
  @DisplayName("A plan that waited for the whole workspace waits no longer once one folder is kept")
  void widenedTooEarly() throws Exception {
    Files.createDirectories(folder.resolve("docs"));
    for (int i = 0; i < 60; i++) {
      write(i + ".md", "text " + i);
    }
    settings("live", ".");
    assertEquals(Exit.HELD, here("watch", "--until-idle").exit());
    assertEquals(Exit.PROBLEMS, here("status").exit());
    settings("live", "docs");
    done("watch", "--until-idle");
    done("status");
  }
}
