package dev.reeve.console.fx;

import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Makes nodes of {@link Icon}s. Colour comes from the style class {@code icon}; the size grows with
 * the text around it. Call on the screen thread.
 */
public final class Icons {
  private static final int GRID = 24;

  private Icons() {}

  /** An icon of 16 px at the usual text size; {@code .icon} and its state classes colour it. */
  public static Node of(Icon icon) {
    return of(icon, 16);
  }

  /**
   * An icon of another size.
   *
   * @param size in px at the usual text size: 12, 13, 14, 16 or 20, for which there are styles
   */
  public static Node of(Icon icon, int size) {
    StackPane box = new StackPane();
    box.getStyleClass().addAll("icon-box", "icon-" + size);
    box.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    String shape = icon.shape();
    box.getChildren().setAll(shape == null ? glyph(icon, box) : outline(shape, box));
    return box;
  }

  /** Its own size stays: a new one is a new style, which rows that are out of sight would miss. */
  private static Node glyph(Icon icon, Region box) {
    FontIcon glyph = new FontIcon(icon.glyph());
    glyph.getStyleClass().setAll("icon"); // by its own class the theme gives it a fixed size
    glyph.setIconSize(GRID);
    return scaled(glyph, box);
  }

  private static Node outline(String shape, Region box) {
    SVGPath path = new SVGPath();
    path.setContent(shape);
    path.getStyleClass().add("icon-shape");
    return scaled(path, box);
  }

  private static Node scaled(Node drawn, Region box) {
    drawn.scaleXProperty().bind(box.widthProperty().divide((double) GRID));
    drawn.scaleYProperty().bind(drawn.scaleXProperty());
    return new Group(drawn);
  }
}
