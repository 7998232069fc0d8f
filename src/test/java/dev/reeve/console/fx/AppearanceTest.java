package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.console.ConsoleOptions.Look;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleDoubleProperty;
import org.junit.jupiter.api.Test;

final class AppearanceTest {
  private final Appearance appearance = new Appearance(new SimpleDoubleProperty(1));

  @Test
  void itFollowsTheSystemUntilSomebodyChooses() {
    List<Boolean> seen = new ArrayList<>();
    appearance.dark().subscribe(now -> seen.add(now));
    appearance.systemDarkProperty().set(true);
    appearance.switchLook();
    assertEquals(Look.LIGHT, appearance.lookProperty().get());
    appearance.systemDarkProperty().set(false);
    appearance.systemDarkProperty().set(true);
    appearance.lookProperty().set(Look.SYSTEM);
    assertEquals(List.of(false, true, false, true), seen);
  }
}
