package dev.reeve.engine.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderReplacementTest {
  private static final DocId OLD = new DocId("0299900001260118");
  private static final DocId NEXT = new DocId("0299900007260118");
  private static final DocId FOREIGN = new DocId("P_12345678901234567");

  private static Optional<String> replaced(String filename, String content, DocId old) {
    return HeaderReplacement.of(filename, content.getBytes(StandardCharsets.UTF_8), old, NEXT)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a.md | '---\\ntitle: "x"\\ndoc_id: "@"\\n---\\n# x\\n'
          a.md | '+++\\ndoc_id = "@"\\n+++\\n'
          a.md | '<!-- doc_id: @ -->\\r\\n# x\\r\\n'
          a.py | '#!/usr/bin/env python\\n# DOC_ID: @\\nprint(1)'
          A.java | '// Document ID: @\\nclass A {}\\n'
          a.sql | '-- doc_id: @\\n'
          a.css | '/* doc_id: @ */\\n'
          a.txt | 'doc_id: @\\n'
          a.json | '{\\n  "title": "\u00fc",\\n  "_doc_id": "@"\\n}\\n'
          a.json | '{"x": {"_doc_id": "0299900001260118"}, "doc_id": "@"}'
          """)
  void onlyTheDigitsOfTheHeaderChange(String filename, String form) {
    String content = form.replace("\\n", "\n").replace("\\r", "\r");
    assertEquals(
        Optional.of(content.replace("@", NEXT.text())),
        replaced(filename, content.replace("@", OLD.text()), OLD));
  }

  @Test
  void whatMentionsTheIdAboveAndBelowStays() {
    String text = "# Copy of %1$s\n\n<!-- doc_id: %2$s -->\nSee %1$s.\n";
    assertEquals(
        Optional.of(text.formatted(OLD, NEXT)), replaced("a.md", text.formatted(OLD, OLD), OLD));
  }

  @Test
  void aLineFullOfMentionsAboveTheHeaderIsNotTriedOneByOne() {
    String mentions = "# " + (OLD + " ").repeat(400_000) + "\n";
    assertEquals(
        Optional.of(mentions + "# doc_id: " + NEXT + "\n"),
        replaced("a.py", mentions + "# doc_id: " + OLD + "\n", OLD));
  }

  @Test
  void inJsonTheMemberIsThePlaceInEveryEncodingThatCanBeChanged() {
    String form =
        "{\"note\": \"\u00fc " + OLD + "\", \"x\": [\"" + OLD + "\"], \"doc_id\": \"%s\"}";
    for (Charset charset :
        new Charset[] {
          StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE
        }) {
      byte[] before = ("\ufeff" + form.formatted(OLD)).getBytes(charset);
      assertArrayEquals(
          ("\ufeff" + form.formatted(NEXT)).getBytes(charset),
          HeaderReplacement.of("a.json", before, OLD, NEXT).orElseThrow(),
          charset.name());
    }
    String escaped = "{\"doc_id\": \"\\u0030" + OLD.text().substring(1) + "\"}";
    assertTrue(replaced("a.json", escaped, OLD).isEmpty(), "not written digit for digit");
  }

  @Test
  void anIdOfAnotherLengthAndAnotherEncodingAreReplacedWhole() {
    assertEquals(
        Optional.of("# doc_id: " + NEXT + "\nx\n"),
        replaced("a.py", "# doc_id: " + FOREIGN + "\nx\n", FOREIGN));
    for (Charset charset : new Charset[] {StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE}) {
      byte[] before = ("\ufeff# doc_id: " + OLD + "\n\u00fc\n").getBytes(charset);
      assertArrayEquals(
          ("\ufeff# doc_id: " + NEXT + "\n\u00fc\n").getBytes(charset),
          HeaderReplacement.of("a.py", before, OLD, NEXT).orElseThrow());
    }
  }

  @Test
  void whereTheContentDoesNotCarryItNothingIsMade() {
    assertTrue(replaced("a.md", "See " + OLD + ".\n", OLD).isEmpty(), "a mention");
    assertTrue(replaced("a.md", "```\n<!-- doc_id: " + OLD + " -->\n```\n", OLD).isEmpty());
    assertTrue(replaced("a.py", "# doc_id: " + FOREIGN + "\n", OLD).isEmpty(), "another id");
    assertTrue(replaced("a.csv", "doc_id: " + OLD + "\n", OLD).isEmpty(), "never read");
  }
}
