package dev.reeve.cli;

import static dev.reeve.cli.CommandBed.say;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.cli.CommandBed.Said;
import dev.reeve.engine.Engine;
import dev.reeve.engine.registry.ReconcileRequest;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Workspace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands by which a person cares for a registry, each on a real workspace. */
class CareCommandsTest {
  private static final String SOURCE =
      """
      {"schema_version":"1.0","scope":"260118","counters":{},"allocations":[
       {"id":"0199900007260118","file_path":".\\\\a.md","status":"active",
        "allocated_at":"2026-01-19T03:54:44"}]}
      """;

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;
  @TempDir Path elsewhere;

  private Said here(String... args) {
    return CommandBed.in(folder, args);
  }

  @BeforeEach
  void adopt() {
    assertEquals(Exit.DONE, say("adopt", folder.toString()).exit());
  }

  @Test
  @DisplayName("import shows first, then does it; an id issued afterwards lies above")
  void importing() throws Exception {
    Files.writeString(folder.resolve("a.md"), "a");
    Files.writeString(folder.resolve("b.md"), "b");
    Path source = Files.writeString(elsewhere.resolve("ids.json"), SOURCE);

    Said shown = here("registry", "import", source.toString());
    assertEquals(Exit.DONE, shown.exit(), shown.out());
    assertEquals(1, shown.json().path("records").asInt());
    assertFalse(Files.exists(folder.resolve("UNIFIED_SSOT_REGISTRY.json")));

    assertEquals(Exit.DONE, here("registry", "import", source.toString(), "--execute").exit());
    assertEquals(SOURCE, Files.readString(source));
    assertEquals(
        "0199900008260118", here("registry", "allocate", "b.md").json().path("b.md").asText());
    assertEquals(Exit.USAGE, here("registry", "import", "absent.json").exit());
  }

  @Test
  @DisplayName("backfill shows a plan, and carries out the very plan that was confirmed")
  void backfilling() throws Exception {
    Files.writeString(folder.resolve("a.md"), "a");
    Said plan = here("registry", "backfill");
    String id = plan.json().path("plan").path("plan_id").asText();
    assertEquals(Exit.DONE, plan.exit(), plan.out());
    assertEquals(1, plan.json().path("plan").path("rows").size());
    assertEquals(Exit.USAGE, here("registry", "backfill", "--confirm", id).exit());
    assertEquals(Exit.HELD, here("registry", "backfill", "--execute", "--confirm", "x").exit());
    assertEquals(Exit.DONE, here("registry", "backfill", "--execute", "--confirm", id).exit());
    assertEquals(0, here("registry", "backfill").json().path("plan").path("rows").size());
  }

  private void fiveWrites() throws Exception {
    for (int i = 0; i < 6; i++) {
      Files.writeString(folder.resolve("f" + i + ".md"), "f" + i);
      here("registry", "allocate", "f" + i + ".md");
    }
  }

  @Test
  @DisplayName("REG-A26 backups list, verify, rehearse a restore, prune: all distinct, all verify")
  void a26_backups() throws Exception {
    fiveWrites();
    JsonNode list = here("registry", "backups", "list").json();
    assertEquals(5, list.size());
    assertEquals(5, list.findValuesAsText("name").stream().distinct().count());

    Said verified = here("registry", "backups", "verify", "--restore-test");
    assertEquals(Exit.DONE, verified.exit(), verified.out());
    assertEquals(5, verified.json().path("restore_test").path("records").asInt());
    assertEquals(0, here("registry", "backups", "prune").json().path("backups").size());

    Path oldest = Path.of(list.path(4).path("file").asText());
    Files.writeString(oldest, "damaged");
    Said damaged = here("registry", "backups", "verify");
    assertEquals(Exit.PROBLEMS, damaged.exit());
    assertEquals(1, damaged.json().path("damaged").size());
    assertEquals("damaged", Files.readString(oldest), "verifying mends and removes nothing");
  }

