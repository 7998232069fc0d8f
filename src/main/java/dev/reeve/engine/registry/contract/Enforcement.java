package dev.reeve.engine.registry.contract;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sets files aside that contracts do not allow: only when a person names the plan they saw, and
 * never by itself. Blocks. Source: {@code docs/reference/classifier.md}.
 */
public final class Enforcement {
  private final ContractCheck check;
  private final Quarantine quarantine;
  private final QuarantinedRecords records;

  /** The enforcement of what this check finds. */
  public Enforcement(ContractCheck check, Quarantine quarantine, QuarantinedRecords records) {
    this.check = check;
    this.quarantine = quarantine;
    this.records = records;
  }

  /**
   * What became of it.
   *
   * @param held whether the plan waits for a person
   * @param reason why nothing was moved, or why the records of what was moved do not say so; empty
   *     when all was done
   * @param executionId null when nothing was moved
   */
  public record Result(
      boolean held, String reason, ContractReport report, @Nullable String executionId) {}

  /**
   * Carries out the plan, as it is now.
   *
   * @param confirmed id of the plan the person saw; another than the present one is held
   * @param operator signed-in account
   * @throws EngineException {@code CONTRACT_AUDIT_ONLY} when no contract is in enforce mode; the
   *     reason for which the files were not moved
   */
  public Result run(@Nullable String confirmed, String operator, BooleanSupplier cancelled) {
    if (!check.enforces()) {
      throw EngineException.of(
              Kind.REFUSED,
              "CONTRACT_AUDIT_ONLY",
              "No file was set aside: no contract is in enforce mode.")
          .with(
              "Nothing was changed.",
              "Set mode = \"enforce\" in the [[contract]] of .reeve/config.toml.");
    }
    ContractReport report = check.run(cancelled);
    if (report.moves().isEmpty()) {
      return new Result(false, "", report, null);
    }
    if (confirmed == null) {
      return new Result(
          true, "NOT_CONFIRMED: Files are moved when their plan is confirmed.", report, null);
    }
    if (!confirmed.equals(report.planId())) {
      return new Result(
          true,
          "PLAN_CHANGED: The plan is another one by now than the one that was confirmed.",
          report,
          null);
    }
    String execution = quarantine.setAside(report.moves(), operator);
    String problem =
        records.setAside(report.moves().stream().map(ContractReport.Move::path).toList());
    return new Result(false, problem, report, execution);
  }
}
