package dev.reeve.engine.registry;

import java.util.List;

/** P6: process, step and role belong together. */
final class ProcessContract implements Contract {
  private static final String P6 = "P6";

  private final ProcessPolicy policy;

  ProcessContract(ProcessPolicy policy) {
    this.policy = policy;
  }

  @Override
  public void check(Subject subject, Findings out) {
    if (!subject.kind().equals("entity")) {
      return;
    }
    String process = subject.text("process_id");
    String step = subject.text("process_step_id");
    String role = subject.text("process_step_role");
    if (process == null && step == null && role == null) {
      return;
    }
    if (process == null || step == null || role == null) {
      error("PR_INCOMPLETE", subject, "process_id", "process, step and role are set together", out);
      return;
    }
    ProcessPolicy.Owned known = policy.processes().get(process);
    if (known == null) {
      error("PR_UNKNOWN_PROCESS", subject, "process_id", "is no known process", out);
      return;
    }
    if (known.owner() == null || known.owner().isEmpty()) {
      out.warn("PR_NO_OWNER", P6, subject.key(), "process_id", process + " has no owner");
    }
    List<String> roles = known.steps().get(step);
    if (roles == null) {
      error("PR_UNKNOWN_STEP", subject, "process_step_id", "is no step of " + process, out);
    } else if (!roles.contains(role) && !policy.globalRoles().contains(role)) {
      error("PR_ROLE_FORBIDDEN", subject, "process_step_role", "is no role of " + step, out);
    }
  }

  private static void error(String code, Subject subject, String column, String why, Findings out) {
    out.error(code, P6, subject.key(), column, subject.value(column) + ": " + why);
  }
}
