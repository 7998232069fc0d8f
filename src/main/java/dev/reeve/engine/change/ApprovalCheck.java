package dev.reeve.engine.change;

import java.util.List;

/**
 * Whether an execution that needs an approval has one. Source: {@code docs/reference/changes.md}.
 */
public sealed interface ApprovalCheck {
  /**
   * It may run.
   *
   * @param approvals all that it uses up: one, or two for critical risk
   */
  record Granted(List<Approval> approvals) implements ApprovalCheck {}

  /** The approval was used by this execution: good for its cached result and nothing else. */
  record Used(String executionId) implements ApprovalCheck {}

  /** Nobody, or not enough people, approved yet: {@code APPROVAL_REQUIRED}. */
  record Missing(String why) implements ApprovalCheck {}

  /** The named approval does not cover this: {@code APPROVAL_INVALID}. */
  record Invalid(String why) implements ApprovalCheck {}
}
