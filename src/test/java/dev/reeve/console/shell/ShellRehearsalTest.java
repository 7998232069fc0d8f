package dev.reeve.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.Headless;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.control.TableRow;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ShellRehearsalTest {
  @Test
  @DisplayName("The window is made beside the screen's thread, dressed as the one shown, with rows")
  void besideTheScreensThread() {
    Headless.start();
    Scene worn = Headless.call(() -> dressed());
    Scene scene = new Scene(new Group(), 1280, 800);

    assertFalse(Platform.isFxApplicationThread());
    List<Throwable> thrown = new ArrayList<>();
    Thread.currentThread().setUncaughtExceptionHandler((thread, why) -> thrown.add(why));
    try {
      ShellRehearsal.rehearse(scene, worn.getStylesheets(), worn.getRoot().getStyle());
    } finally {
      Thread.currentThread().setUncaughtExceptionHandler(null);
    }
    assertEquals(List.of(), thrown, "a listener's failure is told there");

    assertEquals(worn.getStylesheets(), scene.getStylesheets());
    for (String table : List.of("#queue-table", "#inbox-table")) {
      assertTrue(
          scene.getRoot().lookup(table).lookupAll(".table-row-cell").stream()
              .anyMatch(row -> !((TableRow<?>) row).isEmpty()),
          table);
    }
  }

  private static Scene dressed() {
    Scene scene = new Scene(new Group(), 1280, 800);
    Theme.apply(scene, true, 1.25);
    return scene;
  }
}
