package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One step of an execution. Source: {@code docs/reference/executions.md}.
 *
 * @param number 0 to 7, 98 or 99
 * @param name such as {@code validate}
 */
public record StepRecord(
    int number,
    String name,
    Status status,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Double durationSeconds,
    @Nullable String errorCode,
    @Nullable String errorMessage) {

  /** How a step stands. */
  public enum Status {
    RUNNING,
    COMPLETED,
    FAILED,
    SKIPPED;

    /** As it appears in records. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The status with this exact code. */
    public static Optional<Status> of(String code) {
      return Codes.find(values(), Status::code, code);
    }
  }

  /** Its log beside the other evidence, such as {@code steps/01_validate.log}. */
  public String logRef() {
    return logRef(number, name);
  }

  static String logRef(int number, String name) {
    return String.format(Locale.ROOT, "steps/%02d_%s.log", number, name);
  }

  /** As the console shows it. */
  public ExecutionDetail.Step toDetail() {
    return new ExecutionDetail.Step(
        number, name, status.code(), durationSeconds, errorCode, errorMessage);
  }

  ObjectNode toJson() {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("step_num", number);
    json.put("step_name", name);
    json.put("status", status.code());
    json.put("started_at", Utc.format(startedAt));
    json.put("ended_at", endedAt == null ? null : Utc.format(endedAt));
    json.put("duration_seconds", durationSeconds);
    json.put("error_code", errorCode);
    json.put("error_message", errorMessage);
    json.put("log_ref", logRef());
    return json;
  }

  static StepRecord read(JsonNode json, List<IntakeProblem> problems) {
    JsonReading in = new JsonReading(json, "steps.", problems);
    return new StepRecord(
        (int) in.number("step_num", 0),
        in.text("step_name"),
        in.code("status", Status::of, "running, completed, failed, skipped", Status.FAILED),
        in.time("started_at", Instant.EPOCH),
        in.timeOrNull("ended_at"),
        in.doubleOrNull("duration_seconds"),
        in.textOrNull("error_code"),
        in.textOrNull("error_message"));
  }
}
