package dev.reeve.console.shell;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.FakeSession;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.console.layout.Memory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ShellWindowTest {
  @Test
  @DisplayName("The window is made in pieces, and after each the screen has its turn")
  void inPieces() {
    Headless.start();
    Headless.run(
        () -> {
          FakeSession session = SampleData.session();
          Deque<Runnable> turns = new ArrayDeque<>();
          TestScreen test = new TestScreen(session.clock, Runnable::run, turns::add);
          List<ShellWindow> made = new ArrayList<>();
          ShellWindow.open(session, test.screen, Memory.none(), Memory.none(), () -> {}, made::add);
          int pieces = 0;
          while (made.isEmpty()) {
            turns.remove().run();
            pieces++;
          }
          assertTrue(pieces >= Place.values().length + 3, pieces + " pieces");
          assertNotNull(made.getFirst().root());
          made.getFirst().close();
        });
  }
}
