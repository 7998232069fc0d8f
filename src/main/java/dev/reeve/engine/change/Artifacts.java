package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.OwnFiles;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the evidence of executions under {@code .reeve/executions/<id>/}. Small executions have no
 * folder there. Reading is {@link ArtifactReader}. Source: {@code docs/reference/changes.md}. Calls
 * block; one execution's evidence is written by one thread.
 */
public final class Artifacts {
  static final String PLAN = "plan.json";
  static final String CHANGE_SET = "changeset.json";
  static final String DECISION = "decision.json";
  static final String EXECUTION = "execution.json";
  static final String APPROVAL = "approval.json";
  static final String POLICY = "policy.snapshot";
  static final String EVENTS = "events.jsonl";
  static final String STDOUT = "stdout.log";
  static final String STDERR = "stderr.log";
  static final String MANIFEST = "manifest.json";
  static final String PINNED = "pinned";
  static final List<String> FOUR_PIECES = List.of(PLAN, CHANGE_SET, DECISION, EXECUTION);

  private final Path executions;
  private final OwnFiles files;

  /** The evidence of this workspace. */
  public Artifacts(Workspace workspace) {
    this.executions = workspace.own("executions");
    this.files = workspace.ownFiles();
  }

  /** The folder of one execution; may not exist. */
  public Path folder(String id) {
    return executions.resolve(Ids.require(Ids.EXECUTION, id));
  }

  /** The folder that holds one folder an execution. */
  Path executions() {
    return executions;
  }

  /** What is known before the first step: plan, change set, decision, policy, empty output logs. */
  public void begin(
      String id,
      ChangePlan plan,
      ChangeSet set,
      GovernanceDecision decision,
      List<Approval> approvals,
      PolicySnapshot policy)
      throws IOException {
    Path folder = folder(id);
    piece(folder.resolve(PLAN), Json.file(plan.toJson()));
    piece(folder.resolve(CHANGE_SET), Json.file(set.toJson()));
    piece(folder.resolve(DECISION), Json.file(decision.toJson()));
    piece(folder.resolve(POLICY), policy.bytes());
    piece(folder.resolve(STDOUT), new byte[0]);
    piece(folder.resolve(STDERR), new byte[0]);
    if (!approvals.isEmpty()) {
      ArrayNode list = Json.mapper().createArrayNode();
      approvals.forEach(approval -> list.add(approval.usedBy(id).toJson()));
      piece(folder.resolve(APPROVAL), Json.file(list));
    }
  }

  /** Done again when the disk was full and the reserve was given up. */
  private void piece(Path file, byte[] bytes) throws IOException {
    try {
      files.writeNew(file, bytes);
    } catch (FileAlreadyExistsException earlierTry) {
      files.replace(file, bytes);
    }
  }

  /** Writes {@code execution.json}, replacing one that an interrupted finalisation left. */
  public void result(ExecutionResult result) throws IOException {
    files.replace(folder(result.head().id()).resolve(EXECUTION), Json.file(result.toJson()));
  }

  /** Keeps the bytes of a file that somebody changed meanwhile, under {@code conflicts/}. */
  public void conflict(String id, String path, Path from) throws IOException {
    files.copyNew(from, folder(id).resolve("conflicts").resolve(path));
  }

  /** Appends to {@code stdout.log}. */
  public void stdout(String id, byte[] bytes) throws IOException {
    files.append(folder(id).resolve(STDOUT), bytes);
  }

  /** Appends to {@code stderr.log}. */
  public void stderr(String id, byte[] bytes) throws IOException {
    files.append(folder(id).resolve(STDERR), bytes);
  }

  void append(String id, String name, String line) throws IOException {
    files.append(folder(id).resolve(name), (line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
