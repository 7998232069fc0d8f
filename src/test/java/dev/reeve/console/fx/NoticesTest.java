package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.engine.testing.SettableClock;
import java.time.Duration;
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
