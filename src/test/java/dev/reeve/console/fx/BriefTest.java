package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a longer text is said in a line. */
final class BriefTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Two files carry one ID. 0110099001260118 is carried by a.md. | Two files carry one ID.
          24 of the 25 files of archive are missing. Look at the folder. | 24 of the 25 files of archive are missing.
          It took 3.5 s of 4.0 s | It took 3.5 s of 4.0 s
          No repair is sure enough to be made unasked: the documents lead to what is not there. | No repair is sure enough to be made unasked
          Its holder is gone: pid 12 on vm. The lock ended. | Its holder is gone: pid 12 on vm.
          """)
  void theFirstSentenceIsTold(String text, String told) {
    assertEquals(told, Brief.of(text));
  }
}
