package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.engine.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class NoticesTest {
  private final SettableClock clock = new SettableClock();
  private final TestScreen test = new TestScreen(clock);

  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      clock.advance(Duration.ofSeconds(1));
      test.screen.ticker().tick();
    }
  }

  @Test
  void aNoticeGoesAfterTenSeconds() {
    test.screen.notices().say("done");
    pass(9);
    assertEquals("done", test.notice());
    pass(1);
    assertEquals("", test.notice());
  }

  @Test
  void itsTimeDoesNotRunWhileItIsRead() {
    test.screen.notices().say("done");
    test.screen.notices().readProperty().set(true);
    pass(30);
    assertEquals("done", test.notice());
  }

  @Test
  @DisplayName("Why something cannot be done goes as soon as that is no longer why")
  void whatWasMissingIsThere() {
    SimpleStringProperty missing = new SimpleStringProperty("A rationale is needed.");
    test.screen.notices().sayWhile(missing);
    assertEquals("A rationale is needed.", test.notice());
    missing.set("");
    assertEquals("", test.notice());
    assertEquals(1, test.screen.notices().kept().size(), "it was said");

    missing.set("A rationale is needed.");
    test.screen.notices().sayWhile(missing);
    test.screen.notices().say("done");
    missing.set("");
    assertEquals("done", test.notice(), "another notice stays");
  }

  @Test
  @DisplayName("Why something cannot be done takes no way back from the screen; it is counted")
  void aRefusalBesideAnUndo() {
    int[] undone = {0};
    SimpleStringProperty ended = new SimpleStringProperty("It has ended.");
    test.screen.notices().say("dropped", () -> undone[0]++);
    pass(8);
    test.screen.notices().sayWhile(ended);
    assertEquals("dropped", test.notice());
    assertEquals(1, test.screen.notices().foldedProperty().get());
    assertEquals("It has ended.", test.screen.notices().kept().getFirst().text());
    ended.set("");
    pass(9);
    assertEquals("dropped", test.notice(), "its time begins anew, as it says more");
    test.screen.notices().undo();
    assertEquals(1, undone[0]);
    test.screen.notices().refuse("It has ended.");
    assertEquals("It has ended.", test.notice(), "with nothing on screen it is shown");
    test.screen.notices().refuse("Nothing is selected.");
    assertEquals("Nothing is selected.", test.notice());
  }

  @Test
  @DisplayName("What was said since a moment is forgotten, what was said before stays")
  void forgottenSince() {
    test.screen.notices().say("yesterday");
    pass(60);
    var since = clock.now();
    test.screen.notices().say("in the sample");
    test.screen.notices().forgetSince(since);
    assertEquals(
        List.of("yesterday"),
        test.screen.notices().kept().stream().map(Notices.Notice::text).toList());
  }

  @Test
  void undoRunsOnce() {
    int[] undone = {0};
    test.screen.notices().say("dropped", () -> undone[0]++);
    test.screen.notices().undo();
    test.screen.notices().undo();
    assertEquals(1, undone[0]);
  }

  @Test
  void moreThanFiveInTenSecondsAreCountedNotShown() {
    for (int i = 1; i <= 9; i++) {
      test.screen.notices().say("job " + i);
    }
    assertEquals("job 5", test.notice());
    assertEquals(4, test.screen.notices().foldedProperty().get());
    assertEquals(9, test.screen.notices().kept().size());
    pass(11);
    test.screen.notices().say("later");
    assertEquals("later", test.notice());
    assertEquals(0, test.screen.notices().foldedProperty().get());
  }

  @Test
  void theyAreKeptForSevenDays() {
    test.screen.notices().say("old");
    clock.advance(Duration.ofDays(8));
    test.screen.ticker().tick();
    test.screen.notices().say("new");
    assertEquals(1, test.screen.notices().kept().size());
  }
}
