package dev.reeve.engine.links.suggest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NameRatioTest {
  @ParameterizedTest
  @CsvSource({
    "BUILD-152_COMPLETION_SUMMARY.md, docs/BUILD-153_COMPLETION_SUMMARY.md, 0.8955",
    "docs/GUIDE.md, docs/GUIDES.md, 0.963",
    "a/b/c.md, a/b/d.md, 0.875",
    "docs/ARCHITECTURE.md, docs/ARCHITECTURE_DECISIONS.md, 0.80",
    "'', '', 1",
    "abc, xyz, 0"
  })
  @DisplayName("The ratio of the known pairs")
  void vectors(String one, String other, double ratio) {
    assertEquals(ratio, NameRatio.of(one, other), 0.00005);
  }

  @Property
  void isOneForEqualTextsAndNeverAboveWhatTheLengthsAllow(
      @ForAll @AlphaChars @StringLength(max = 30) String one,
      @ForAll @AlphaChars @StringLength(max = 30) String other) {
    assertEquals(1, NameRatio.of(one, one));
    double ratio = NameRatio.of(one, other);
    assertTrue(ratio >= 0 && ratio <= 1);
    assertTrue(NameRatio.canReach(ratio, one, other));
  }
}
