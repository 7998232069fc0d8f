package dev.reeve.console.tour;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleData;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.inbox.InboxEvent;
import dev.reeve.engine.inbox.InboxList;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The engine that is staged for pictures. */
final class StagedSessionTest {
  @Test
  @DisplayName("An engine that stopped answering tells nothing either, so old data stays old")
  void silentWhileItDoesNotAnswer() {
    FakeSession session = SampleData.session();
    EngineEvent event =
        new InboxEvent.Changed(new InboxList(SampleData.NOW, List.of(), null, List.of()));
    List<EngineEvent> heard = new ArrayList<>();
    try (StagedSession staged = new StagedSession(session, Answers.GIVEN)) {
      staged.session().bus().subscribe(heard::add);
      session.bus.publish(event);
      assertEquals(List.of(event), heard);
      staged.answers(Answers.REFUSED);
      session.bus.publish(event);
      assertEquals(List.of(event), heard);
    }
  }
}
