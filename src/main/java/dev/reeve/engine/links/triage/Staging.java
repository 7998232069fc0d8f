package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.FolderTree;
import dev.reeve.engine.links.LinkCheck;
import dev.reeve.engine.links.LinkRule;
import dev.reeve.engine.links.LinkScan;
import dev.reeve.engine.links.LinkSettings;
import dev.reeve.engine.links.LinkSettingsFile;
import dev.reeve.engine.links.RedirectStub;
import dev.reeve.engine.links.fix.DecidedEdit;
import dev.reeve.engine.links.suggest.Band;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Turns decisions into what is to be written: the documents are read anew, every guard is asked
 * again. Writes nothing. Used once, on one thread.
 */
final class Staging {
  /** Of the one edit that all rules and stubs share. */
  static final String RULES = "link-rules";

  /** What readers see behind a link to something that was removed on purpose. */
  private static final String REMOVED = " (removed)";

  private final Workspace workspace;
  private final Instant now;
  private final LinkScan scan;
  private final ChoiceCheck check;
  private final Map<String, Finding> findings;
  private final List<DecidedEdit> edits = new ArrayList<>();
  private final Map<String, List<String>> parts = new LinkedHashMap<>();
  private final Map<String, EngineException> held = new LinkedHashMap<>();
  private final Map<String, Choice.Stub> stubs = new HashMap<>();
  private final List<LinkRule> rules = new ArrayList<>();
  private final List<RedirectStub> registered = new ArrayList<>();

  /**
   * @param decisions all that stand, so that equal references keep their own
   */
  Staging(Workspace workspace, EngineClock clock, ExecutorService pool, List<Decision> decisions) {
    this.workspace = workspace;
    this.now = clock.now();
    Set<String> documents = new TreeSet<>();
    for (Decision each : decisions) {
      if (isThere(each.link().sourceFile())) {
        documents.add(each.link().sourceFile());
      }
    }
    LinkSettings settings = LinkSettingsFile.read(workspace);
    List<String> named = documents.isEmpty() ? List.of(LinkSettings.FILE) : List.of();
    LinkCheck links = new LinkCheck(new FolderTree(workspace), settings, clock, pool);
    this.scan =
        links.scan(
            documents.isEmpty()
                ? new CheckScope(CheckScope.Mode.NAV, named, true)
                : new CheckScope(CheckScope.Mode.CUSTOM, List.copyOf(documents), true),
            null);
    this.check = new ChoiceCheck(workspace, scan);
    List<Finding> broken =
        scan.report().findings().stream()
            .filter(finding -> TriageRow.DECIDABLE.contains(finding.reason()))
            .toList();
    this.findings = new Matching(broken, decisions).findings(broken);
  }

