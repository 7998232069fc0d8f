package dev.reeve.engine.links.triage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.ReferenceKind;
import dev.reeve.engine.links.triage.Decision.Link;
import dev.reeve.engine.links.triage.Decision.Shown;
import dev.reeve.engine.links.triage.Decision.Standing;
import dev.reeve.engine.workspace.CsvLines;
import dev.reeve.engine.workspace.EngineException;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is exported can be read again, and harms no spreadsheet. */
class DecisionExportTest {
  private static final String FORMULA_STARTS = "=+-@\t\r";

  @Property(tries = 300)
  void whatIsExportedIsReadAgain(@ForAll("decisions") List<Decision> decisions) {
    assertEquals(decisions, DecisionExport.read(DecisionExport.json(decisions)));
    assertEquals(decisions, DecisionExport.read(DecisionExport.csv(decisions)));
  }

  @Property(tries = 200)
  void noCellIsAFormula(@ForAll("decisions") List<Decision> decisions) {
    for (List<String> line : CsvLines.read(DecisionExport.csv(decisions))) {
      for (String cell : line) {
        assertEquals(-1, cell.isEmpty() ? -1 : FORMULA_STARTS.indexOf(cell.charAt(0)), cell);
      }
    }
  }

  @Test
  @DisplayName("What is no export is refused by name")
  void refused() {
    for (String text :
        List.of("", "[]", "{}", "a,b\r\n", "{\"schema\": \"reeve.link-decisions/2\"}")) {
      EngineException why =
          assertThrows(EngineException.class, () -> DecisionExport.read(text), text);
      assertEquals("DECISIONS_INVALID", why.code());
    }
    String one = DecisionExport.json(List.of());
    String unknown = one.replace("[ ]", "[{\"more\": 1}]");
    assertEquals(
        "DECISIONS_INVALID",
        assertThrows(EngineException.class, () -> DecisionExport.read(unknown)).code());
  }

  @Provide
  Arbitrary<List<Decision>> decisions() {
    Arbitrary<String> text =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(12),
            Arbitraries.strings().withChars("=+-@'\"\t\r\n,;|ä 1").ofMaxLength(8));
    Arbitrary<String> some = text.map(each -> "x" + each);
    Arbitrary<Link> links =
        Combinators.combine(
                text,
                text,
                Arbitraries.of(ReferenceKind.class),
                text,
                Arbitraries.integers().greaterOrEqual(0))
            .as((id, file, kind, raw, line) -> new Link(id, file, kind, raw, line, line));
    Arbitrary<Choice> choices =
        Arbitraries.oneOf(
            Combinators.combine(some, text).as(Choice.Accept::new),
            Combinators.combine(some, text).as(Choice.Manual::new),
            Combinators.combine(some, some, text).as(Choice.Stub::new),
            Combinators.combine(Arbitraries.of(true, false), text).as(Choice.Historical::new),
            text.map(why -> new Choice.Ignore(Choice.Scope.FILE, null, why)),
            Combinators.combine(some, some, text)
                .as(
                    (sources, target, why) ->
                        new Choice.Ignore(
                            Choice.Scope.PATTERN, new Choice.Pattern(sources, target), why)),
            Arbitraries.just(new Choice.Later()));
    Arbitrary<List<Shown>> shown =
        Combinators.combine(text, Arbitraries.doubles().between(0, 1), text.list().ofMaxSize(2))
            .as(Shown::new)
            .list()
            .ofMaxSize(3);
    return Combinators.combine(
            text,
            links,
            Arbitraries.of(Category.class),
            choices,
            text,
            Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli),
            shown,
            Arbitraries.doubles().between(0, 1).injectNull(0.3))
        .as(
            (id, link, category, choice, author, at, candidates, score) ->
                new Decision(
                    id,
                    link,
                    category,
                    choice,
                    author,
                    at,
                    candidates,
                    score,
                    choice.target(),
                    Standing.OPEN,
                    score == null ? null : "exec_1"))
        .list()
        .ofMaxSize(4);
  }
}
