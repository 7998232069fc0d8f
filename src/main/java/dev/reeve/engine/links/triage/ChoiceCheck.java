package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.LinkRule;
import dev.reeve.engine.links.LinkScan;
import dev.reeve.engine.links.LinkSettings;
import dev.reeve.engine.links.ReferenceKind;
import dev.reeve.engine.links.suggest.Band;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.PathText;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a choice may be made about a finding, as the workspace was when it was read. Reads the
 * heads of targets. Source: {@code docs/reference/link-triage.md}.
 */
final class ChoiceCheck {
  /** As long as a rule's reason. */
  static final int SHORTEST_RATIONALE = LinkRule.SHORTEST_REASON;

  private static final long LARGEST_STUB = 4096;
  private static final String NOTHING = "Nothing was decided.";

  /** What a rule never takes from a reader of a document that leads through the workspace. */
  private static final Set<Category> BROKEN_FILES =
      Set.of(Category.MISSING_FILE, Category.ROOT_RELATIVE_ONLY, Category.CASE_MISMATCH);

  private static final Set<Category> STUB_HELPS =
      Set.of(Category.MISSING_FILE, Category.ROOT_RELATIVE_ONLY, Category.CODE_SPAN_MISSING);

  private final Workspace workspace;
  private final LinkScan scan;

  ChoiceCheck(Workspace workspace, LinkScan scan) {
    this.workspace = workspace;
    this.scan = scan;
  }

  /**
   * @param shown how sure the chosen candidate was on the screen; null when none was chosen
   * @throws EngineException why it may not be made
   */
  void require(Finding finding, Choice choice, @Nullable Band shown) {
    if (!TriageRow.DECIDABLE.contains(finding.reason())) {
      throw refused(
          "NOT_DECIDABLE",
          finding,
          "'" + finding.reason().code() + "' is not about where a reference leads",
          "Look at the document itself.");
    }
    requireRationale(finding, choice, shown);
    switch (choice) {
      case Choice.Accept(String target, String why) -> requireTarget(finding, target);
      case Choice.Manual(String target, String why) -> requireTarget(finding, target);
      case Choice.Stub stub -> requireStub(finding, stub);
      case Choice.Historical historical -> {
        requireNoNavDocument(finding);
        requireRule(finding, choice);
      }
      case Choice.Ignore ignore -> {
        requireNoNavDocument(finding);
        requireRule(finding, ignore);
      }
      case Choice.Later later -> {}
    }
  }

  /** A candidate of the medium band or better is its own reason. */
  private static void requireRationale(Finding finding, Choice choice, @Nullable Band shown) {
    boolean evident = shown == Band.HIGH || shown == Band.MEDIUM;
    if (choice instanceof Choice.Later || (choice instanceof Choice.Accept && evident)) {
      return;
    }
    String why = choice.rationale().strip();
    int length = why.codePointCount(0, why.length());
    if (length < SHORTEST_RATIONALE) {
      throw refused(
          "RATIONALE_REQUIRED",
          finding,
          length == 0
              ? "a reason is missing"
              : "a reason of " + length + " characters says too little",
          "Give a reason of " + SHORTEST_RATIONALE + " characters or more.");
    }
  }

  /** Whether a decision would take a broken file from readers of a nav document. */
  static boolean breaksNavStrict(boolean nav, Category category, Choice choice) {
    boolean hides = choice instanceof Choice.Ignore || choice instanceof Choice.Historical;
    return nav && hides && BROKEN_FILES.contains(category);
  }

  private void requireNoNavDocument(Finding finding) {
    boolean nav = scan.isNav(finding.sourceFile());
    Choice hides = new Choice.Historical(false, "");
    if (breaksNavStrict(nav, finding.reason(), hides)) {
      throw EngineException.of(
              Kind.CONFLICT,
              "NAV_STRICT",
              place(finding)
                  + " was not decided: "
                  + finding.sourceFile()
                  + " leads through the workspace and must lead to files that are there.")
          .with(NOTHING, "Edit the link, put a redirect stub there, or leave it for later.");
    }
  }

  private void requireTarget(Finding finding, String target) {
    if (finding.kind() == ReferenceKind.UNDEFINED || finding.kind() == ReferenceKind.DOCUMENT) {
      throw refused(
          "DECISION_NOT_POSSIBLE",
          finding,
          "it has no target that could be edited",
          "Mend the document, or leave it for later.");
    }
    requireTarget(target, finding);
  }