  private boolean isThere(String document) {
    try {
      return Files.exists(workspace.root().resolve(document), LinkOption.NOFOLLOW_LINKS);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** What was prepared. */
  record Prepared(
      List<DecidedEdit> edits,
      Map<String, List<String>> parts,
      Map<String, EngineException> held) {}

  /**
   * Prepares decisions.
   *
   * @param wanted those to be carried out
   * @return the edits; for each decision the ids of the edits that carry it out; and why others are
   *     held back
   */
  Prepared prepare(List<Decision> wanted) {
    for (Decision each : wanted) {
      Finding finding = findings.get(each.id());
      if (finding == null) {
        held.put(each.id(), gone(each));
        continue;
      }
      try {
        check.require(finding, each.choice(), shown(each));
        add(each, finding);
      } catch (EngineException e) {
        held.put(each.id(), e);
      }
    }
    ruleFile();
    return new Prepared(List.copyOf(edits), Map.copyOf(parts), Map.copyOf(held));
  }

  private static @Nullable Band shown(Decision decision) {
    Double score = decision.scoreShown();
    return score == null ? null : Bands.of(score);
  }

  private void add(Decision decision, Finding finding) {
    switch (decision.choice()) {
      case Choice.Accept accept -> retarget(decision, finding);
      case Choice.Manual manual -> retarget(decision, finding);
      case Choice.Stub stub -> stub(decision, finding, stub);
      case Choice.Historical(boolean suffix, String why) -> {
        rule(decision, finding);
        if (suffix) {
          mark(decision, finding);
        }
      }
      case Choice.Ignore ignore -> rule(decision, finding);
      case Choice.Later later -> throw new IllegalStateException("It is not staged");
    }
  }

  private void retarget(Decision decision, Finding finding) {
    String text = Deciding.after(scan, finding, decision.choice());
    String source = scan.sha256(finding.sourceFile()).orElse("");
    String target = text == null ? finding.rawTarget() : text;
    edits.add(DecidedEdit.Retarget.of(finding, source, target, true).named(decision.id()));
    parts.put(decision.id(), List.of(decision.id()));
  }

  /** The rule and the words stand and fall together. */
  private void mark(Decision decision, Finding finding) {
    edits.add(
        new DecidedEdit.Append(
            decision.id(),
            finding.sourceFile(),
            scan.sha256(finding.sourceFile()).orElse(""),
            finding.kind(),
            finding.position().line(),
            finding.position().offset(),
            finding.rawTarget(),
            REMOVED));
    parts.put(decision.id(), List.of(decision.id(), RULES));
  }

  /** One redirect serves all references to its place. */
  private void stub(Decision decision, Finding finding, Choice.Stub stub) {
    String place = LinkScan.place(finding);
    if (place == null) {
      throw gone(decision);
    }
    Choice.Stub same = stubs.putIfAbsent(place, stub);
    boolean differs =
        same != null && !(same.target().equals(stub.target()) && same.title().equals(stub.title()));
    if (differs) {
      throw EngineException.of(
              EngineException.Kind.CONFLICT,
              "CONFLICT",
              ChoiceCheck.place(finding)
                  + " is not applied: another decision puts another redirect at "
                  + place
                  + ".")
          .with("Nothing was changed.", "Decide the same for all of its links.");
    }
    Aim aim = Aim.of(scan, stub.target());
    if (same == null) {
      String link = LinkScan.textBetween(place, aim.path(), aim.fragment());
      String text =
          StubText.of(stub.title().strip(), link, decision.author(), decision.decidedAt());
      edits.add(
          new DecidedEdit.Create(stubId(place), place, text.getBytes(StandardCharsets.UTF_8)));
      registered.add(
          new RedirectStub(
              place, aim.path(), stub.title().strip(), decision.author(), decision.decidedAt()));
    }
    parts.put(decision.id(), List.of(stubId(place), RULES));
  }

  private static String stubId(String place) {
    return "stub " + place;
  }

  private void rule(Decision decision, Finding finding) {
    LinkRule rule =
        Rules.of(
            finding,
            decision.category(),
            decision.choice(),
            decision.choice().rationale().strip(),
            decision.author(),
            decision.decidedAt(),
            matches(decision));
    rules.add(rule);
    parts.put(decision.id(), List.of(RULES));
  }

  /** How many broken references of the documents at hand its rule takes. */
  private int matches(Decision decision) {
    Finding about = findings.get(decision.id());
    if (about == null) {
      return 0;
    }
    LinkRule rule =
        Rules.of(about, decision.category(), decision.choice(), "", "", decision.decidedAt(), 0);
    return (int) scan.report().findings().stream().filter(one -> scan.takes(rule, one)).count();
  }

  private void ruleFile() {
    List<LinkRule> fresh = Rules.missing(Rules.joined(rules), scan.settings().rules(), now);
    if (fresh.isEmpty() && registered.isEmpty()) {
      return;
    }
    Path file = workspace.root().resolve(LinkSettings.FILE);
    try {
      byte[] before = Files.exists(file) ? Files.readAllBytes(file) : null;
      String text = before == null ? null : new String(before, StandardCharsets.UTF_8);
      byte[] after =
          LinkSettingsFile.added(text, fresh, registered).getBytes(StandardCharsets.UTF_8);
      edits.add(new DecidedEdit.Replace(RULES, LinkSettings.FILE, before, after));
    } catch (IOException e) {
      throw EngineException.of(
              EngineException.Kind.UNAVAILABLE,
              "LINK_RULES_INVALID",
              "Nothing was applied: " + LinkSettings.FILE + " cannot be read: " + e.getMessage())
          .with("Nothing was changed.", "Mend the file.")
          .causedBy(e);
    }
  }

  private EngineException gone(Decision decision) {
    return Gone.of(decision, scan, isThere(decision.link().sourceFile()));
  }
}
