package dev.reeve.console.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.Rectangle2D;

/**
 * Where a window was on a certain arrangement of screens, in px. Bounds that no screen shows are
 * moved to the main one and shrunk to fit. Immutable.
 */
public record WindowPlace(Rectangle2D bounds, boolean maximized) {
  /** So much of a window must be on a screen for a person to take hold of it. */
  private static final double ENOUGH_WIDTH = 120;

  private static final double ENOUGH_HEIGHT = 40;

  /** What is remembered for these screens, moved in where it has to be. */
  public static Optional<WindowPlace> recall(Memory memory, List<Rectangle2D> screens) {
    JsonNode node = memory.get(name(screens));
    if (!node.path("width").isNumber() || !node.path("height").isNumber()) {
      return Optional.empty();
    }
    Rectangle2D bounds =
        new Rectangle2D(
            node.path("x").asDouble(),
            node.path("y").asDouble(),
            Math.max(1, node.path("width").asDouble()),
            Math.max(1, node.path("height").asDouble()));
    return Optional.of(
        new WindowPlace(fit(bounds, screens), node.path("maximized").asBoolean(false)));
  }

  /** Remembers it for these screens. */
  public void remember(Memory memory, List<Rectangle2D> screens) {
    ObjectNode node = Json.mapper().createObjectNode();
    node.put("x", bounds.getMinX())
        .put("y", bounds.getMinY())
        .put("width", bounds.getWidth())
        .put("height", bounds.getHeight())
        .put("maximized", maximized);
    memory.put(name(screens), node);
  }

  /**
   * The bounds as they are shown.
   *
   * @param screens what each screen offers to windows, the main one first; at least one
   */
  static Rectangle2D fit(Rectangle2D bounds, List<Rectangle2D> screens) {
    Rectangle2D on =
        screens.stream().filter(screen -> held(bounds, screen)).findFirst().orElse(null);
    Rectangle2D screen = on == null ? screens.getFirst() : on;
    double width = Math.min(bounds.getWidth(), screen.getWidth());
    double height = Math.min(bounds.getHeight(), screen.getHeight());
    double x =
        on == null
            ? screen.getMinX() + (screen.getWidth() - width) / 2
            : Math.clamp(bounds.getMinX(), screen.getMinX(), screen.getMaxX() - width);
    double y =
        on == null
            ? screen.getMinY() + (screen.getHeight() - height) / 2
            : Math.clamp(bounds.getMinY(), screen.getMinY(), screen.getMaxY() - height);
    return new Rectangle2D(x, y, width, height);
  }

  private static boolean held(Rectangle2D bounds, Rectangle2D screen) {
    double width =
        Math.min(bounds.getMaxX(), screen.getMaxX()) - Math.max(bounds.getMinX(), screen.getMinX());
    double height =
        Math.min(bounds.getMaxY(), screen.getMaxY()) - Math.max(bounds.getMinY(), screen.getMinY());
    return width >= ENOUGH_WIDTH
        && height >= ENOUGH_HEIGHT
        && bounds.getMinY() >= screen.getMinY() - 1; // the title bar is what one takes hold of
  }

  private static String name(List<Rectangle2D> screens) {
    return screens.stream()
        .map(
            each ->
                "%.0fx%.0f%+.0f%+.0f"
                    .formatted(each.getWidth(), each.getHeight(), each.getMinX(), each.getMinY()))
        .collect(Collectors.joining(" ", "window.", ""));
  }
}
