package dev.reeve.engine.change;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Carries out what a person asks for and hands in with that: asking is the approval, where the gate
 * leaves it to a person and the rules let this one. Meanwhile it waits for nobody. Source: {@code
 * docs/reference/changes.md}. Blocks.
 */
final class OwnWord {
  private final ChangeTools tools;
  private final Governance governance;
  private final Executor executor;

  OwnWord(ChangeTools tools, Governance governance, Executor executor) {
    this.tools = tools;
    this.governance = governance;
    this.executor = executor;
  }

  /**
   * Does it.
   *
   * @param options whose operator asks for it
   * @param notes kept beside the approval; empty for the intent
   * @param notDone what a denial means, such as "No link was mended"
   * @param around what is done with the verdict and the execution; gives the execution's result
   * @throws EngineException as {@link Governance#submit}; from the execution {@code
   *     DECISION_DENIED}, and what {@link Approvals#approve} says when this person may not
   */
  ExecutionResult carryOut(
      Submission submission,
      ExecutionOptions options,
      String notes,
      String notDone,
      BiFunction<Governance.Judged, Supplier<ExecutionResult>, ExecutionResult> around) {
    String account = Objects.requireNonNull(options.operator());
    String why = notes.isBlank() ? submission.plan().intent() : notes;
    return tools
        .governance()
        .atHand()
        .during(
            submission.plan().id(),
            () -> {
              Governance.Judged judged = governance.submit(submission, account);
              return around.apply(judged, () -> execute(judged, options, account, why, notDone));
            });
  }

  private ExecutionResult execute(
      Governance.Judged judged,
      ExecutionOptions options,
      String account,
      String why,
      String notDone) {
    GovernanceDecision decision = judged.decision();
    return switch (decision.verdict()) {
      case ALLOW -> executor.execute(judged.submission(), decision, options);
      case NEED_APPROVAL -> {
        Approval approval = tools.approvals().approve(decision.id(), account, why);
        yield executor.execute(judged.submission(), decision, options.approvedBy(approval.id()));
      }
      case DENY ->
          throw EngineException.of(
                  Kind.REFUSED,
                  "DECISION_DENIED",
                  notDone + ": " + String.join("; ", decision.reasons()))
              .with("Nothing was changed.", "Look at the reasons, then ask for it again.");
    };
  }
}