  @Test
  @DisplayName("validate --report writes JSON or Markdown, over a report only, unless forced")
  void reports() throws Exception {
    Path json = elsewhere.resolve("report.json");
    Path markdown = elsewhere.resolve("report.md");
    for (Path report : List.of(json, markdown, json, markdown)) {
      Said said = here("registry", "validate", "--strict", "--report", report.toString());
      assertEquals(Exit.DONE, said.exit(), said.out());
    }
    assertEquals("registry_validation", Json.parse(Files.readString(json)).path("report").asText());
    assertTrue(Files.readString(markdown).contains("# Validation of the registry"));

    Files.writeString(json, "{\"mine\": 1}");
    assertEquals(Exit.USAGE, here("registry", "validate", "--report", json.toString()).exit());
    assertEquals("{\"mine\": 1}", Files.readString(json));
    assertEquals(
        Exit.DONE, here("registry", "validate", "--report", json.toString(), "--force").exit());
    try (Stream<Path> left = Files.list(elsewhere)) {
      assertEquals(2, left.count(), "no temporary file stays");
    }
  }

  @Test
  @DisplayName("A damaged policy: nothing opens, its last good copy is offered and put back")
  void policies() throws Exception {
    Path own = Files.createDirectories(folder.resolve(".reeve/registry/policies"));
    Path policy = own.resolve("id-tables.json");
    try (var shipped = Engine.class.getResourceAsStream("registry/id-tables.json")) {
      Files.copy(shipped, policy);
    }
    byte[] good = Files.readAllBytes(policy);
    here("status");
    Files.writeString(policy, "{ not json");

    Said closed = here("registry", "list");
    assertEquals("POLICY_UNAVAILABLE", closed.json().path("error").path("code").asText());
    assertTrue(closed.out().contains("registry policies --restore id-tables.json"), closed.out());
    assertEquals(Exit.PROBLEMS, here("registry", "policies").exit());

    Said restored = here("registry", "policies", "--restore", "id-tables.json");
    assertEquals(Exit.DONE, restored.exit(), restored.out());
    assertEquals(new String(good), Files.readString(policy));
    assertTrue(Files.exists(own.resolve("id-tables.json.damaged")));
    assertEquals(Exit.DONE, here("registry", "list").exit());
    assertEquals(Exit.USAGE, here("registry", "policies", "--restore", "../x.json").exit());
  }

  @Test
  @DisplayName("duplicates names both files and proposes that the one with the record keeps the id")
  void duplicates() throws Exception {
    Files.writeString(folder.resolve("a.md"), "<!-- doc_id: 0199900007260118 -->\n");
    here("registry", "allocate", "a.md");
    Files.writeString(folder.resolve("b.md"), "<!-- doc_id: 0199900007260118 -->\n");

    Said found = here("registry", "duplicates");

    assertEquals(Exit.PROBLEMS, found.exit(), found.out());
    JsonNode claims = found.json().path(0).path("claims");
    assertEquals("a.md", claims.path(0).path("path").asText());
    assertTrue(claims.path(0).path("keeps").asBoolean());
    assertFalse(claims.path(1).path("keeps").asBoolean());
  }

  @Test
  @DisplayName("reissue shows which id another file would get, and gives it as it was confirmed")
  void reissue() throws Exception {
    String header = "<!-- doc_id: 0199900007260118 -->\n";
    Files.writeString(folder.resolve("a.md"), header);
    here("registry", "allocate", "a.md");
    Path second = Files.writeString(folder.resolve("b.md"), header + "# b\n");

    Said shown = say("registry", "reissue", "b.md", "--workspace", folder.toString());
    assertEquals(Exit.DONE, shown.exit(), shown.err());
    assertEquals(
        """
        b.md  0199900007260118 -> 0199900008260118
        0199900007260118 stays with a.md
        --- a/b.md
        +++ b/b.md
        @@ -1,2 +1,2 @@
        -<!-- doc_id: 0199900007260118 -->
        +<!-- doc_id: 0199900008260118 -->
         # b
        """,
        shown.out().substring(0, shown.out().indexOf("Nothing was changed.")));
    String plan = here("registry", "reissue", "b.md").json().path("plan_id").asText();
    assertTrue(shown.out().endsWith("--confirm " + plan + System.lineSeparator()), shown.out());

    Said other = here("registry", "reissue", "b.md", "--confirm", "a".repeat(64));
    assertEquals(Exit.PROBLEMS, other.exit());
    assertTrue((other.out() + other.err()).contains("PLAN_CHANGED"), other.toString());
    assertEquals(header + "# b\n", Files.readString(second));
    assertEquals(Exit.PROBLEMS, here("registry", "reissue", "a.md").exit(), "its own");
    assertEquals(Exit.USAGE, here("registry", "reissue", "../b.md").exit());

    Said given =
        say("registry", "reissue", "b.md", "--confirm", plan, "--workspace", folder.toString());
    assertEquals(Exit.DONE, given.exit(), given.err());
    assertTrue(
        given.out().contains("completed  Give b.md the ID 0199900008260118; its record follows"),
        given.out());
    assertEquals("<!-- doc_id: 0199900008260118 -->\n# b\n", Files.readString(second));
    assertEquals(Exit.DONE, here("registry", "duplicates").exit());
  }

