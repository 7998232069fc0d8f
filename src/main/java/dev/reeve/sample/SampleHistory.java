package dev.reeve.sample;

import dev.reeve.engine.Engine;
import dev.reeve.engine.RegistryActions;
import dev.reeve.engine.change.ApprovalView;
import dev.reeve.engine.change.ChangePlan;
import dev.reeve.engine.change.ChangeSet;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.change.FileChange;
import dev.reeve.engine.change.Risk;
import dev.reeve.engine.registry.BackfillResult;
import dev.reeve.engine.registry.contract.Enforcement;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What happened in the sample workspace before it is shown, done by a real engine: every file got
 * its id, two documents were deprecated, stray files were set aside and brought back, changes of
 * three people, each of another risk, were approved and carried out. Afterwards people went on
 * working while no engine ran, so the next one finds much to do, and one thing that it does not do
 * unasked. Blocks for a second or two.
 */
public final class SampleHistory {
  private static final int EDITED_RUNS = 20;

  private final Path root;

  private SampleHistory(Path root) {
    this.root = root;
  }

  /** Plays it in a workspace that was just made. */
  public static void play(Path root) throws IOException {
    SampleHistory history = new SampleHistory(root);
    Workspace workspace = Workspace.open(root, new DiskFileLayer());
    try (Engine engine = Engine.open(workspace, Engine.Role.KEEPER)) {
      history.register(engine.registryActions(), workspace.config().watch().roots());
      history.deprecate(engine);
      history.mergeTests(engine);
      history.setAsideAndBack(engine);
      history.weeklyFigures(engine);
      history.moveReports(engine);
      history.propose(engine);
      SampleWorkspace.write(root, "src/cranes/module.yaml", "module_id: mod cranes\n");
      engine.registry().validate(true);
    }
    history.whileNobodyWatched();
  }

  private void register(RegistryActions actions, List<String> roots) {
    String plan = actions.backfill(roots, false, null, () -> false).plan().planId();
    BackfillResult unused = actions.backfill(roots, true, plan, () -> false);
  }

  private void deprecate(Engine engine) {
    String operations =
        List.of("docs/lighting/contacts.md", "docs/dredging/glossary.md").stream()
            .map(path -> engine.registry().record(path).orElseThrow().path("record_id").asText())
            .map(
                id ->
                    "{\"op\": \"update\", \"path\": \"records/%s/status\", \"value\": \"deprecated\"}"
                        .formatted(id))
            .collect(java.util.stream.Collectors.joining(", "));
    String patch =
        "{\"registry_hash\": \"%s\", \"reason\": \"replaced by the handbook of 2026\", \"operations\": [%s]}"
            .formatted(engine.registry().summary().hash(), operations);
    engine.registryActions().apply(patch.getBytes(StandardCharsets.UTF_8));
  }

  /** Files that the folder's contract does not allow; somebody needed them after all. */
  private void setAsideAndBack(Engine engine) throws IOException {
    Map<String, String> strays =
        Map.of(
            "tariff-2025.xlsx", "berth;tariff\n1;412\n2;398\n",
            "rail-yard.csv.bak", "day,vessel,tons\n6,V094,980\n",
            "Copy of pilots.doc", "Pilots on call in June: Aud, Bent, Ivar\n");
    for (Map.Entry<String, String> stray : strays.entrySet()) {
      SampleWorkspace.write(root, "data/exchange/" + stray.getKey(), stray.getValue());
    }
    RegistryActions actions = engine.registryActions();
    String plan = actions.contracts(() -> false).planId();
    Enforcement.Result done = actions.enforceContracts(plan, () -> false);
    if (done.executionId() != null) {
      engine.executions().revert(done.executionId(), "jonas");
    }
  }

  /** Of high risk: what builds and checks go by. */
  private void mergeTests(Engine engine) throws IOException {
    String text = Files.readString(root.resolve("Makefile"));
    String decision =
        handIn(
            engine,
            "ines",
            Risk.HIGH,
            "Run the tests of the schedule first",
            "They take two seconds, and most merges that fail, fail there.",
            List.of(
                FileChange.update(
                    "Makefile",
                    text,
                    text.replace(
                        "\tpython", "\tpython -m pytest src/tests -k schedule\n\tpython"))));
    carryOut(engine, decision, engine.operator(), "Tried on Tuesday's merge.");
  }

