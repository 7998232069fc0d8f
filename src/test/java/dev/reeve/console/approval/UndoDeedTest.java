package dev.reeve.console.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleData;
import dev.reeve.console.SampleProposals;
import dev.reeve.engine.change.Proposal;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An undo from the dialog. */
class UndoDeedTest {
  @Test
  @DisplayName("CHG-A16 it is asked for under the change ID that was shown")
  void asShown() {
    FakeSession session = SampleData.session();
    Proposal seen = SampleProposals.anotherId("docs/a.md");
    new UndoDeed(session.executions(), "EX-3b9e7c0c", "dana").carryOut(seen, "wrong folder");
    assertNotNull(seen.subjectHash());
    assertEquals(List.of(seen.subjectHash()), session.undosSeen);
  }
}
