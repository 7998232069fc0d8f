package dev.reeve.console.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.Headless;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
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

  @Test
  @DisplayName("It names no state of a control that was not named before, for that has no lock")
  void namesNothing() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-javaagent"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "--add-opens=javafx.graphics/com.sun.javafx.css=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            StatesNamedMain.class.getName()));
    Process child = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    String told = new String(child.getInputStream().readAllBytes(), UTF_8).strip();
    assertEquals(0, child.waitFor());
    assertEquals("named anew: []", told);
  }

  private static Scene dressed() {
    Scene scene = new Scene(new Group(), 1280, 800);
    Theme.apply(scene, true, 1.25);
    return scene;
  }
}
