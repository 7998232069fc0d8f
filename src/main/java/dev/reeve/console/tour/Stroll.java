package dev.reeve.console.tour;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.stage.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A short walk through the window that this process shows: each place and tab, with a row chosen,
 * and no pictures; then the window closes. Source: {@code docs/decisions/014-start.md}.
 */
public final class Stroll {
  private static final Logger LOG = LoggerFactory.getLogger(Stroll.class);

  /** Until a place has drawn what it first shows. */
  private static final int SEEN = 4;

  private static final int PATIENCE = 1800;

  private Stroll() {}

  /** Begins on a thread of its own, once the toolkit runs. */
  public static void begin() {
    Thread.ofPlatform()
        .daemon()
        .name("stroll")
        .start(
            () -> {
              try {
                walk();
              } catch (RuntimeException e) {
                LOG.warn("The walk through the window was not ended", e);
              } finally {
                Headless.begin(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
              }
            });
  }

  private static void walk() {
    Headless.settle(
        () -> roots().flatMap(ShownNodes::tables).anyMatch(table -> !table.getItems().isEmpty()),
        SEEN,
        PATIENCE);
    for (Node place : shown(".rail-place")) {
      press(place);
      shown(".tab-button").forEach(Stroll::press);
    }
  }

  private static void press(Node button) {
    Headless.run(((ButtonBase) button)::fire);
    Headless.settle(() -> true, SEEN, SEEN);
    Headless.run(() -> roots().flatMap(ShownNodes::tables).forEach(RowChoice::firstConcern));
    Headless.settle(() -> true, SEEN, SEEN);
  }

  private static List<Node> shown(String selector) {
    return Headless.call(() -> roots().flatMap(root -> ShownNodes.below(root, selector)).toList());
  }

  private static Stream<Parent> roots() {
    return Window.getWindows().stream()
        .filter(window -> window.isShowing() && window.getScene() != null)
        .map(window -> window.getScene().getRoot());
  }
}
