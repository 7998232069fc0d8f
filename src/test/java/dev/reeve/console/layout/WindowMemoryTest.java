package dev.reeve.console.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.Headless;
import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class WindowMemoryTest {
  @BeforeAll
  static void start() {
    Headless.start();
  }

  private static Stage window() {
    Stage stage = new Stage();
    stage.setScene(new Scene(new Group(), 1280, 800));
    stage.show();
    new WindowMemory(stage, Memory.none()).join(200, 200);
    stage.setMaximized(false);
    stage.setX(100);
    stage.setY(90);
    stage.setWidth(700);
    stage.setHeight(450);
    return stage;
  }

  private static void elsewhere(Stage stage) {
    stage.hide();
    stage.setX(0);
    stage.setY(-8);
    stage.setWidth(1278);
    stage.setHeight(775);
    stage.setMaximized(false);
  }

  private static String place(Stage stage) {
    return "%.0f,%.0f %.0fx%.0f"
        .formatted(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
  }

  @Test
  @DisplayName("A window that was hidden comes back where it was, whatever the system makes of it")
  void comesBack() {
    Headless.run(
        () -> {
          Stage stage = window();
          for (int time = 0; time < 2; time++) {
            elsewhere(stage);
            stage.show();
            assertEquals("100,90 700x450", place(stage));
            assertFalse(stage.isMaximized());
          }
          stage.hide();
        });
  }

  @Test
  @DisplayName("A maximized window comes back maximized")
  void comesBackMaximized() {
    Headless.run(
        () -> {
          Stage stage = window();
          stage.setMaximized(true);
          elsewhere(stage);
          stage.show();
          assertTrue(stage.isMaximized());
          stage.hide();
        });
  }

  private static Stage placed() {
    Stage stage = new Stage();
    stage.setScene(new Scene(new Group(), 1280, 800));
    stage.setX(100);
    stage.setY(90);
    stage.setWidth(700);
    stage.setHeight(450);
    return stage;
  }

  @Test
  @DisplayName("A window that nobody ever moved comes back with its size")
  void neverMoved() {
    Headless.run(
        () -> {
          Stage stage = placed();
          stage.show();
          WindowMemory memory = new WindowMemory(stage, Memory.none());
          memory.join(200, 200);
          assertEquals(new Rectangle2D(100, 90, 700, 450), memory.sight(false).bounds());
          elsewhere(stage);
          stage.show();
          assertEquals("100,90 700x450", place(stage));
          stage.hide();
        });
  }

  @Test
  @DisplayName("A window that was joined before it was shown is known when it hides")
  void joinedBeforeItIsShown() {
    Headless.run(
        () -> {
          Stage stage = placed();
          new WindowMemory(stage, Memory.none()).join(200, 200);
          stage.show();
          elsewhere(stage);
          stage.show();
          assertEquals("100,90 700x450", place(stage));
          stage.hide();
        });
  }
}
