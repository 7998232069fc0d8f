package dev.reeve.console.fx;

import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;

/** A pointer that tests move. Screen thread. */
public final class Pointer {
  private Pointer() {}

  /** Moves it over a node, to a place on the screen. */
  public static void move(Node on, double x, double y, double screenX, double screenY) {
    Event.fireEvent(
        on,
        new MouseEvent(
            MouseEvent.MOUSE_MOVED,
            x,
            y,
            screenX,
            screenY,
            MouseButton.NONE,
            0,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            true,
            new PickResult(on, x, y)));
  }

  /** Presses its button on a node. */
  static void press(Node on) {
    button(on, MouseEvent.MOUSE_PRESSED, 1);
  }

  /** Does one thing with its button on a node, for the first, second or later time in a row. */
  public static void button(Node on, EventType<MouseEvent> type, int times) {
    Event.fireEvent(
        on,
        new MouseEvent(
            type,
            9,
            9,
            9,
            9,
            MouseButton.PRIMARY,
            times,
            false,
            false,
            false,
            false,
            type == MouseEvent.MOUSE_PRESSED,
            false,
            false,
            true,
            false,
            true,
            new PickResult(on, 9, 9)));
  }
}
