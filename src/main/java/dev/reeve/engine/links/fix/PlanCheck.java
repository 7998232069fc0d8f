package dev.reeve.engine.links.fix;

import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.ParsedDocument;
import dev.reeve.engine.links.Reference;
import dev.reeve.engine.links.ReferenceJudge;
import dev.reeve.engine.links.ReferenceKind;
import dev.reeve.engine.links.fix.DecidedEdit.Retarget;
import dev.reeve.engine.links.fix.FixOutcome.Status;
import dev.reeve.engine.links.fix.PlaceFinder.Place;
import dev.reeve.engine.links.suggest.Band;
import dev.reeve.engine.workspace.EngineException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds a plan against the workspace as it is: its documents are checked anew, and of what it
 * proposes only that counts which the new check proposes too. Used once, on one thread.
 */
final class PlanCheck {
  private final FixPlanner planner;
  private final FixPlan plan;
  private final FixChoice choice;
  private final ReferenceJudge now;
  private final Map<String, ParsedDocument> documents = new HashMap<>();
  private final Map<String, PlaceFinder> finders = new HashMap<>();

  /** A place in a document. */
  private record Spot(String file, int offset) {}

  PlanCheck(FixPlanner planner, FixPlan plan, FixChoice choice) {
    this.planner = planner;
    this.plan = plan;
    this.choice = choice;
    this.now = reading(planner.current());
  }

  /**
   * What of the plan is decided.
   *
   * @param judge the workspace with the very bytes that were checked
   * @param edits what is left to be written
   * @param settled what became of the others, by id
   */
  record Checked(ReferenceJudge judge, List<DecidedEdit> edits, Map<String, FixOutcome> settled) {}

  /**
   * @throws EngineException {@code PLAN_OTHER_WORKSPACE}, {@code FIX_UNKNOWN}, and as the check
   */
  Checked run() {
    requireOurs();
    Map<Spot, Finding> findings = findings();
    Map<String, FixOutcome> settled = new HashMap<>();
    List<DecidedEdit> edits = new ArrayList<>();
    for (PlannedFix fix : plan.brokenLinks()) {
      FixOutcome outcome = choice.takes(fix) ? decide(fix, findings, edits) : notChosen(fix);
      if (outcome != null) {
        settled.put(fix.id(), outcome);
      }
    }
    return new Checked(now, List.copyOf(edits), settled);
  }

