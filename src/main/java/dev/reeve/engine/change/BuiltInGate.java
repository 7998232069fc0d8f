package dev.reeve.engine.change;

import dev.reeve.engine.change.FileChange.Operation;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.PathViolation;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The gate of a workspace without rules of its own. The registry's own patches, ids in headers or
 * names where the operator's mode asks for them, and links mended in documents are allowed;
 * everything else needs a person; a set that is not what it says, that leaves the workspace, or
 * that comes from outside and is too large, beyond its plan or about a forbidden path, is denied.
 * Source: {@code docs/reference/changes.md}.
 *
 * <p>Stages, in this order: 1 integrity, 2 boundary, 3 forbidden paths, 4 limits and scope, 5
 * effective risk, 6 gating, 7 triggers, 8 path classes, 9 commands, 10 verdict. Stages 7, 8 and 9
 * are rules of a policy, and this gate has none.
 */
public final class BuiltInGate implements Gate {
  static final String VERSION = "2.0.0";

  private static final Pattern OWN_DATA =
      Pattern.compile("(?i)(\\.reeve|\\.lonelycat)(/.*)?|(.*/)?\\.git(/.*)?");
  private static final Pattern PREFIX = Pattern.compile("[0-9]{16}_");

  private final Workspace workspace;
  private final EngineClock clock;
  private final ChangeSetIntake intake;
  private final String registryPath;

  /** The gate of this workspace. */
  public BuiltInGate(Workspace workspace, EngineClock clock, ChangeSetIntake intake) {
    this.workspace = workspace;
    this.clock = clock;
    this.intake = intake;
    this.registryPath =
        workspace.root().relativize(workspace.registryFile()).toString().replace('\\', '/');
  }

  /**
   * What the stages after the findings come to.
   *
   * @param violated names of the policies that were broken
   */
  private record Asked(
      Risk risk, List<String> reasons, List<String> violated, List<String> actions) {}

  @Override
  public GovernanceDecision judge(Submission submission, PolicySnapshot policy, AuditHashes audit) {
    List<GateFinding> findings = findings(submission, policy, true);
    Verdict verdict = verdict(submission, findings);
    Asked asked =
        switch (verdict) {
          case DENY -> denied(submission, findings);
          case ALLOW ->
              new Asked(submission.plan().riskProposed(), List.of(), List.of(), List.of());
          case NEED_APPROVAL -> gating(submission, risks(submission, policy));
        };
    return new GovernanceDecision(
        Ids.next(Ids.DECISION),
        submission.plan().id(),
        submission.changeSet().id(),
        submission.kind(),
        verdict,
        asked.reasons(),
        List.copyOf(findings),
        asked.violated(),
        asked.actions(),
        List.of(),
        asked.risk(),
        policy.hash(),
        audit,
        VERSION,
        clock.now(),
        "writegate_engine",
        submission.subjectHash(policy),
        null,
        Map.of());
  }

  @Override
  public Verdict verdictOnPaper(Submission submission, PolicySnapshot policy) {
    return verdict(submission, findings(submission, policy, false));
  }

  private List<GateFinding> findings(
      Submission submission, PolicySnapshot policy, boolean lookAtDisk) {
    List<GateFinding> findings = integrity(submission);
    boolean whole = findings.isEmpty();
    findings.addAll(policy(policy));
    findings.addAll(boundary(submission, lookAtDisk));
    if (whole && submission.kind() == ChangeKind.CHANGES) {
      findings.addAll(OutsideRules.findings(submission, findings));
    }
    findings.addAll(declaredDiffs(submission.changeSet()));
    return findings;
  }

  private Verdict verdict(Submission submission, List<GateFinding> findings) {
    if (findings.stream().anyMatch(found -> found.severity().equals(GateFinding.ERROR))) {
      return Verdict.DENY;
    }
    return findings.isEmpty() && ownBatch(submission) ? Verdict.ALLOW : Verdict.NEED_APPROVAL;
  }