  private void requireTarget(String target, Finding finding) {
    Aim aim = Aim.of(scan, target);
    String path = aim.path();
    String fragment = aim.fragment();
    if (path.isEmpty() || path.startsWith("/") || (path.indexOf(':') >= 0 && !isThere(path))) {
      throw refused(
          "TARGET_NOT_FOUND",
          finding,
          "'" + target + "' is no path from the root of the workspace",
          "Name a file of the workspace.");
    }
    String place = PathText.resolve("", path);
    if (place == null) {
      throw refused(
          "TARGET_OUTSIDE",
          finding,
          "'" + path + "' leads out of the workspace",
          "Name a file of the workspace.");
    }
    if (!place.equals(path) || !isThere(path)) {
      throw refused(
          "TARGET_NOT_FOUND",
          finding,
          scan.isTaken(place)
              ? "'" + path + "' is there under another name only, in case or form"
              : "nothing is at '" + path + "'",
          "Name a file that is there, from the root of the workspace.");
    }
    if (fragment != null && !scan.hasFragment(path, fragment)) {
      throw refused(
          "TARGET_HAS_NO_HEADING",
          finding,
          "'" + path + "' has no heading or id '" + fragment + "'",
          "Name another heading, or none.");
    }
  }

  private boolean isThere(String path) {
    return scan.exists(path);
  }

  private void requireStub(Finding finding, Choice.Stub stub) {
    String place = LinkScan.place(finding);
    if (place == null || !STUB_HELPS.contains(finding.reason()) || !LinkScan.isMarkdown(place)) {
      throw refused(
          "STUB_NOT_POSSIBLE",
          finding,
          "a redirect is a Markdown document in the place of one that is gone, within the"
              + " workspace",
          "Edit the link instead.");
    }
    if (scan.isTaken(place)) {
      throw refused(
          "STUB_PLACE_TAKEN", finding, "something is at '" + place + "'", "Edit the link instead.");
    }
    String fragment = finding.target().fragment();
    if (fragment != null && !fragment.isEmpty()) {
      throw refused(
          "STUB_HAS_NO_HEADING",
          finding,
          "it asks for the heading '" + fragment + "', which a redirect does not have",
          "Edit this link instead.");
    }
    String title = stub.title().strip();
    if (title.isEmpty() || title.chars().anyMatch(c -> c < ' ')) {
      throw refused(
          "STUB_TITLE_REQUIRED",
          finding,
          "a redirect needs a title of one line",
          "Give the title of the document that it leads to.");
    }
    requireTarget(stub.target(), finding);
    String target = Aim.of(scan, stub.target()).path();
    if (!scan.isFile(target) || !LinkScan.isMarkdown(target)) {
      throw refused(
          "STUB_TARGET_NO_DOCUMENT",
          finding,
          "'" + target + "' is no Markdown document",
          "Name the document that took its place.");
    }
    if (isStub(target)) {
      throw refused(
          "STUB_CHAIN",
          finding,
          "'" + target + "' only leads on itself",
          "Name the document that it leads to.");
    }
  }

  private boolean isStub(String path) {
    if (scan.settings().stubPaths().contains(path)) {
      return true;
    }
    try {
      Path file = workspace.root().resolve(path);
      return Files.size(file) <= LARGEST_STUB && StubText.isStub(Files.readString(file));
    } catch (IOException | InvalidPathException notText) {
      return false;
    }
  }

  private void requireRule(Finding finding, Choice choice) {
    LinkRule rule = Rules.of(finding, finding.reason(), choice, "", "", Instant.EPOCH, 0);
    if (rule.target().isEmpty()) {
      throw refused(
          "DECISION_NOT_POSSIBLE",
          finding,
          "it names no path that a rule could take",
          "Mend the document, or leave it for later.");
    }
    requireNarrow(rule.target());
    if (choice instanceof Choice.Ignore ignore
        && ignore.scope() == Choice.Scope.PATTERN
        && !scan.takes(rule, finding)) {
      throw refused(
          "RULE_MATCHES_NOT",
          finding,
          "the pattern '" + rule.sources() + "', '" + rule.target() + "' does not take it",
          "A pattern is compared with the whole document's path and the whole target.");
    }
  }

  /**
   * @throws EngineException {@code RULE_TOO_WIDE}
   */
  static void requireNarrow(String target) {
    if (LinkRule.isTooWide(target)) {
      throw EngineException.of(
              Kind.INVALID,
              "RULE_TOO_WIDE",
              "Nothing was decided: a rule for the target '" + target + "' would take everything.")
          .with("Nothing was changed in " + LinkSettings.FILE + ".", "Say what is meant.");
    }
  }

  static String place(Finding finding) {
    return finding.sourceFile() + ":" + finding.position().line();
  }

  private static EngineException refused(String code, Finding finding, String why, String remedy) {
    return EngineException.of(Kind.INVALID, code, place(finding) + " was not decided: " + why + ".")
        .with(NOTHING, remedy);
  }

  /**
   * A stub may not lead to one that is planned.
   *
   * @param planned places where stubs are to be
   */
  void requireNoChain(Finding finding, Choice.Stub stub, Set<String> planned) {
    String target = Aim.of(scan, stub.target()).path();
    if (planned.contains(target)) {
      throw refused(
          "STUB_CHAIN",
          finding,
          "'" + target + "' is to be a redirect itself",
          "Name the document that it leads to.");
    }
  }
}
