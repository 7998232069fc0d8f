package dev.reeve.engine.links.suggest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Headings that a fragment may mean")
final class HeadingSuggesterTest {
  private static final List<String> ANCHORS =
      List.of(
          "install",
          "get-the-frame--panel",
          "upgrade-from-version-1",
          "go-tags",
          "rules-of-the-gate");

  @ParameterizedTest
  @CsvSource({
    "get-the-frame-/-panel, '', get-the-frame--panel",
    "Go_Tags, '', go-tags",
    "upgrade, '', upgrade-from-version-1",
    "rules-of-the-gates, '', rules-of-the-gate",
    "s3, How to install, install"
  })
  @DisplayName(
      "The one with the same letters, the same words, a similar spelling, or the link's words is"
          + " first")
  void first(String fragment, String words, String heading) {
    assertEquals(
        heading, HeadingSuggester.suggest(fragment, ANCHORS, words, 9).getFirst().anchor());
  }

  @Test
  @DisplayName("Nothing is suggested when nothing is near, and never more than asked for")
  void none() {
    assertTrue(HeadingSuggester.suggest("zzz", ANCHORS, "", 9).isEmpty());
    assertEquals(1, HeadingSuggester.suggest("rules", ANCHORS, "install", 1).size());
  }
}
