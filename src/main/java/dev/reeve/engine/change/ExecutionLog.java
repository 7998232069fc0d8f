package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The running record of one execution: {@code events.jsonl}, numbered without a gap, and a text log
 * for each step. Opened again after a crash it goes on where it stopped. Source: {@code
 * docs/reference/changes.md}. Safe on any thread.
 */
public final class ExecutionLog {
  private final @Nullable Artifacts artifacts;
  private final String id;
  private final EngineClock clock;
  private long seq;

  private ExecutionLog(@Nullable Artifacts artifacts, String id, EngineClock clock, long seq) {
    this.artifacts = artifacts;
    this.id = id;
    this.clock = clock;
    this.seq = seq;
  }

  /** The log of an execution with a folder, new or continued. */
  public static ExecutionLog open(Artifacts artifacts, String id, EngineClock clock)
      throws IOException {
    Path events = artifacts.folder(id).resolve(Artifacts.EVENTS);
    long last = 0;
    if (Files.exists(events)) {
      EventLines lines = EventLines.read(events);
      last = lines.lastSeq();
      if (lines.torn()) {
        artifacts.append(id, Artifacts.EVENTS, ""); // ends the torn line; readers skip it
      }
    }
    return new ExecutionLog(artifacts, id, clock, last);
  }

  /** The log of a small execution: writes nothing, its evidence is the trail. */
  public static ExecutionLog none(String id, EngineClock clock) {
    return new ExecutionLog(null, id, clock, 0);
  }

  /** The execution starts, and under which terms. */
  public void started(ExecutionHead head) throws IOException {
    ObjectNode data = Json.mapper().createObjectNode();
    data.put("execution_id", head.id());
    data.put("kind", head.kind().code());
    data.put("operator", head.operator());
    data.put("trigger_kind", head.triggerKind().code());
    data.put("correlation_id", head.correlationId());
    data.put("parent_execution_id", head.parentId());
    data.put("repair_for_execution_id", head.repairFor());
    data.put("dry_run", head.dryRun());
    event("execution_started", data);
  }

  /** The terms an execution was started under, from what {@link #started} wrote. */
  static ExecutionHead head(
      String id, ChangePlan plan, ChangeSet set, GovernanceDecision decision, JsonNode started) {
    JsonReading in = new JsonReading(started, "execution_started.", new ArrayList<>());
    TriggerKind trigger =
        TriggerKind.of(in.text("trigger_kind", "manual")).orElse(TriggerKind.MANUAL);
    ExecutionHead head =
        ExecutionHead.of(
                id,
                new Submission(plan, set, decision.kind()),
                decision,
                trigger,
                in.textOrNull("operator"),
                false,
                in.time("timestamp", Instant.EPOCH))
            .follows(
                in.textOrNull("parent_execution_id"),
                in.textOrNull("correlation_id"),
                in.textOrNull("repair_for_execution_id"));
    return in.flag("dry_run", false) ? head.asDryRun() : head;
  }

  /** A step starts; its log gets a first line. */
  public void stepStart(int number, String name) throws IOException {
    event("step_start", step(number, name));
    text(number, name, "start " + name);
  }

  /** A step ends; its log gets a last line. */
  public void stepEnd(
      int number,
      String name,
      StepRecord.Status status,
      double seconds,
      @Nullable String errorCode,
      @Nullable String errorMessage)
      throws IOException {
    String ending =
        switch (status) {
          case COMPLETED -> "ok";
          case SKIPPED -> "skipped";
          case FAILED, RUNNING -> "failed";
        };
    text(number, name, "end " + name + ": " + ending + (errorCode == null ? "" : " " + errorCode));
    ObjectNode data = step(number, name);
    data.put("status", ending);
    data.put("duration_seconds", BigDecimal.valueOf(seconds).setScale(4, RoundingMode.HALF_UP));
    data.put("error_code", errorCode);
    data.put("error_message", errorMessage);
    event("step_end", data);
  }

  /** A file of the workspace was changed. */
  public void fileChanged(FileOutcome file) throws IOException {
    event("file_changed", file.toJson());
  }

  /** The execution ended. */
  public void finished(ExecutionOutcome outcome) throws IOException {
    ObjectNode data = Json.mapper().createObjectNode();
    data.put("status", outcome.status().code());
    data.put("error_code", outcome.errorCode());
    data.put("message", outcome.message());
    event("execution_finished", data);
  }

  /** Any other event, such as {@code lock_wait}, {@code check_result}, {@code rollback_file}. */
  public synchronized void event(String name, ObjectNode data) throws IOException {
    if (artifacts == null) {
      return;
    }
    ObjectNode line = Json.mapper().createObjectNode();
    line.put("seq", seq + 1);
    line.put("event", name);
    line.put("timestamp", Utc.format(clock.now()));
    for (var member : data.properties()) {
      line.set(member.getKey(), member.getValue());
    }
    artifacts.append(id, Artifacts.EVENTS, Json.line((JsonNode) line));
    seq++;
  }

  /** One line in a step's log; control characters cannot break the line. */
  public synchronized void text(int number, String name, String text) throws IOException {
    if (artifacts == null) {
      return;
    }
    String line = "[" + Utc.format(clock.now()) + "] " + text.replaceAll("\\p{Cntrl}", " ");
    artifacts.append(id, StepRecord.logRef(number, name), line);
  }

  private static ObjectNode step(int number, String name) {
    ObjectNode data = Json.mapper().createObjectNode();
    data.put("step_num", number);
    data.put("step_name", name);
    return data;
  }
}
