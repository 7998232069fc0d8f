package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FilterGrammarTest {
  record Job(String state, String path, Instant since) {}

  private static final Instant NOW = Instant.parse("2026-11-20T14:00:00Z");
  private static final Job JOB = new Job("retry", "docs/guides/Start.md", NOW.minusSeconds(3_700));

  private final FilterGrammar<Job> grammar =
      new FilterGrammar<Job>(Job::path)
          .word("state", List.of("retry", "running", "dead"), Job::state)
          .path("path", Job::path)
          .age("age", Job::since);

  @ParameterizedTest
  @CsvSource({
    "'', true",
    "start, true",
    "other, false",
    "-start, false",
    "state:retry, true",
    "state:ret, true",
    "state:dead, false",
    "-state:dead, true",
    "state:dead state:retry, true",
    "state:retry path:docs/**, true",
    "path:docs/*, false",
    "path:**/*.md, true",
    "path:guides, true",
    "age:>1h, true",
    "age:<1h, false",
    "age:>2h, false",
    "age:nonsense, false",
    "colour:red, false",
    "'\"guides/start\"', true",
    "state:retry other, false"
  })
  void aTextLetsThroughWhatItSays(String text, boolean passes) {
    assertEquals(passes, grammar.read(text, NOW).passes().test(JOB), text);
  }

  @Test
  void aQueryTellsWhatItAsksFor() {
    FilterGrammar.Query<Job> query = grammar.read("state:done -state:dead", NOW);
    assertTrue(query.asks("state"));
    assertFalse(grammar.read("-state:dead", NOW).asks("state"));
  }

  @Test
  void completionOffersNamesThenValues() {
    assertEquals(List.of("foo state:"), grammar.complete("foo st"));
    assertEquals(List.of("state:retry", "state:running"), grammar.complete("state:r"));
    assertEquals(List.of("-state:dead"), grammar.complete("-state:d"));
    assertEquals(List.of(), grammar.complete(""));
  }

  @Test
  void togglingATokenAddsItAndTakesItAway() {
    assertEquals("state:dead", FilterGrammar.toggle("", "state:dead"));
    assertEquals("foo", FilterGrammar.toggle("foo state:dead", "state:dead"));
  }

  @Test
  void itsWordsAreTokensWhereTheirNameIsKnownAndEachCanBeTakenAway() {
    String typed = "-state:dead  free path:\"a b/**\" other:x";
    List<FilterGrammar.Word> words = grammar.words(typed);
    assertEquals(
        List.of("-state:dead", "free", "path:\"a b/**\"", "other:x"),
        words.stream().map(FilterGrammar.Word::text).toList());
    assertEquals(
        List.of(true, false, true, false), words.stream().map(FilterGrammar.Word::token).toList());
    assertEquals("free path:\"a b/**\" other:x", words.get(0).leftOutOf(typed));
    assertEquals("-state:dead  free other:x", words.get(2).leftOutOf(typed));
  }
}
