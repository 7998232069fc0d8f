package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.console.Headless;
import java.util.List;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where a dialog stands. */
final class DialogPlaceTest {
  /** With a bar of the desktop above. */
  private static final Rectangle2D MAIN = new Rectangle2D(0, 30, 1280, 770);

  private static final Rectangle2D RIGHT = new Rectangle2D(1280, 0, 1920, 1080);
  private static final Rectangle2D LEFT = new Rectangle2D(-1024, 0, 1024, 768);
  private static final Dimension2D DIALOG = new Dimension2D(600, 300);

  private static Rectangle2D over(Rectangle2D owner, Rectangle2D... screens) {
    return DialogPlace.over(DIALOG, owner, List.of(screens));
  }

  @Test
  void itStandsInTheMiddleOfItsOwner() {
    assertEquals(
        new Rectangle2D(300, 280, 600, 300), over(new Rectangle2D(100, 80, 1000, 700), MAIN));
  }

  @Test
  @DisplayName("One larger than its screen is shrunk to it, below the desktop's bar")
  void largerThanTheRoom() {
    assertEquals(
        MAIN,
        DialogPlace.over(
            new Dimension2D(1400, 900), new Rectangle2D(0, 30, 1280, 770), List.of(MAIN)));
    assertEquals(
        new Rectangle2D(0, 200, 1280, 300),
        DialogPlace.over(
            new Dimension2D(1400, 300), new Rectangle2D(100, 100, 1000, 500), List.of(MAIN)));
  }

  @Test
  @DisplayName("Of an owner that is half off the screen it stays on the screen as a whole")
  void ownerHalfOff() {
    assertEquals(
        new Rectangle2D(0, 180, 600, 300), over(new Rectangle2D(-700, 30, 1000, 600), MAIN));
    assertEquals(
        new Rectangle2D(680, 500, 600, 300), over(new Rectangle2D(1000, 600, 1000, 700), MAIN));
    assertEquals(
        new Rectangle2D(100, 30, 600, 300), over(new Rectangle2D(-100, -400, 1000, 600), MAIN));
  }

  @Test
  @DisplayName("Of two screens it is the one that has most of the owner, also left of the main one")
  void twoScreens() {
    assertEquals(
        new Rectangle2D(1280, 390, 600, 300),
        over(new Rectangle2D(1000, 240, 1000, 600), MAIN, RIGHT));
    assertEquals(
        new Rectangle2D(680, 390, 600, 300),
        over(new Rectangle2D(700, 240, 1000, 600), MAIN, RIGHT));
    assertEquals(
        new Rectangle2D(-900, 150, 600, 300),
        over(new Rectangle2D(-1000, 0, 800, 600), MAIN, LEFT));
  }

  @Test
  @DisplayName("An owner wider than its screen, as without a display, is the measure")
  void ownerLargerThanItsScreen() {
    assertEquals(
        new Rectangle2D(40, 200, 1400, 400),
        DialogPlace.over(
            new Dimension2D(1400, 400), new Rectangle2D(0, 30, 1480, 740), List.of(MAIN)));
  }

  @Test
  void ofAnOwnerOnNoScreenItIsOnTheMainOne() {
    assertEquals(
        new Rectangle2D(680, 500, 600, 300),
        over(new Rectangle2D(5000, 5000, 1000, 600), MAIN, RIGHT));
  }

  @Test
  @DisplayName("For its first second it is put back each time that it is moved")
  void movedTwice() {
    Headless.start();
    Stage owner = Headless.call(Stage::new);
    Stage dialog = Headless.call(Stage::new);
    Headless.run(
        () -> {
          show(owner, new Rectangle2D(100, 100, 600, 400));
          DialogPlace.keep(dialog, owner);
          show(dialog, new Rectangle2D(0, 0, 200, 100));
        });
    Headless.settle(() -> dialog.getX() == 300 && dialog.getY() == 250);
    Headless.run(
        () -> {
          dialog.setX(5);
          dialog.setX(7); // nobody has asked meanwhile where it is
          assertEquals(300, dialog.getX());
          dialog.hide();
          owner.hide();
        });
  }

  @Test
  @DisplayName("The title row of its owner stays in sight where there is room for both")
  void belowTheTitleRow() {
    Headless.start();
    Stage owner = Headless.call(Stage::new);
    Region row = new Region();
    row.getStyleClass().add("title-row");
    row.setMinHeight(40);
    Headless.run(
        () -> {
          owner.setScene(new Scene(new VBox(row)));
          DialogPlace.put(owner, new Rectangle2D(100, 100, 600, 400));
          owner.show();
        });
    Headless.settle(() -> row.getHeight() == 40);
    double below = Headless.call(() -> owner.getY() + owner.getScene().getY() + 40);
    double room = 500 - below;
    assertEquals(below, Headless.call(() -> DialogPlace.over(owner, 300, room).getMinY()));
    assertEquals(
        below + room / 2 - 50, Headless.call(() -> DialogPlace.over(owner, 300, 100).getMinY()));
    assertEquals(
        100, Headless.call(() -> DialogPlace.over(owner, 300, 400).getMinY()), "over all of it");
    Headless.run(owner::hide);
  }

  private static void show(Stage stage, Rectangle2D place) {
    stage.setScene(new Scene(new Group()));
    DialogPlace.put(stage, place);
    stage.show();
  }
}
