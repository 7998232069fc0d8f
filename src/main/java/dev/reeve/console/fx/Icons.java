package dev.reeve.console.fx;

import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;
import org.kordamp.ikonli.javafx.FontIcon;

/** Makes nodes of {@link Icon}s; colour and size come from the style class {@code icon}. */
public final class Icons {
  private static final double GRID = 24;

  private Icons() {}

  /** An icon of 16 px; {@code .icon} and its state classes colour it. Call on the screen thread. */
  public static Node of(Icon icon) {
    return of(icon, 16);
  }

  /** An icon of the given size in px. Call on the screen thread. */
  public static Node of(Icon icon, int size) {
    String shape = icon.shape();
    if (shape == null) {
      FontIcon glyph = new FontIcon(icon.glyph());
      glyph.setIconSize(size);
      glyph.getStyleClass().add("icon");
      return glyph;
    }
    SVGPath path = new SVGPath();
    path.setContent(shape);
    path.getStyleClass().add("icon-shape");
    double scale = size / GRID;
    path.setScaleX(scale);
    path.setScaleY(scale);
    StackPane box = new StackPane(new Group(path));
    box.setMinSize(size, size);
    box.setPrefSize(size, size);
    box.setMaxSize(size, size);
    return box;
  }
}
