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
 * Two parts side by side where that fits, else the one below the other: the upper one with the
 * height that it needs, the lower one with what is left. Screen thread.
 */
final class BesideOrBelow {
  private static final double FITS_BESIDE = 780;

  /**
   * One of them.
   *
   * @param height in px at the usual text size that it needs above or below the other
   */
  record Part(Region region, double height) {}

  private final Region place;
  private final HBox beside;
  private final VBox below;
  private final ObservableDoubleValue scale;
  private final Part[] parts;
  private final ReadOnlyBooleanWrapper fits = new ReadOnlyBooleanWrapper(true);

  private BesideOrBelow(
      Region place, HBox beside, VBox below, ObservableDoubleValue scale, Part... parts) {
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
      Region place, HBox beside, VBox below, ObservableDoubleValue scale, Part... parts) {
    BesideOrBelow layout = new BesideOrBelow(place, beside, below, scale, parts);
    place.widthProperty().subscribe(layout::fit);
    WhileShown.listen(place, () -> scale.subscribe(now -> layout.fit()));
    return layout.fits.getReadOnlyProperty();
  }

  private void fit() {
    boolean now = place.getWidth() >= FITS_BESIDE * scale.get();
    if (place.getWidth() == 0) {
      return;
    }
    size(now);
    if (now == fits.get()) {
      return;
    }
    fits.set(now);
    Pane from = now ? below : beside;
    Pane to = now ? beside : below;
    from.getChildren().clear();
    from.setVisible(false);
    to.setVisible(true);
    for (Part part : parts) {
      to.getChildren().add(part.region());
      VBox.setVgrow(part.region(), Priority.ALWAYS);
    }
    VBox.setVgrow(parts[0].region(), Priority.SOMETIMES); // all of it only without the other
  }

  private void size(boolean alongside) {
    for (Part part : parts) {
      part.region().setMinHeight(alongside ? Region.USE_COMPUTED_SIZE : 0);
      part.region()
          .setPrefHeight(alongside ? Region.USE_COMPUTED_SIZE : part.height() * scale.get());
    }
  }
}
