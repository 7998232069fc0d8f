package dev.reeve.engine.links.triage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.ReferenceKind;
import dev.reeve.engine.links.triage.Decision.Standing;
import dev.reeve.engine.workspace.EngineException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is said of a decision that has nothing to do any more. */
class GoneTest {
  @Test
  @DisplayName("Of a document that is not there nobody says that it stays as it is")
  void documentGone() {
    Decision.Link link = new Decision.Link("f", "docs/b.md", ReferenceKind.LINK, "lost.txt", 1, 4);
    Choice choice = new Choice.Historical(false, "nobody needs it");
    Decision decision =
        new Decision(
            "d",
            link,
            Category.MISSING_FILE,
            choice,
            "ann",
            Instant.EPOCH,
            List.of(),
            null,
            choice.target(),
            Standing.OPEN,
            null);
    EngineException said = Gone.of(decision, null, false);
    assertEquals(
        "docs/b.md:1 is left alone: the document is not there any more.", said.getMessage());
    assertEquals("Nothing was changed.", said.safe());
  }
}
