package dev.reeve.console.fx;

import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;
import javafx.scene.text.Font;
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
    box.getChildren().setAll(shape == null ? glyph(icon, box) : outline(shape, box));
    return box;
  }

  /**
   * Text as large as its box and not scaled, for a scaled one is drawn with holes where its strokes
   * cross; its size is no style, for rows that are out of sight would miss a new one.
   */
  private static Node glyph(Icon icon, Region box) {
    String family = ((Font) FEATHER.getFont()).getFamily();
    Text glyph = new Text(Character.toString(FEATHER.resolve(icon.glyph()).getCode()));
    glyph.getStyleClass().add("icon");
    glyph
        .fontProperty()
        .bind(box.widthProperty().map(width -> Font.font(family, width.doubleValue())));
    return new Group(glyph);
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