  /** Of medium risk: a program. */
  private void weeklyFigures(Engine engine) throws IOException {
    String decision =
        handIn(
            engine,
            "jonas",
            Risk.MEDIUM,
            "Add a script for the weekly figures",
            "They were added up by hand every Thursday.",
            List.of(
                FileChange.create(
                    "src/scripts/weekly_figures.py",
                    "#!/usr/bin/env python3\n"
                        + "import csv\nimport sys\n\n"
                        + "rows = list(csv.DictReader(sys.stdin))\n"
                        + "print(len(rows), sum(int(row[\"tons\"]) for row in rows))\n")));
    carryOut(engine, decision, "mira", "Gives what I had for October.");
  }

  /** Somebody else than its author approves it and carries it out. */
  private static void carryOut(Engine engine, String decision, String approver, String notes)
      throws IOException {
    ApprovalView approvals = engine.approvals();
    approvals.approve(decision, approver, notes);
    ExecutionRow done = approvals.run(decision, approver);
    if (done.status() != ExecutionStatus.COMPLETED) {
      throw new IOException("The sample's change was not carried out: " + done.error());
    }
  }

  /** Of low risk, and the last. */
  private void moveReports(Engine engine) throws IOException {
    List<FileChange> changes = new ArrayList<>();
    for (String area : List.of("pilots", "tides")) {
      String path = "docs/" + area + "/glossary.md";
      String text = Files.readString(root.resolve(path));
      changes.add(FileChange.update(path, text, text.replace("| Friday |", "| Thursday |")));
    }
    changes.add(
        FileChange.create(
            "docs/notes/thursday.md",
            "# Reports on Thursday\n\n"
                + "From November 2026, so that the council has them on Friday.\n"));
    String decision =
        handIn(
            engine,
            "mira",
            Risk.LOW,
            "Move the weekly reports to Thursday",
            "The harbour council meets on Friday mornings from November on.",
            changes);
    carryOut(engine, decision, engine.operator(), "Agreed in the round of 20 October.");
  }

  /** A change that its author may not make alone: it waits for somebody's approval. */
  private void propose(Engine engine) throws IOException {
    List<FileChange> changes = new ArrayList<>();
    for (String area : List.of("cranes", "dredging")) {
      String path = "docs/" + area + "/contacts.md";
      String text = Files.readString(root.resolve(path));
      changes.add(FileChange.update(path, text, text + "\nExchange: 4400, night desk 4411\n"));
    }
    changes.add(
        FileChange.create(
            "docs/notes/exchange.md", "# The new exchange\n\nIn use from 1 December 2026.\n"));
    String unused =
        handIn(
            engine,
            "mira",
            Risk.LOW,
            "Add the new exchange to the contacts",
            "The old exchange is switched off on 1 December.",
            changes);
  }

  /** Gives the decision on it. */
  private static String handIn(
      Engine engine,
      String author,
      Risk risk,
      String intent,
      String rationale,
      List<FileChange> changes)
      throws IOException {
    ChangePlan plan =
        ChangePlan.internal(
                intent,
                rationale,
                changes.stream().map(FileChange::path).toList(),
                author,
                engine.clock().now())
            .ofRisk(risk);
    ChangeSet set = ChangeSet.of(plan.id(), changes, author, engine.clock().now());
    String decision = engine.approvals().handIn(plan, set, author).decisionId();
    if (decision == null) {
      throw new IOException("The sample's change was not kept: " + intent);
    }
    return decision;
  }

  private void whileNobodyWatched() throws IOException {
    for (int run = 1; run <= EDITED_RUNS; run++) {
      append("runs/run-%03d/summary.txt".formatted(run), "read by the shift lead\n");
    }
    for (String area : SampleFiles.areas()) {
      append("docs/" + area + "/checklist.md", "\n- [ ] Lamps on the quay wall\n");
      append("config/" + area + ".yaml", "reviewed: 2026-11\n");
      SampleWorkspace.write(
          root,
          "docs/notes/2026-11-" + area + ".md",
          "# Notes on " + area + "\n\nSeen on the morning round.\n");
      Files.move(
          root.resolve("src/scripts/import_" + area + ".sh"),
          root.resolve("src/" + area + "/import.sh"));
    }
    try (var plans = Files.list(root.resolve("archive/2025"))) {
      for (Path plan : plans.toList()) {
        Files.delete(plan);
      }
    }
  }

  private void append(String path, String text) throws IOException {
    Files.writeString(root.resolve(path), text, StandardOpenOption.APPEND);
  }
}
