package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.links.triage.BulkPreview;
import dev.reeve.engine.links.triage.BulkRule;
import dev.reeve.engine.links.triage.Choice;
import dev.reeve.engine.links.triage.Triage;
import dev.reeve.engine.links.triage.TriageGroup;
import dev.reeve.engine.links.triage.TriageRow;
import dev.reeve.engine.links.triage.TriageSnapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve links triage decide}: stages decisions; no document is touched. */
@Command(
    name = "decide",
    description =
        "Decides about links; the decision is kept at once and carried out by apply. ID is a link's"
            + " id, or a broken target as list shows it, which means all links that lead there.")
final class LinksTriageDecideCommand extends TriageBase {
  @Parameters(paramLabel = "ID", arity = "0..*", description = "Links, or broken targets.")
  List<String> ids = List.of();

  @ArgGroup(exclusive = true, multiplicity = "1")
  What what = new What();

  /** Exactly one of these. */
  static final class What {
    @Option(
        names = "--accept",
        paramLabel = "N",
        description = "Lead them to the first link's candidate of this number.")
    int accept;

    @Option(
        names = "--to",
        paramLabel = "PATH",
        description = "Lead them to this file, from the root; with # and a heading if wanted.")
    @Nullable String to;

    @Option(
        names = "--stub",
        paramLabel = "PATH",
        description = "Put a redirect to this document in the place of the missing one.")
    @Nullable String stub;

    @Option(names = "--historical", description = "They name on purpose what was removed.")
    boolean historical;

    @Option(names = "--ignore", description = "They are no links to files.")
    boolean ignore;

    @Option(names = "--later", description = "Not now.")
    boolean later;

    @Option(names = "--undecided", description = "Take back what is staged about them.")
    boolean undecided;

    @Option(
        names = "--top",
        paramLabel = "SCORE",
        description = "Accept the best candidate of every link where it scores as much as this.")
    double top;

    @Option(
        names = "--rules",
        paramLabel = "FILE",
        description = "Decide by a list of rules, JSON.")
    @Nullable Path rules;
  }

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why: 10 characters or more.")
  String reason = "";

  @Option(names = "--title", paramLabel = "TEXT", description = "With --stub: its title.")
  String title = "";

  @Option(
      names = "--removed-mark",
      description = "With --historical: write (removed) behind the link.")
  boolean suffix;

  @Option(
      names = "--scope",
      description =
          "With --ignore: link (this target in this document), file (this target in every"
              + " document) or pattern (default: link).")
  Choice.Scope scope = Choice.Scope.LINK;

  @Option(
      names = "--sources",
      paramLabel = "GLOB",
      description = "With --scope pattern: which documents (default: **).")
  String sources = "**";

  @Option(
      names = "--targets",
      paramLabel = "GLOB",
      description = "With --scope pattern: which targets, whole.")
  @Nullable String targets;

  @Option(
      names = "--group",
      description = "All links to the same broken target as each link that is named.")
  boolean group;

  @Option(names = "--preview", description = "Only show what would be decided.")
  boolean preview;

  @Override
  int run(Output output, Engine engine, Triage triage) {
    boolean named = what.rules == null && what.top == 0;
    if (named == ids.isEmpty()) {
      throw usage(named ? "Name links, or broken targets" : "ID does not go with this");
    }
    if (scope == Choice.Scope.PATTERN && targets == null) {
      throw usage("--scope pattern needs --targets");
    }
    TriageSnapshot before = scan(engine, triage);
    if (what.rules != null) {
      return bulk(output, engine, triage, BulkRule.read(LinksTriageCommand.read(what.rules)));
    }
    List<String> findings = findings(before);
    if (preview) {
      return previewed(output, triage, before, findings);
    }
    TriageSnapshot now = decided(engine, triage, findings);
    Map<String, Object> document = new LinkedHashMap<>(progress(now));
    document.put("decided", findings.size());
    output.show(
        document,
        () -> {
          findings.forEach(id -> now.row(id).ifPresent(row -> output.line(TriageTexts.line(row))));
          output.line(progressLine(now));
        });
    return Exit.DONE;
  }

  private TriageSnapshot decided(Engine engine, Triage triage, List<String> findings) {
    String author = engine.operator();
    if (what.top != 0) {
      return triage.acceptTop(what.top, author);
    }
    if (what.accept != 0) {
      return triage.accept(findings, what.accept, reason, author);
    }
    return what.undecided
        ? triage.withdraw(findings, author)
        : triage.decide(findings, choice(), author);
  }

  private Choice choice() {
    if (what.to != null) {
      return new Choice.Manual(what.to, reason);
    }
    if (what.stub != null) {
      return new Choice.Stub(what.stub, title, reason);
    }
    if (what.historical) {
      return new Choice.Historical(suffix, reason);
    }
    return what.ignore ? new Choice.Ignore(scope, pattern(), reason) : new Choice.Later();
  }

  private Choice.@Nullable Pattern pattern() {
    return scope == Choice.Scope.PATTERN && targets != null
        ? new Choice.Pattern(sources, targets)
        : null;
  }

  /** A broken target stands for all links that lead there. */
  private List<String> findings(TriageSnapshot now) {
    Set<String> out = new LinkedHashSet<>();
    for (String id : ids) {
      List<String> links =
          now.groups().stream()
              .filter(each -> each.target().equals(id) || (group && each.findings().contains(id)))
              .map(TriageGroup::findings)
              .findFirst()
              .orElse(List.of(id));
      out.addAll(links);
    }
    return List.copyOf(out);
  }

  /** Of a pattern, what its rule would take now; else the links that are meant. */
  private int previewed(Output output, Triage triage, TriageSnapshot now, List<String> findings) {
    Choice.Pattern pattern = pattern();
    List<TriageRow> rows =
        pattern != null
            ? triage.matching(pattern)
            : findings.stream().flatMap(id -> now.row(id).stream()).toList();
    output.show(
        Map.of("matches", rows.size(), "rows", rows.stream().map(TriageTexts::row).toList()),
        () -> {
          rows.forEach(row -> output.line(TriageTexts.line(row)));
          output.line(rows.size() + (rows.size() == 1 ? " link." : " links."));
        });
    return Exit.DONE;
  }

  private int bulk(Output output, Engine engine, Triage triage, List<BulkRule> rules) {
    BulkPreview found = triage.preview(rules);
    if (!preview && !found.wishes().isEmpty()) {
      triage.decide(found.wishes(), engine.operator());
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("staged", preview ? 0 : found.wishes().size());
    document.put("would_decide", found.wishes().size());
    document.put("by_rule", found.byRule());
    document.put("rules_without_match", found.idle());
    document.put("refused", found.refused());
    document.put("decided_before", found.decided());
    document.put("unmatched_links", found.unmatched());
    output.show(
        document,
        () -> {
          List<List<String>> lines = new ArrayList<>();
          found.byRule().forEach((rule, count) -> lines.add(List.of(rule, count.toString())));
          output.table(List.of("RULE", "LINKS"), lines);
          found.idle().forEach(rule -> output.line(Output.plain("matches nothing: " + rule)));
          found.refused().forEach(why -> output.line(Output.plain(why)));
          output.line(
              (preview ? "would stage: " : "staged: ")
                  + found.wishes().size()
                  + ", decided before: "
                  + found.decided()
                  + ", no rule: "
                  + found.unmatched());
        });
    return found.refused().isEmpty() && found.idle().isEmpty() ? Exit.DONE : Exit.PROBLEMS;
  }
}
