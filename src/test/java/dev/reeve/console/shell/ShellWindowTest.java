package dev.reeve.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.FakeSession;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.console.layout.Memory;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueEvent;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
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
          ShellWindow.open(
              session, test.screen, Memory.none(), Memory.none(), () -> {}, made::add, why -> {});
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

  @Test
  @DisplayName("Where the status bar wraps, no line of it begins or ends with what parts figures")
  void statusBarWraps() {
    for (double scale : new double[] {1, 2}) {
      try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, scale)) {
        window.picture("status-bar");
        StatusBar bar = window.find("shell-status");
        List<Pane> parts = bar.getChildren().stream().map(Pane.class::cast).toList();
        for (int i = 0; i + 1 < parts.size(); i++) {
          boolean ends = parts.get(i + 1).getLayoutY() > parts.get(i).getLayoutY();
          assertEquals(!ends, parts.get(i).getChildren().getLast().isVisible(), "after " + i);
          if (ends) {
            assertEquals(parts.getFirst().getLayoutX(), parts.get(i + 1).getLayoutX());
          }
        }
        double lines = parts.stream().mapToDouble(Pane::getLayoutY).distinct().count();
        assertEquals(scale, lines, "as many lines as the text is large");
      }
    }
  }

  @Test
  @DisplayName("A piece that cannot be made is told, and what there is listens no more")
  void aPieceFails() {
    Headless.start();
    Headless.run(
        () -> {
          FakeSession session = SampleData.session();
          TestScreen test = new TestScreen(session.clock);
          List<ShellWindow> made = new ArrayList<>();
          List<Problem> told = new ArrayList<>();
          ShellWindow.open(
              session,
              test.screen,
              Memory.none(),
              Memory.none(),
              () -> {},
              window -> {
                made.add(window);
                throw new IllegalStateException("no room");
              },
              told::add);
          assertEquals(1, told.size());
          assertTrue(told.getFirst().what().contains("no room"), told.toString());
          var jobs = made.getFirst().model().queue();
          int before = jobs.list().rows().all().size();
          session.bus.publish(
              new QueueEvent.Changed(List.of(SampleData.item("N", "n.md", ItemState.QUEUED))));
          test.due();
          assertEquals(before, jobs.list().rows().all().size());
        });
  }

  @Test
  @DisplayName("A window that was left is let go, though the clock and what was chosen go on")
  void isLetGo() {
    Headless.start();
    TestScreen test = new TestScreen(SampleData.session().clock);
    WeakReference<Parent> left = openAndLeave(test);
    for (int i = 0; i < 20 && left.get() != null; i++) {
      Headless.run(
          () -> {
            test.due();
            test.screen.ticker().tick();
          });
      System.gc();
    }
    assertNull(left.get());
  }

  private static WeakReference<Parent> openAndLeave(TestScreen test) {
    Stage stage =
        Headless.call(
            () -> {
              Stage shown = new Stage();
              shown.setScene(new Scene(new Group(), 1280, 800));
              shown.show();
              return shown;
            });
    ShellWindow window =
        Headless.call(
            () -> {
              ShellWindow opened =
                  ShellWindow.open(
                      SampleData.session(), test.screen, Memory.none(), Memory.none(), () -> {});
              stage.getScene().setRoot(opened.root());
              return opened;
            });
    for (Place place : Place.values()) {
      Headless.run(() -> window.model().placeProperty().set(place));
      Headless.settle(() -> true);
    }
    Headless.run(
        () -> {
          window.close();
          test.screen.notices().close();
          stage.getScene().getAccelerators().clear();
          stage.getScene().setRoot(new Group());
        });
    Headless.settle(() -> true);
    Headless.run(stage::hide);
    return new WeakReference<>(window.root());
  }
}
