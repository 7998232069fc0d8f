package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.Headless;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Subscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the keys go when what had them goes. */
final class FocusGuardTest {
  private final VBox pane = new VBox();
  private final VBox root = new VBox(pane);
  private Button first;
  private Button next;
  private TextField home;
  private Stage stage;
  private Subscription guard;

  @BeforeEach
  void open() {
    Headless.start();
    Headless.run(
        () -> {
          first = new Button("First");
          next = new Button("Next");
          home = new TextField();
          pane.getChildren().setAll(first, next, home);
          stage = new Stage();
          stage.setScene(new Scene(root, 400, 300));
          guard = FocusGuard.in(stage.getScene(), pane, from -> home);
          stage.show();
          first.requestFocus();
        });
    Headless.settle(first::isFocused);
  }

  @AfterEach
  void close() {
    Headless.run(stage::close);
  }

  private void hideTheFirst() {
    Headless.run(
        () -> {
          first.setVisible(false);
          first.setManaged(false);
        });
  }

  @Test
  void noButtonGetsTheKeysOfOneThatWent() {
    hideTheFirst();
    Headless.settle(home::isFocused);
    assertFalse(Headless.call(next::isFocused));
  }

  @Test
  void onceItEndedTheToolkitHasItsWayAndTheSceneKeepsNothingOfIt() {
    Headless.run(guard::unsubscribe);
    assertTrue(
        Headless.call(
            () -> stage.getScene().getProperties().values().stream().noneMatch(this::isGuard)));
    hideTheFirst();
    Headless.settle(next::isFocused);
  }

  private boolean isGuard(Object value) {
    return value instanceof FocusGuard;
  }
}
