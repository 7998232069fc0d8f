package dev.reeve.console.fx;

import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;

/**
 * Tabs in a title row: one toggle button and one node each, all following one property, of which
 * exactly one is shown. Screen thread.
 *
 * @param <T> name of a tab
 */
public final class ToggleTabs<T> {
  private final ObjectProperty<T> chosen;

  private ToggleTabs(ObjectProperty<T> chosen) {
    this.chosen = chosen;
  }

  /** Follows the property. */
  public static <T> ToggleTabs<T> join(ObjectProperty<T> chosen) {
    return new ToggleTabs<>(chosen);
  }

  /** Adds a tab. */
  public ToggleTabs<T> tab(T name, ToggleButton button, Node content) {
    button.setOnAction(
        event -> {
          button.setSelected(true); // pressing the chosen one again does not unchoose it
          chosen.set(name);
        });
    content.getProperties().put(ToggleTabs.class, (Runnable) () -> chosen.set(name));
    chosen.subscribe(
        now -> {
          boolean shown = name.equals(now);
          button.setSelected(shown);
          content.setVisible(shown);
          content.setManaged(shown);
        });
    return this;
  }

  /** Chooses every tab that the node lies in, so that it is on screen. */
  public static void reveal(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (at.getProperties().get(ToggleTabs.class) instanceof Runnable choose) {
        choose.run();
      }
    }
  }
}
