package dev.reeve.engine.change;

import dev.reeve.engine.workspace.EngineException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the steps of one execution and puts each on record: row, event, log, status. While files are
 * put back, a record that cannot be written is no reason to stop.
 */
final class Steps {
  private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

  private final ChangeTools tools;
  private final String id;
  private final ExecutionLog log;
  private @Nullable Step current;
  private @Nullable Step failed;

  Steps(ChangeTools tools, String id, ExecutionLog log) {
    this.tools = tools;
    this.id = id;
    this.log = log;
  }

  /** The steps of every execution, by number. */
  enum Step {
    LOCK(0),
    VALIDATE(1),
    CHECKSUM(2),
    BACKUP(3),
    APPLY(4),
    VERIFY(5),
    HEALTH(6),
    FINALIZE(7),
    ROLLBACK(98),
    ERROR(99);

    final int number;

    Step(int number) {
      this.number = number;
    }

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a step does. */
  @FunctionalInterface
  interface Body<T extends @Nullable Object> {
    T run() throws IOException;
  }

  private interface Writing {
    void run() throws IOException;
  }

  /**
   * Runs a step.
   *
   * @param status the execution's status from here on, null when it stays
   * @throws EngineException what went wrong, with its code
   */
  <T extends @Nullable Object> T run(Step step, @Nullable ExecutionStatus status, Body<T> body) {
    return run(step, status, StepRecord.Status.COMPLETED, body);
  }

  /** Runs a step that has nothing of its own to do and is put on record as skipped. */
  <T extends @Nullable Object> T skip(Step step, @Nullable ExecutionStatus status, Body<T> body) {
    return run(step, status, StepRecord.Status.SKIPPED, body);
  }

  private <T extends @Nullable Object> T run(
      Step step, @Nullable ExecutionStatus status, StepRecord.Status ending, Body<T> body) {
    long since = tools.clock().nanos();
    current = step;
    try {
      begin(step, status);
      T value = body.run();
      end(step, ending, since, null);
      return value;
    } catch (IOException | RuntimeException | Error e) {
      EngineException failure = Failures.of(e);
      failed = failed == null ? step : failed;
      quietly(() -> end(step, StepRecord.Status.FAILED, since, failure));
      throw failure;
    }
  }

  /** Runs a step of the way back, whose records are written as far as they can be. */
  <T extends @Nullable Object> T runBack(
      Step step, @Nullable ExecutionStatus status, java.util.function.Supplier<T> body) {
    long since = tools.clock().nanos();
    current = step;
    quietly(() -> begin(step, status));
    T value = body.get();
    quietly(() -> end(step, StepRecord.Status.COMPLETED, since, null));
    return value;
  }

  private void begin(Step step, @Nullable ExecutionStatus status) throws IOException {
    Instant now = tools.clock().now();
    tools
        .store()
        .write(
            tx -> {
              if (status != null) {
                tools.history().setStatus(tx, id, status);
              }
              tools.history().startStep(tx, id, step.number, step.code(), now);
              return true;
            });
    log.stepStart(step.number, step.code());
  }

  private void end(
      Step step, StepRecord.Status status, long since, @Nullable EngineException failure)
      throws IOException {
    double seconds = (tools.clock().nanos() - since) / 1e9;
    String code = failure == null ? null : failure.code();
    String message = failure == null ? null : failure.getMessage();
    log.stepEnd(step.number, step.code(), status, seconds, code, message);
    tools
        .store()
        .write(
            tx -> {
              Instant now = tools.clock().now();
              tools.history().endStep(tx, id, step.number, status, now, seconds, code, message);
              return true;
            });
  }

  /** One line in the log of the step that runs. */
  void say(String text) throws IOException {
    Step step = current == null ? Step.LOCK : current;
    log.text(step.number, step.code(), text);
  }

  /** The same, when a line that cannot be written must not stop what is being put back. */
  void sayQuietly(String text) {
    quietly(() -> say(text));
  }

  ExecutionLog log() {
    return log;
  }

  /** Name of the step that failed first. */
  @Nullable String failedStep() {
    return failed == null ? null : failed.code();
  }

  List<StepRecord> records() {
    return tools.store().read(tx -> tools.history().steps(tx, id));
  }

  private void quietly(Writing record) {
    try {
      tools
          .reserve()
          .spend(
              () -> {
                record.run();
                return true;
              });
    } catch (IOException | RuntimeException e) {
      LOG.warn("{}: a record was not written: {}", id, e.toString());
    }
  }
}
