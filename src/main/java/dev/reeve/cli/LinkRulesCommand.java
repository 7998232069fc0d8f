package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.LinkRule;
import dev.reeve.engine.links.LinkSettings;
import dev.reeve.engine.links.triage.Choice;
import dev.reeve.engine.links.triage.RuleUses;
import dev.reeve.engine.links.triage.Triage;
import dev.reeve.engine.links.triage.TriageRow;
import dev.reeve.engine.links.triage.TriageSnapshot;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reeve links rules}: what was decided about targets that lead nowhere. */
@Command(
    name = "rules",
    description = "Rules about targets that lead nowhere on purpose.",
    subcommands = {
      LinkRulesCommand.ListRules.class,
      LinkRulesCommand.Add.class,
      LinkRulesCommand.Check.class,
      LinkRulesImportCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
final class LinkRulesCommand {
  private LinkRulesCommand() {}

  private static Map<String, Object> json(RuleUses uses) {
    LinkRule rule = uses.rule();
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("id", rule.id());
    out.put("scope", rule.scope().name().toLowerCase(Locale.ROOT));
    out.put("sources", rule.sources());
    out.put("target", rule.target());
    out.put("applies_to", rule.appliesTo().stream().map(Category::code).sorted().toList());
    out.put("as", rule.as().code());
    out.put("reason", rule.reason());
    out.put("author", rule.author());
    out.put("created_at", rule.createdAt());
    out.put("matches_now", uses.now());
    out.put("matches_at_creation", uses.atFirst());
    out.put("last_used", uses.lastUsed());
    return out;
  }

  private static void print(Output output, List<RuleUses> rules) {
    output.table(
        List.of("RULE", "AS", "DOCUMENTS", "TARGETS", "NOW", "FIRST", "LAST USED", "REASON"),
        rules.stream()
            .map(
                each ->
                    List.of(
                        each.rule().id(),
                        each.rule().as().code(),
                        each.rule().sources(),
                        each.rule().target(),
                        Integer.toString(each.now()),
                        Integer.toString(each.atFirst()),
                        Output.time(each.lastUsed()),
                        each.rule().reason()))
            .toList());
  }

  @Command(
      name = "list",
      description = "The rules, and how many links each took when all documents were read last.")
  static final class ListRules extends EngineCommand {
    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        List<RuleUses> rules = engine.links().triage().rules();
        output.show(
            Map.of("rules", rules.stream().map(LinkRulesCommand::json).toList()),
            () -> print(output, rules));
      }
      return Exit.DONE;
    }
  }

  @Command(
      name = "check",
      description =
          "Reads the documents and says which rules take nothing, have ended or take more than"
              + " they should; exit 1 when any does.")
  static final class Check extends TriageBase {
    @Override
    int run(Output output, Engine engine, Triage triage) {
      TriageSnapshot now = scan(engine, triage);
      List<RuleUses> rules = triage.rules();
      output.show(
          Map.of(
              "rules", rules.stream().map(LinkRulesCommand::json).toList(),
              "warnings", now.warnings()),
          () -> {
            print(output, rules);
            now.warnings().forEach(warning -> output.line(Output.plain(warning)));
          });
      return now.warnings().isEmpty() ? Exit.DONE : Exit.PROBLEMS;
    }
  }

  @Command(
      name = "add",
      description =
          "Shows which links a rule would take; with --execute adds it to "
              + LinkSettings.FILE
              + ", as an execution that can be undone.")
  static final class Add extends TriageBase {
    @Option(
        names = "--target",
        required = true,
        paramLabel = "GLOB",
        description = "Which targets, compared with the whole decoded path.")
    String target = "";

    @Option(
        names = "--sources",
        paramLabel = "GLOB",
        description = "Which documents (default: **).")
    String sources = "**";

    @Option(
        names = "--as",
        description = "ignored, historical_ref or runtime_endpoint (default: ignored).")
    Category as = Category.IGNORED;

    @Option(
        names = "--reason",
        required = true,
        paramLabel = "TEXT",
        description = "Why: 10 characters or more.")
    String reason = "";

    @Option(names = "--id", paramLabel = "ID", description = "Of the rule (default: made up).")
    @Nullable String id;

    @Option(
        names = "--applies-to",
        paramLabel = "CATEGORY",
        split = ",",
        description = "Categories, by commas (default: those of the links that it takes now).")
    Set<Category> appliesTo = Set.of();

    @Option(
        names = "--expires",
        paramLabel = "TIME",
        description = "When it ends, such as 2026-12-31T00:00:00Z.")
    @Nullable Instant expires;

    @Option(
        names = "--max-matches",
        paramLabel = "N",
        description = "More than these are worth a warning (default: as many as it takes now).")
    @Nullable Long most;

    @Option(names = "--execute", description = "Add it.")
    boolean execute;

    @Override
    int run(Output output, Engine engine, Triage triage) {
      scan(engine, triage);
      List<TriageRow> rows = triage.matching(new Choice.Pattern(sources, target));
      String execution = execute ? triage.addRule(rule(engine, rows), engine.operator()) : null;
      Map<String, @Nullable Object> document = new LinkedHashMap<>();
      document.put("matches", rows.size());
      document.put("rows", rows.stream().map(TriageTexts::row).toList());
      document.put("execution_id", execution);
      output.show(
          document,
          () -> {
            rows.forEach(row -> output.line(TriageTexts.line(row)));
            output.line(rows.size() + (rows.size() == 1 ? " link." : " links."));
            output.line(
                execution == null
                    ? "Nothing was written; --execute adds the rule."
                    : "Execution " + execution + ".");
          });
      return Exit.DONE;
    }

    private LinkRule rule(Engine engine, List<TriageRow> rows) {
      Set<Category> categories =
          !appliesTo.isEmpty()
              ? appliesTo
              : rows.stream()
                  .map(row -> row.finding().reason())
                  .collect(Collectors.toCollection(TreeSet::new));
      if (categories.isEmpty()) {
        throw usage("It takes no link now; --applies-to says which categories it is about");
      }
      return new LinkRule(
          id == null ? "rule-" + engine.clock().now().getEpochSecond() : id,
          LinkRule.Scope.BOTH,
          sources,
          target,
          categories,
          as,
          reason,
          engine.operator(),
          engine.clock().now(),
          expires,
          most == null ? (Long) (long) rows.size() : most);
    }
  }
}
