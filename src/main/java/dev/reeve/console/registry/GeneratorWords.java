package dev.reeve.console.registry;

import dev.reeve.console.fx.DrawerContent;
import dev.reeve.console.fx.DrawerContent.Fact;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.DrawerContent.Line.Kind;
import dev.reeve.console.fx.DrawerContent.Page;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.registry.generate.GeneratorRow;
import java.util.ArrayList;
import java.util.List;

/** What the Registry pane says about one generator. */
final class GeneratorWords {
  private GeneratorWords() {}

  /** Why it is as it is, and what comes next. */
  static String why(GeneratorRow generator) {
    return switch (generator.state()) {
      case CURRENT -> Texts.get("registry.why.generator-fresh");
      case STALE -> Texts.get("registry.why.generator-stale", generator.reason());
      case EDITED -> Texts.get("registry.why.generator-edited", generator.reason());
      case REFUSED -> Texts.get("registry.why.generator-refused", generator.reason());
      case INACTIVE -> Texts.get("registry.why.generator-inactive");
    };
  }

  /** The drawer of one generator; what building would change is on a page of its own. */
  static DrawerContent drawer(GeneratorRow generator, String difference) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of(Texts.get("registry.column.output"), generator.output()));
    facts.add(Fact.of(Texts.get("registry.fact.kind"), generator.kind()));
    facts.add(Fact.of(Texts.get("registry.fact.version"), generator.version()));
    facts.add(Fact.of(Texts.get("registry.fact.record"), generator.recordId()));
    facts.add(Fact.of(Texts.get("registry.column.files"), Formats.count(generator.outputs())));
    facts.add(Fact.of(Texts.get("registry.column.records"), Formats.count(generator.rows())));
    facts.add(
        Fact.of(
            Texts.get("registry.column.built"),
            Formats.stamp(RegistryRow.time(generator.lastBuild()))));
    for (String path : generator.edited()) {
      facts.add(Fact.of(Texts.get("registry.fact.edited"), path));
    }
    for (String path : generator.leftOver()) {
      facts.add(Fact.of(Texts.get("registry.fact.left-over"), path));
    }
    List<Line> lines = difference.lines().map(GeneratorWords::line).toList();
    return new DrawerContent(
        generator.id() + " \u00b7 " + generator.name(),
        List.of(GeneratorsRow.badge(generator)),
        facts,
        List.of(),
        List.of(),
        lines.isEmpty()
            ? List.of()
            : List.of(new Page(Texts.get("registry.page.difference"), lines)));
  }

  private static Line line(String text) {
    Kind kind =
        text.startsWith("+++") || text.startsWith("---")
            ? Kind.HEAD
            : text.startsWith("@@")
                ? Kind.HUNK
                : text.startsWith("+")
                    ? Kind.ADDED
                    : text.startsWith("-") ? Kind.REMOVED : Kind.PLAIN;
    return new Line(kind, text);
  }
}