  private List<GateFinding> integrity(Submission submission) {
    List<GateFinding> findings = new ArrayList<>();
    List<IntakeProblem> problems = new ArrayList<>(intake.problems(submission.plan()));
    problems.addAll(intake.problems(submission.changeSet(), submission.kind()));
    for (IntakeProblem problem : problems) {
      findings.add(
          new GateFinding(
              "INTEGRITY",
              GateFinding.ERROR,
              null,
              problem.code(),
              problem.where() + ": " + problem.message()));
    }
    if (!submission.changeSet().planId().equals(submission.plan().id())) {
      findings.add(integrityError("The change set belongs to another plan."));
    }
    if (!submission.changeSet().checksumHolds()) {
      findings.add(integrityError("The checksum is not that of the changes."));
    }
    return findings;
  }

  /** By rules that nobody can read nothing is let through, whoever hands it in. */
  private static List<GateFinding> policy(PolicySnapshot policy) {
    try {
      RiskPolicy.of(policy);
      return List.of();
    } catch (RiskPolicy.Invalid e) {
      return List.of(
          new GateFinding(
              "POLICY_INVALID",
              GateFinding.ERROR,
              null,
              null,
              "The policy file cannot be understood: " + e.getMessage() + "."));
    }
  }

  private static GateFinding integrityError(String message) {
    return new GateFinding("INTEGRITY", GateFinding.ERROR, null, null, message);
  }

  private List<GateFinding> boundary(Submission submission, boolean lookAtDisk) {
    List<GateFinding> findings = new ArrayList<>();
    for (String path : submission.changeSet().paths()) {
      try {
        SafePath safe = SafePath.of(path);
        if (forbidden(safe, submission.kind())) {
          findings.add(
              outside(path, PathViolation.FORBIDDEN_ROOT, "The path '" + path + "' is forbidden."));
        } else if (lookAtDisk) {
          safe.check(workspace.root());
        }
      } catch (SafePath.Refused e) {
        findings.add(outside(path, e.violation(), String.valueOf(e.getMessage())));
      } catch (IOException e) {
        findings.add(
            new GateFinding(
                "ACCESS_DENIED", GateFinding.ERROR, path, null, "It cannot be examined."));
      }
    }
    return findings;
  }

  /**
   * Only what sets files aside, and what undoes that, may name the folder where they lie; the same
   * with the rules about links.
   */
  private static boolean forbidden(SafePath path, ChangeKind kind) {
    if (Places.linkRules(path)) {
      return kind != ChangeKind.LINKS && kind != ChangeKind.REVERT;
    }
    boolean mayName = kind == ChangeKind.QUARANTINE || kind == ChangeKind.REVERT;
    String text =
        mayName && Places.setAside(path)
            ? path.text().substring(Workspace.QUARANTINE.length() + 1)
            : path.text();
    return OWN_DATA.matcher(text).matches();
  }

  private static GateFinding outside(String path, PathViolation violation, String message) {
    return new GateFinding(violation.code(), GateFinding.ERROR, path, null, message);
  }

  private static List<GateFinding> declaredDiffs(ChangeSet set) {
    return set.changes().stream()
        .filter(change -> !change.diffUnified().isEmpty() && !describesItself(change))
        .map(
            change ->
                new GateFinding(
                    "DIFF_MISMATCH",
                    GateFinding.REVIEW,
                    change.path(),
                    null,
                    "The declared diff is not that of the contents."))
        .toList();
  }

  private static boolean describesItself(FileChange change) {
    try {
      return UnifiedDiff.describes(change.diffUnified(), change.oldBytes(), change.newBytes());
    } catch (IllegalArgumentException noBase64) {
      return false; // an integrity finding says so
    }
  }

  /** Recognised by who hands it in, and held to what that part of the engine may do. */
  private boolean ownBatch(Submission submission) {
    List<FileChange> changes = submission.changeSet().changes();
    return switch (submission.kind()) {
      case REGISTRY -> changes.stream().allMatch(this::writesRegistry);
      case HEADER ->
          changes.stream().allMatch(change -> writesRegistry(change) || carriesId(change));
      case LINKS -> changes.stream().allMatch(BuiltInGate::mendsDocument);
      case CHANGES, GENERATED, QUARANTINE, SETTINGS, REVERT -> false;
    };
  }

