package dev.reeve.console.welcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.EngineSession;
import dev.reeve.console.FakeWorkspaces;
import dev.reeve.console.Headless;
import dev.reeve.console.Keyboard;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.console.fx.ViewLoader;
import dev.reeve.console.shell.Theme;
import dev.reeve.engine.testing.SettableClock;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The first window by the keyboard alone. */
final class WelcomeKeysTest {
  private final FakeWorkspaces workspaces = new FakeWorkspaces();
  private final List<EngineSession> opened = new ArrayList<>();
  private final Keyboard keyboard = new Keyboard(() -> Headless.settle(() -> true));
  private WelcomeViewModel model;
  private Stage stage;

  @BeforeEach
  void open() {
    Headless.start();
    Headless.run(
        () -> {
          Theme.install();
          model =
              new WelcomeViewModel(
                  workspaces, new TestScreen(new SettableClock()).screen, opened::add);
          Parent root = ViewLoader.load("welcome.fxml", new WelcomeView(model));
          stage = new Stage();
          stage.setScene(new Scene(root, 1280, 640));
          Theme.apply(stage.getScene(), false, 1);
          stage.show();
          model.refresh();
        });
    Headless.settle(() -> true);
  }

  @AfterEach
  void close() {
    Headless.run(stage::hide);
  }

  @Test
  @DisplayName("It says that nothing runs, also of a folder that is only looked at")
  void standing() {
    assertEquals("No workspace is open, and no engine is running.", standingText());
    Headless.run(() -> model.choose("/srv/harbour"));
    Headless.settle(() -> model.looked().getValue());
    assertEquals("The folder is only looked at; no engine is running.", standingText());
  }

  private String standingText() {
    return Headless.call(() -> ((Label) stage.getScene().lookup("#welcome-standing")).getText());
  }

  @Test
  @DisplayName("Tab reaches the sample, Enter opens it")
  void sample() {
    keyboard.tabTo("welcome-sample");
    keyboard.press(KeyCode.ENTER);
    assertEquals(List.of("sample"), workspaces.calls);
    assertEquals(1, opened.size());
  }

  @Test
  @DisplayName("A workspace of earlier is chosen with the arrows and opened with Enter")
  void recent() {
    workspaces.adopted = true;
    keyboard.tabTo("welcome-recent");
    keyboard.press(KeyCode.DOWN);
    keyboard.press(KeyCode.ENTER);
    assertEquals("open /home/dana/work/portal", workspaces.calls.getLast());
    assertEquals(1, opened.size());
  }

  @Test
  @DisplayName("What Reeve would create is seen first; Back leaves the folder as it is")
  void lookedAtAndLeft() {
    keyboard.tabTo("welcome-recent");
    keyboard.press(KeyCode.HOME);
    keyboard.press(KeyCode.ENTER);
    assertTrue(Headless.call(() -> model.looked().getValue()));
    keyboard.tabTo("welcome-adopt");
    keyboard.tabTo("welcome-back");
    keyboard.press(KeyCode.SPACE);
    assertFalse(Headless.call(() -> model.looked().getValue()));
    assertEquals(List.of(), opened);
  }
}
