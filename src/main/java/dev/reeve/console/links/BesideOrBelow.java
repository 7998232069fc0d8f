package dev.reeve.console.links;

import dev.reeve.console.fx.WhileShown;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableDoubleValue;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * Two parts side by side where that fits, else the one below the other, each with half the height.
 * Screen thread.
 */
final class BesideOrBelow {
  private static final double FITS_BESIDE = 780;

  /** From here on both grow alike. */
  private static final double LEAST = 1;

  private final Region place;
  private final HBox beside;
  private final VBox below;
  private final ObservableDoubleValue scale;
  private final Region[] parts;
  private final ReadOnlyBooleanWrapper fits = new ReadOnlyBooleanWrapper(true);

  private BesideOrBelow(
      Region place, HBox beside, VBox below, ObservableDoubleValue scale, Region... parts) {
    this.place = place;
    this.beside = beside;
    this.below = below;
    this.scale = scale;
    this.parts = parts;
    below.setVisible(false); // what is empty would still take the mouse from what lies under it
  }

  /**
   * Follows the width of a place from now on.
   *
   * @param beside holds the parts at first
   * @param below holds them where the place is narrow
   * @param scale text size in relation to the normal one
   * @return whether they stand side by side
   */
  static ReadOnlyBooleanProperty follow(
      Region place, HBox beside, VBox below, ObservableDoubleValue scale, Region... parts) {
    BesideOrBelow layout = new BesideOrBelow(place, beside, below, scale, parts);
    place.widthProperty().subscribe(layout::fit);
    WhileShown.listen(place, () -> scale.subscribe(now -> layout.fit()));
    return layout.fits.getReadOnlyProperty();
  }

  private void fit() {
    boolean now = place.getWidth() >= FITS_BESIDE * scale.get();
    if (now == fits.get() || place.getWidth() == 0) {
      return;
    }
    fits.set(now);
    Pane from = now ? below : beside;
    Pane to = now ? beside : below;
    from.getChildren().clear();
    to.getChildren().setAll(parts);
    from.setVisible(false);
    to.setVisible(true);
    for (Region part : parts) {
      VBox.setVgrow(part, Priority.ALWAYS);
      part.setPrefHeight(now ? Region.USE_COMPUTED_SIZE : LEAST);
    }
  }
}
