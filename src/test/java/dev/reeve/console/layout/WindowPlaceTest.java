package dev.reeve.console.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.geometry.Rectangle2D;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class WindowPlaceTest {
  private static final Rectangle2D MAIN = new Rectangle2D(0, 0, 1920, 1040);
  private static final Rectangle2D RIGHT = new Rectangle2D(1920, 0, 1280, 984);

  @Test
  void boundsOnAScreenStayAndOthersComeToTheMainOne() {
    Rectangle2D right = new Rectangle2D(2000, 40, 1100, 700);
    assertEquals(right, WindowPlace.fit(right, List.of(MAIN, RIGHT)));
    assertEquals(
        new Rectangle2D(410, 170, 1100, 700), WindowPlace.fit(right, List.of(MAIN)), "centred");
    assertEquals(
        new Rectangle2D(0, 0, 1920, 1040),
        WindowPlace.fit(new Rectangle2D(5000, 5000, 3000, 2000), List.of(MAIN)),
        "shrunk to fit");
  }

  @Property
  void whateverWasSavedIsWhollyOnAScreen(
      @ForAll @IntRange(min = -9000, max = 9000) int x,
      @ForAll @IntRange(min = -9000, max = 9000) int y,
      @ForAll @IntRange(min = 1, max = 9000) int width,
      @ForAll @IntRange(min = 1, max = 9000) int height) {
    Rectangle2D place = WindowPlace.fit(new Rectangle2D(x, y, width, height), List.of(MAIN, RIGHT));
    assertTrue(MAIN.contains(place) || RIGHT.contains(place), place.toString());
  }

  @Test
  void eachArrangementOfScreensHasItsOwnPlace() {
    Memory memory = Memory.none();
    Rectangle2D bounds = new Rectangle2D(2000, 40, 1100, 700);
    new WindowPlace(bounds, true).remember(memory, List.of(MAIN, RIGHT));
    assertTrue(WindowPlace.recall(memory, List.of(MAIN)).isEmpty());
    WindowPlace place = WindowPlace.recall(memory, List.of(MAIN, RIGHT)).orElseThrow();
    assertEquals(bounds, place.bounds());
    assertTrue(place.maximized());
  }
}