  @Test
  @DisplayName("watch --probe: nobody keeps it: exit 1; a keeper hears the file, and it goes again")
  void probe() throws Exception {
    assertEquals(Exit.PROBLEMS, here("watch", "--probe").exit());
    Workspace workspace = Workspace.open(folder, new DiskFileLayer());
    try (Engine keeper = Engine.open(workspace, Engine.Role.KEEPER)) {
      keeper.start();
      keeper.awaitIdle(java.time.Duration.ofSeconds(30));
      Said heard = here("watch", "--probe");
      assertEquals(Exit.DONE, heard.exit(), heard.out());
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.filter(f -> f.toString().endsWith(".tmp")).toList());
    }
  }

  @Test
  @DisplayName(
      "watch --metrics-port 0 gives the figures to Prometheus on this machine while it runs")
  void metrics() throws Exception {
    Files.writeString(folder.resolve("a.md"), "a");
    Files.writeString(folder.resolve("broken.py"), "def (:\n");
    StringWriter err = new StringWriter();
    int[] exit = {-1};
    Thread watch =
        Thread.ofPlatform()
            .start(
                () -> {
                  CommandLine line =
                      ReeveCommand.with(
                          (workspace, sample, headless) -> 0, TourCommandTest.NO_TOUR);
                  line.setOut(new PrintWriter(new StringWriter()));
                  line.setErr(new PrintWriter(err));
                  exit[0] =
                      line.execute(
                          "watch",
                          "--live",
                          "--json",
                          "--metrics-port",
                          "0",
                          "--workspace",
                          folder.toString());
                });
    try (HttpClient client = HttpClient.newHttpClient()) {
      await().atMost(LONG).until(() -> err.toString().contains("/metrics"));
      URI address =
          URI.create(
              err.toString()
                  .lines()
                  .filter(l -> l.startsWith("metrics: "))
                  .findFirst()
                  .orElseThrow()
                  .substring(9));
      assertEquals("127.0.0.1", address.getHost());
      HttpRequest request = HttpRequest.newBuilder(address).build();
      await()
          .atMost(LONG)
          .untilAsserted(
              () -> {
                HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
                assertEquals(200, answer.statusCode());
                List<String> lines = answer.body().lines().toList();
                for (String line :
                    List.of(
                        "# TYPE reeve_registry_writes_total counter",
                        "reeve_live 1.0",
                        "reeve_keeps 1.0",
                        "reeve_root_watching{root=\".\"} 1.0",
                        "reeve_queue_rows{state=\"dead_letter\"} 0.0",
                        "reeve_queue_healthy 1.0",
                        "reeve_lock_waits 0.0",
                        "reeve_registry_writable 1.0",
                        "reeve_registry_active_files 2.0",
                        "reeve_parse_failures{status=\"syntax_error\"} 1.0",
                        "reeve_edges{tier=\"high\"} 0.0",
                        "reeve_generators{state=\"stale\"} 0.0")) {
                  assertTrue(lines.contains(line), line + " in " + answer.body());
                }
              });
    } finally {
      watch.interrupt();
      watch.join();
    }
    assertEquals(Exit.INTERRUPTED, exit[0]);
    assertEquals(Exit.USAGE, here("watch", "--metrics-port", "99999").exit());
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Said taken = here("watch", "--metrics-port", String.valueOf(other.getLocalPort()));
      assertEquals("METRICS_PORT_TAKEN", taken.json().at("/error/code").asText());
    }
  }

  @Test
  @DisplayName(
      "A plan the keeper held is told by the status of another process until it is allowed")
  void heldPlan() throws Exception {
    for (int i = 0; i < 30; i++) {
      Files.writeString(folder.resolve("f" + i + ".txt"), "f" + i);
    }
    assertEquals(Exit.DONE, here("watch", "--live", "--until-idle").exit());
    for (int i = 0; i < 25; i++) {
      Files.delete(folder.resolve("f" + i + ".txt"));
    }
    assertEquals(Exit.HELD, here("watch", "--live", "--until-idle").exit());

    Said status = here("status");
    assertEquals(Exit.PROBLEMS, status.exit());
    JsonNode held = status.json().at("/figures/held_plans/0");
    assertEquals(".", held.path("root").asText());
    assertEquals(25, held.path("differences").asInt());
    assertTrue(held.path("reason").asText().startsWith("MASS_REMOVAL_HELD"), held.toString());

    String id = held.path("plan_id").asText();
    here("registry", "reconcile", "--apply", "--live", "--confirm", id);
    assertEquals(0, here("status").json().at("/figures/held_plans").size());
  }

  @Test
  @DisplayName("rollout shows four open steps; status has the figures of the dashboard")
  void rolloutAndFigures() throws Exception {
    Files.writeString(folder.resolve("a.md"), "a");
    here("registry", "reconcile");
    here("registry", "validate", "--strict");
    Said rollout = here("rollout");
    assertEquals(Exit.HELD, rollout.exit());
    assertEquals(4, rollout.json().path("steps").size());
    assertEquals(1, rollout.json().path("next").asInt());

    JsonNode figures = here("status").json().path("figures");
    assertEquals("observed", figures.path("last_comparison").path("outcome").asText());
    assertEquals(1, figures.at("/last_comparison/counts/UNREGISTERED").asInt());
    assertEquals("sound", figures.path("last_validation").path("outcome").asText());
    assertTrue(figures.path("own_bytes").asLong() > 0);
    assertTrue(figures.path("free_bytes").asLong() > 0);
  }

  @Test
  @DisplayName("describe shows descriptor and columns, writes nothing; exit 1 on a syntax error")
  void describing() throws Exception {
    Path file = Files.writeString(folder.resolve("a.py"), "\"\"\"Says hello.\"\"\"\nimport os\n");
    String id = here("registry", "allocate", "a.py").json().path("a.py").asText();
    Path registry = folder.resolve("UNIFIED_SSOT_REGISTRY.json");
    String before = Files.readString(registry);

    for (String key : List.of("a.py", id)) {
      Said said = here("registry", "describe", key);
      assertEquals(Exit.DONE, said.exit(), said.out());
      assertEquals("ok", said.json().path("status").asText());
      assertEquals("Says hello.", said.json().at("/promotion/src_summary_1l").asText());
      assertEquals(
          "tree-sitter-python", said.json().at("/descriptor/provenance/parser_id").asText());
    }
    Files.writeString(file, "def (:\n");
    Said wrong = here("registry", "describe", "a.py");
    assertEquals(Exit.PROBLEMS, wrong.exit());
    assertEquals("syntax_error", wrong.json().path("status").asText());
    assertEquals(Exit.USAGE, here("registry", "describe", "absent.py").exit());
    assertEquals(before, Files.readString(registry));
    assertFalse(Files.exists(folder.resolve(".reeve/registry/descriptors")));
  }

  @Test
  @DisplayName("every command warns of a key that is spelt wrongly, and does its work")
  void misspeltKey() throws Exception {
    Path config = folder.resolve(".reeve/config.toml");
    Files.writeString(config, "[watch]\ndebounc_ms = 5\nroots = [\".\"]\n");
    String problem =
        "watch.debounc_ms is not used: there is no such key. Did you mean watch.debounce_ms?";
    String warning = "warning: " + config.toRealPath() + ": " + problem + System.lineSeparator();
    CommandBed.Said queue = here("queue", "status");
    assertEquals(Exit.DONE, queue.exit());
    assertEquals(warning, queue.err());
    CommandBed.Said status = here("status");
    assertEquals(Exit.PROBLEMS, status.exit());
    assertEquals(warning, status.err());
    assertEquals(1, status.json().path("config_problems").size());
    assertEquals(problem, status.json().path("config_problems").path(0).asText());
  }

  private void contract(String mode) throws Exception {
    Files.writeString(
        folder.resolve(".reeve/config.toml"),
        """
        [[contract]]
        module_id = "MOD-A"
        mode = "%s"
        canonical_allowlist = ["*.md"]
        required_paths = ["README.md"]
        forbidden_patterns = ["*.key"]
        """
            .formatted(mode));
  }

  @Test
  @DisplayName("contract reports in both modes; audit mode refuses to set anything aside")
  void contractsInAuditMode() throws Exception {
    assertEquals(Exit.DONE, here("registry", "contract").exit(), "without a contract");
    contract("audit");
    Files.writeString(folder.resolve("my.key"), "k");
    Files.writeString(folder.resolve("stray.bin"), "s");
    Said report = here("registry", "contract");
    assertEquals(Exit.PROBLEMS, report.exit());
    assertEquals(
        List.of("MISSING", "FORBIDDEN", "UNEXPECTED"),
        report.json().path("items").findValuesAsText("problem"));
    assertEquals(0, report.json().path("moves").size());
    String plan = report.json().path("plan_id").asText();
    Said refused = here("registry", "contract", "--enforce", "--confirm", plan);
    assertEquals(Exit.REFUSED, refused.exit());
    assertEquals("CONTRACT_AUDIT_ONLY", refused.json().at("/error/code").asText());
    assertTrue(Files.exists(folder.resolve("my.key")));
  }

  @Test
  @DisplayName("enforce sets the confirmed files aside as one execution; undoing brings them back")
  void contractsEnforced() throws Exception {
    contract("enforce");
    Files.writeString(folder.resolve("README.md"), "r");
    Files.createDirectories(folder.resolve("deep"));
    Path key = Files.writeString(folder.resolve("deep/my.key"), "k");
    Path stray = Files.writeString(folder.resolve("stray.bin"), "s");
    Path quarantine = folder.resolve(".reeve/quarantine");
    String id = here("registry", "allocate", "stray.bin").json().path("stray.bin").asText();

    String plan = here("registry", "contract").json().path("plan_id").asText();
    assertTrue(Files.exists(key), "reporting moves nothing");
    assertEquals(Exit.USAGE, here("registry", "contract", "--confirm", plan).exit());
    assertEquals(Exit.HELD, here("registry", "contract", "--enforce").exit());
    Files.writeString(stray, "changed since");
    assertEquals(Exit.HELD, here("registry", "contract", "--enforce", "--confirm", plan).exit());
    assertFalse(Files.exists(quarantine), "another plan than the one that was seen");

    String now = here("registry", "contract").json().path("plan_id").asText();
    Said done = here("registry", "contract", "--enforce", "--confirm", now);
    assertEquals(Exit.DONE, done.exit(), done.out());
    assertEquals("k", Files.readString(quarantine.resolve("deep/my.key")));
    assertEquals("changed since", Files.readString(quarantine.resolve("stray.bin")));
    assertFalse(Files.exists(key) || Files.exists(stray));
    assertEquals("quarantined", here("registry", "show", id).json().path("status").asText());
    assertEquals(Exit.DONE, here("registry", "contract").exit(), "all is as it should be");
    assertEquals(Exit.DONE, here("registry", "contract", "--enforce").exit(), "nothing to do");

    String execution = done.json().path("execution_id").asText();
    assertEquals(Exit.DONE, here("trail", "verify").exit());
    try (Engine engine =
        Engine.open(Workspace.open(folder, new DiskFileLayer()), Engine.Role.VISITOR)) {
      engine.executions().revert(execution, "me");
    }
    assertEquals("k", Files.readString(key));
    assertEquals("changed since", Files.readString(stray));
    assertFalse(Files.exists(quarantine.resolve("stray.bin")));
    assertEquals("active", here("registry", "show", id).json().path("status").asText());
  }

  private void anOldRegistry() throws Exception {
    Files.writeString(folder.resolve("a.md"), "# One\n");
    Files.writeString(
        folder.resolve("UNIFIED_SSOT_REGISTRY.json"),
        """
        {"meta":{"document_id":"REG-UNIFIED-SSOT-720066-001",
         "registry_name":"UNIFIED_SSOT_REGISTRY","version":"2.1.0","status":"active",
         "last_updated_utc":"2026-01-01T00:00:00Z","x_note":"kept"},
         "counters":{"record_id":{"current":0},"file_doc_id":{},"asset_id":{},"transient_id":{},
         "edge_id":{},"generator_id":{"current":0}},"records":[]}
        """);
    assertEquals(Exit.DONE, here("registry", "allocate", "a.md").exit());
  }

  private String registryText() throws Exception {
    return Files.readString(folder.resolve("UNIFIED_SSOT_REGISTRY.json"));
  }

  @Test
  @DisplayName("upgrade shows first, then sets the version alone, with execution, backup and undo")
  void upgrading() throws Exception {
    anOldRegistry();
    String before = registryText();

    Said shown = here("registry", "upgrade");
    assertEquals(Exit.DONE, shown.exit(), shown.err());
    JsonNode plan = shown.json().path("plan");
    assertEquals("2.1.0", plan.path("from").asText());
    assertEquals("2.2.0", plan.path("to").asText());
    assertEquals(34, plan.path("columns").size());
    assertEquals("py_parse_status", plan.path("columns").get(0).asText());
    assertEquals("src_descriptor_sha256", plan.path("columns").get(33).asText());
    assertEquals(1, plan.path("files").asInt());
    assertTrue(shown.json().path("write").isMissingNode() || shown.json().path("write").isNull());
    assertEquals(before, registryText(), "showing changes nothing");

    Said done = here("registry", "upgrade", "--execute");
    assertEquals(Exit.DONE, done.exit(), done.out());
    JsonNode write = done.json().path("write");
    assertEquals("WRITTEN", write.path("code").asText());
    String execution = write.path("execution_id").asText();
    assertFalse(write.path("backup_path").asText().isEmpty());
    assertEquals(
        withoutTime(before).replace("\"version\": \"2.1.0\"", "\"version\": \"2.2.0\""),
        withoutTime(registryText()),
        "only the version is another");

    JsonNode again = here("registry", "upgrade", "--execute").json();
    assertEquals("2.2.0", again.path("plan").path("to").asText());
    assertTrue(again.path("plan").path("columns").isEmpty());
    assertFalse(again.path("write").has("code"), "nothing is written twice");

    undo(execution);
    assertEquals(withoutTime(before), withoutTime(registryText()));
  }

  private void undo(String execution) {
    try (Engine engine =
        Engine.open(Workspace.open(folder, new DiskFileLayer()), Engine.Role.VISITOR)) {
      engine.executions().revert(execution, "me");
    }
  }

  private static String withoutTime(String registry) {
    return registry.replaceAll("\"last_updated_utc\": \"[^\"]*\"", "");
  }

  @Test
  @DisplayName("an upgrade is not undone once a record holds a newer column")
  void anUpgradeInUseStays() throws Exception {
    anOldRegistry();
    String execution =
        here("registry", "upgrade", "--execute").json().path("write").path("execution_id").asText();
    try (Engine engine =
        Engine.open(Workspace.open(folder, new DiskFileLayer()), Engine.Role.KEEPER, true)) {
      engine.start();
      engine
          .registryActions()
          .reconcile(ReconcileRequest.of(List.of(".")), (phase, n, of) -> {}, () -> false);
      assertTrue(engine.awaitIdle(LONG));
    }
    EngineException stale = assertThrows(EngineException.class, () -> undo(execution));
    assertEquals("REVERT_STALE", stale.code());
    assertTrue(registryText().contains("\"version\": \"2.2.0\""));
  }
}