  private boolean writesRegistry(FileChange change) {
    return change.path().equals(registryPath)
        && (change.operation() == Operation.CREATE || change.operation() == Operation.UPDATE);
  }

  /** A document, or the rules about links, is written; deletions are left to a person. */
  private static boolean mendsDocument(FileChange change) {
    String path = change.path().toLowerCase(Locale.ROOT);
    boolean writes =
        change.operation() == Operation.CREATE || change.operation() == Operation.UPDATE;
    return writes
        && (path.endsWith(".md")
            || path.endsWith(".markdown")
            || path.equals(Workspace.LINK_RULES));
  }

  private boolean carriesId(FileChange change) {
    String mode = workspace.config().registry().carrier();
    boolean header = mode.equals("HEADER") || mode.equals("HEADER_AND_PREFIX");
    boolean prefix = mode.equals("PREFIX") || mode.equals("HEADER_AND_PREFIX");
    return switch (change.operation()) {
      case UPDATE -> header;
      case MOVE -> prefix && addsPrefix(change.path(), Objects.requireNonNull(change.to()));
      case CREATE, DELETE, COMPRESS -> false;
    };
  }

  private static boolean addsPrefix(String path, String to) {
    int name = path.lastIndexOf('/') + 1;
    String folder = path.substring(0, name);
    return to.startsWith(folder)
        && to.endsWith("_" + path.substring(name))
        && PREFIX.matcher(to.substring(name, to.length() - (path.length() - name))).matches();
  }

  /** The rules of risk read contents, which a denied set need not have in order. */
  private static Asked denied(Submission submission, List<GateFinding> findings) {
    boolean forbidden =
        findings.stream()
            .map(GateFinding::code)
            .anyMatch(
                code ->
                    code.equals(GateFinding.FORBIDDEN)
                        || code.equals(PathViolation.FORBIDDEN_ROOT.code()));
    return new Asked(
        forbidden ? Risk.CRITICAL : submission.plan().riskProposed(),
        findings.stream()
            .filter(found -> found.severity().equals(GateFinding.ERROR))
            .map(GateFinding::message)
            .toList(),
        forbidden ? List.of("forbidden_paths") : List.of(),
        forbidden ? List.of("Remove forbidden path modifications") : List.of());
  }

  /** The engine's own sets are not judged by the lists. */
  private static RiskPolicy risks(Submission submission, PolicySnapshot policy) {
    try {
      return submission.kind() == ChangeKind.CHANGES ? RiskPolicy.of(policy) : RiskPolicy.DEFAULT;
    } catch (RiskPolicy.Invalid e) {
      throw new IllegalStateException("It was denied for its policy", e);
    }
  }

  private static Asked gating(Submission submission, RiskPolicy policy) {
    ChangePlan plan = submission.plan();
    RiskRules.Found risk = RiskRules.of(submission, policy);
    List<String> reasons = new ArrayList<>();
    List<String> actions = new ArrayList<>();
    if (risk.reason() != null) {
      reasons.add(risk.reason());
    }
    if (plan.rollbackPlan().isBlank()) {
      reasons.add("Missing rollback plan");
      actions.add("Add rollback plan");
    }
    if (plan.verificationPlan().isBlank() && plan.verificationSteps() == null) {
      reasons.add("Missing verification plan");
      actions.add("Add verification plan");
    }
    if (plan.healthChecks().isEmpty() && risk.level().compareTo(Risk.MEDIUM) >= 0) {
      reasons.add("No health checks defined for MEDIUM+ risk change");
      actions.add("Add health checks");
    }
    reasons.add(submission.kind().needsPerson());
    return new Asked(risk.level(), List.copyOf(reasons), List.of(), List.copyOf(actions));
  }
}