  private void requireOurs() {
    if (!plan.workspaceId().equals(planner.workspaceId())) {
      throw EngineException.of(
              EngineException.Kind.INVALID,
              "PLAN_OTHER_WORKSPACE",
              "Nothing was mended: the plan was made for another workspace.")
          .with("Nothing was changed.", "Make a plan for this one.");
    }
    Set<String> known = new HashSet<>();
    plan.brokenLinks().forEach(fix -> known.add(fix.id()));
    Set<String> unknown = new TreeSet<>(choice.only());
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw EngineException.of(
              EngineException.Kind.INVALID,
              "FIX_UNKNOWN",
              "Nothing was mended: the plan has no " + String.join(", ", unknown) + ".")
          .with("Nothing was changed.", "Name ids of the plan.");
    }
  }

  /** Each document of the chosen fixes is read once, so that place and proposal fit together. */
  private ReferenceJudge reading(ReferenceJudge current) {
    Map<String, byte[]> bytes = new HashMap<>();
    Set<String> wanted = new TreeSet<>();
    plan.brokenLinks().stream()
        .filter(choice::takes)
        .map(PlannedFix::sourceFile)
        .filter(current::isFile)
        .filter(ReferenceJudge::isMarkdown)
        .forEach(wanted::add);
    for (String path : wanted) {
      try {
        byte[] read = current.bytes(path);
        documents.put(path, current.parse(path, read));
        bytes.put(path, read);
      } catch (IOException unreadable) {
        documents.remove(path); // its fixes are skipped, which says so
      }
    }
    return current.with(bytes);
  }

  private Map<Spot, Finding> findings() {
    if (documents.isEmpty()) {
      return Map.of();
    }
    boolean spans =
        plan.brokenLinks().stream()
            .anyMatch(fix -> choice.takes(fix) && fix.kind() == ReferenceKind.CODE_SPAN);
    CheckScope scope =
        new CheckScope(CheckScope.Mode.CUSTOM, List.copyOf(documents.keySet()), spans);
    Map<Spot, Finding> out = new HashMap<>();
    for (Finding each : planner.check(scope, now).findings()) {
      out.put(new Spot(each.sourceFile(), each.position().offset()), each);
    }
    return out;
  }

  private FixOutcome notChosen(PlannedFix fix) {
    if (!choice.only().contains(fix.id())) {
      return outcome(fix, fix.line()).as(Status.NOT_CHOSEN, "NOT_CHOSEN", reasonNotChosen(fix));
    }
    return outcome(fix, fix.line())
        .as(
            Status.REJECTED,
            "NEEDS_DECISION",
            "Its confidence is " + word(fix.confidence()) + ": a person has to decide it.");
  }

  private String reasonNotChosen(PlannedFix fix) {
    return switch (fix.confidence()) {
      case MEDIUM -> choice.medium() ? "It was not picked." : "It is of medium confidence.";
      case HIGH -> "It was not picked.";
      case LOW, NONE -> "A person has to decide it.";
    };
  }

  private @Nullable FixOutcome decide(
      PlannedFix fix, Map<Spot, Finding> findings, List<DecidedEdit> edits) {
    ParsedDocument document = documents.get(fix.sourceFile());
    if (document == null) {
      return lost(fix, "The document is not there any more, or cannot be read.");
    }
    PlaceFinder finder =
        finders.computeIfAbsent(fix.sourceFile(), unused -> new PlaceFinder(document, now));
    return switch (find(finder, fix)) {
      case Place.Lost unused -> lost(fix, "The document changed, and the link is not in it.");
      case Place.Done(Reference reference) -> done(fix, reference);
      case Place.Here(Reference reference) -> {
        Finding finding = findings.get(new Spot(fix.sourceFile(), reference.position().offset()));
        yield finding == null
            ? notBroken(fix, reference)
            : compare(fix, finding, document.sha256(), edits);
      }
    };
  }

  private static Place find(PlaceFinder finder, PlannedFix fix) {
    return finder.find(
        fix.sourceSha256(),
        fix.kind(),
        fix.line(),
        fix.offset(),
        fix.rawTarget(),
        fix.suggestedFix(),
        fix.mayMissHeading());
  }

  private FixOutcome lost(PlannedFix fix, String why) {
    return outcome(fix, fix.line()).as(Status.SKIPPED, "STALE_DOCUMENT", why);
  }

  private static FixOutcome done(PlannedFix fix, Reference reference) {
    return outcome(fix, reference.position().line())
        .as(Status.ALREADY_FIXED, "ALREADY_FIXED", "It leads there already.");
  }

  private FixOutcome notBroken(PlannedFix fix, Reference reference) {
    FixOutcome outcome = outcome(fix, reference.position().line());
    return now.judge(fix.sourceFile(), reference) == Category.OK
        ? outcome.as(Status.ALREADY_FIXED, "ALREADY_FIXED", "It leads somewhere by now.")
        : outcome.as(Status.SKIPPED, "NOT_BROKEN", "By rule it is not broken any more.");
  }

  private static @Nullable FixOutcome compare(
      PlannedFix fix, Finding finding, String sha256, List<DecidedEdit> edits) {
    PlannedFix fresh = PlannedFix.of(finding, sha256);
    String text = fresh.suggestedFix();
    if (text == null || !fix.proposesSame(fresh)) {
      return outcome(fix, fresh.line())
          .as(
              Status.REJECTED,
              "FIX_REJECTED",
              "The plan says " + proposal(fix) + ", this scan " + proposal(fresh) + ".");
    }
    edits.add(Retarget.of(fresh, text, fresh.mayMissHeading()).named(fix.id()));
    return null;
  }

  private static String proposal(PlannedFix fix) {
    return fix.suggestedFix() == null
        ? "nothing"
        : "'"
            + fix.suggestedFix()
            + "' ("
            + Objects.toString(fix.score(), "-")
            + ", "
            + word(fix.confidence())
            + ")";
  }

  private static String word(Band band) {
    return band.name().toLowerCase(Locale.ROOT);
  }

  private static FixOutcome outcome(PlannedFix fix, int line) {
    return new FixOutcome(
        fix.id(),
        fix.sourceFile(),
        line,
        fix.rawTarget(),
        fix.suggestedFix(),
        false,
        Status.PLANNED,
        null,
        "");
  }
}
