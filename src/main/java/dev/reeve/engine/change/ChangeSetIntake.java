package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.workspace.CanonicalJson;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import java.util.ArrayList;
import java.util.List;

/**
 * The door for plans and change sets: everything that is wrong with one is reported together.
 * Whether a path is safe is the gate's business, so that its refusal is on record. Source: {@code
 * docs/reference/changes.md}. Safe on any thread.
 */
public final class ChangeSetIntake {
  private static final int LONGEST_TEXT = 2000;

  private final EngineClock clock;
  private final IntakeLimits limits;

  /** A door with these limits for what comes from outside. */
  public ChangeSetIntake(EngineClock clock, IntakeLimits limits) {
    this.clock = clock;
    this.limits = limits;
  }

  /**
   * Takes a plan handed in as JSON; id and time are added when absent, what only the engine may set
   * is dropped.
   *
   * @throws EngineException {@code INVALID_FIELD} naming every problem
   */
  public ChangePlan plan(JsonNode json) {
    List<IntakeProblem> problems = new ArrayList<>();
    ChangePlan plan = ChangePlan.read(json, clock.now(), problems);
    addProblems(plan, problems);
    refuseIfAny("The plan", "INVALID_FIELD", problems);
    return plan.asSubmitted();
  }

  /**
   * Takes a change set handed in as JSON.
   *
   * @throws EngineException naming every problem; its code is theirs when they share one, else
   *     {@code INVALID_CHANGESET}
   */
  public ChangeSet changeSet(JsonNode json) {
    List<IntakeProblem> problems = new ArrayList<>();
    ChangeSet set = ChangeSet.read(json, clock.now(), problems);
    if (problems.isEmpty()) {
      problems.addAll(problems(set, ChangeKind.CHANGES));
    }
    refuseIfAny("The change set", "INVALID_CHANGESET", problems);
    return set.asSubmitted();
  }

  /**
   * Lets a submission pass, from inside or outside.
   *
   * @throws EngineException naming every problem
   */
  public void require(Submission submission) {
    refuseIfAny("The plan", "INVALID_FIELD", problems(submission.plan()));
    refuseIfAny(
        "The change set", "INVALID_CHANGESET", problems(submission.changeSet(), submission.kind()));
  }

  private static void refuseIfAny(String what, String code, List<IntakeProblem> problems) {
    if (!problems.isEmpty()) {
      throw IntakeProblem.refuse(what, code, problems);
    }
  }

  /** What is wrong with a plan. */
  public List<IntakeProblem> problems(ChangePlan plan) {
    List<IntakeProblem> problems = new ArrayList<>();
    addProblems(plan, problems);
    return problems;
  }

  /** What is wrong with a change set. */
  public List<IntakeProblem> problems(ChangeSet set, ChangeKind kind) {
    return new ChangeSetCheck(set, kind, limits).problems();
  }

  private static void addProblems(ChangePlan plan, List<IntakeProblem> problems) {
    if (!Ids.is(Ids.PLAN, plan.id())) {
      add(problems, "id", "must be plan_ and 12 lower-case hex digits");
    }
    words(problems, "intent", plan.intent());
    words(problems, "objective", plan.objective());
    words(problems, "rationale", plan.rationale());
    words(problems, "created_by", plan.createdBy());
    int paths = plan.affectedPaths().size();
    if (paths < 1 || paths > ChangePlan.MOST_PATHS) {
      add(problems, "affected_paths", "must hold 1 to " + ChangePlan.MOST_PATHS + " entries");
    }
    for (String dependency : plan.dependencies()) {
      if (!Ids.is(Ids.PLAN, dependency)) {
        add(problems, "dependencies", "must hold plan ids only");
      } else if (dependency.equals(plan.id())) {
        add(problems, "dependencies", "must not hold the plan itself");
      }
    }
    for (JsonNode check : plan.healthChecks()) {
      if (!check.isTextual() && !check.isObject()) {
        add(problems, "health_checks", "must hold texts or objects only");
      }
    }
    try {
      CanonicalJson.hash(plan.toHashedJson());
    } catch (IllegalArgumentException fraction) {
      add(problems, "plan", "must hold no number with a fraction but the confidence");
    }
  }

  private static void words(List<IntakeProblem> problems, String where, String text) {
    boolean reported = problems.stream().anyMatch(problem -> problem.where().equals(where));
    if (text.isBlank() && !reported) {
      add(problems, where, "must not be blank");
    } else if (text.codePointCount(0, text.length()) > LONGEST_TEXT) {
      add(problems, where, "must not be longer than " + LONGEST_TEXT + " characters");
    }
  }

  private static void add(List<IntakeProblem> problems, String where, String message) {
    problems.add(new IntakeProblem("INVALID_FIELD", where, message));
  }
}
