package dev.reeve.engine.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.reeve.engine.change.ChangeKind;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The gate's reasons as part of a sentence. */
class GateReasonsTest {
  @Test
  @DisplayName("Reasons go on in lower case, and the kind of the change is said in words")
  void oneSentence() {
    assertEquals(
        "missing verification plan; a change of files needs approval",
        GateReasons.sentence(
            List.of(
                "Missing verification plan",
                "A change of kind 'changes' needs a person's approval")));
    assertEquals("ID taken", GateReasons.sentence(List.of("ID taken")), "an abbreviation stays");
    assertEquals("", GateReasons.sentence(List.of()));
  }

  @Test
  @DisplayName("Each by itself begins with a capital")
  void eachByItself() {
    assertEquals(
        List.of("Missing verification plan", "A change of files needs approval"),
        GateReasons.sentences(
            List.of("Missing verification plan", ChangeKind.CHANGES.needsPerson())));
  }

  @Test
  @DisplayName("What is counted is said as its number wants it")
  void counted() {
    assertEquals(
        "risk escalated to medium: 1 file deletion; 12 file deletions",
        GateReasons.sentence(
            List.of("Risk escalated to medium: 1 file deletion(s)", "12 file deletion(s)")));
    assertEquals("f(s)", GateReasons.counted("f(s)"));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("No kind is called by its code")
  void everyKind(ChangeKind kind) {
    String kept = "A change of kind '" + kind.code() + "' needs a person's approval";
    String said = GateReasons.sentence(List.of(kept));
    assertFalse(said.contains("'" + kind.code()), said);
    assertFalse(said.contains("such a change"), said);
    assertEquals(said, GateReasons.sentence(List.of(kind.needsPerson())), "as the gate says it");
    assertEquals(kept, kind.needsPerson(), "other words need an answer for decisions of before");
  }
}
