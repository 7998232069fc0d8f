package dev.reeve.console.fx;

import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;
import javafx.scene.text.Text;
import org.kordamp.ikonli.IkonHandler;
import org.kordamp.ikonli.IkonResolverProvider;
import org.kordamp.ikonli.javafx.JavaFXFontLoader;

/**
 * Makes nodes of {@link Icon}s. Colour comes from the style class {@code icon}; the size grows with
 * the text around it. Call on the screen thread.
 */
public final class Icons {
  private static final int GRID = 24;

  /** It has loaded the font, which the styles name. */
  private static final IkonHandler FEATHER =
      IkonResolverProvider.getInstance(JavaFXFontLoader.getInstance()).resolve(Icon.CHECK.glyph());

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
    box.getChildren().setAll(shape == null ? glyph(icon) : outline(shape, box));
    return box;
  }

  /** Text of its size and not scaled: a scaled one is drawn with holes where its strokes cross. */
  private static Node glyph(Icon icon) {
    Text glyph = new Text(Character.toString(FEATHER.resolve(icon.glyph()).getCode()));
    glyph.getStyleClass().addAll("icon", "icon-glyph");
    return glyph;
  }

  private static Node outline(String shape, Region box) {
    SVGPath path = new SVGPath();
    path.setContent(shape);
    path.getStyleClass().add("icon-shape");
    path.scaleXProperty().bind(box.widthProperty().divide((double) GRID));
    path.scaleYProperty().bind(path.scaleXProperty());
    return new Group(path);
  }
}
