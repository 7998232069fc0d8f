package dev.reeve.console.fx;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableDoubleValue;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/**
 * Where a drawer stands: beside its table while it is open or, where the two do not fit, in the
 * table's place once somebody asks for it and there is something to tell. The keys stay with the
 * one that is shown. Screen thread.
 */
final class DrawerPlace {
  private static final double FITS_BESIDE = 780;
  private static final PseudoClass COVERING = PseudoClass.getPseudoClass("covering");

  private final Drawer drawer;
  private final BooleanBinding covers;
  private final BooleanBinding narrow;
  private final BooleanBinding folded;

  /**
   * @param tells whether there is something to tell
   * @param asked whether somebody asked for it in the table's place; it is forgotten with what it
   *     told of, and where the two fit side by side
   * @param scale text size in relation to the normal one
   */
  DrawerPlace(
      Drawer drawer,
      ObservableBooleanValue tells,
      ObservableBooleanValue open,
      BooleanProperty asked,
      ObservableDoubleValue scale) {
    this.drawer = drawer;
    ObservableValue<Number> width =
        drawer
            .parentProperty()
            .flatMap(parent -> ((Region) parent).widthProperty())
            .orElse(Double.MAX_VALUE);
    this.narrow =
        Bindings.createBooleanBinding(
            () -> width.getValue().doubleValue() < FITS_BESIDE * scale.get(), width, scale);
    BooleanBinding shown =
        Bindings.createBooleanBinding(
            () -> narrow.get() ? asked.get() && tells.get() : open.get(),
            open,
            narrow,
            tells,
            asked);
    tells.addListener((observable, was, is) -> asked.set(asked.get() && is));
    narrow.addListener((observable, was, is) -> asked.set(asked.get() && is));
    this.covers = Bindings.createBooleanBinding(() -> shown.get() && narrow.get(), shown, narrow);
    this.folded =
        Bindings.createBooleanBinding(
            () -> narrow.get() && tells.get() && !covers.get(), narrow, tells, covers);
    drawer.visibleProperty().bind(shown);
    drawer.managedProperty().bind(shown);
  }

  /** Whether the two do not fit side by side. */
  boolean isNarrow() {
    return narrow.get();
  }

  /** Whether it stands in the place of the table. */
  ObservableBooleanValue covers() {
    return covers;
  }

  /** Whether it has something to tell, and no place for it while nobody asks. */
  ObservableBooleanValue folded() {
    return folded;
  }

  /**
   * Makes the table give way.
   *
   * @param tableBox what holds the table
   * @param first gets the keys that the table had
   */
  void insteadOf(Node tableBox, Node table, Node first) {
    covers.addListener(
        (observable, was, is) -> {
          drawer.pseudoClassStateChanged(COVERING, is);
          HBox.setHgrow(drawer, is ? Priority.ALWAYS : Priority.NEVER);
          keysGoTo(is ? first : table, tableBox);
        });
    tableBox.visibleProperty().bind(covers.not());
    tableBox.managedProperty().bind(covers.not());
  }

  /** Asked before anything is hidden; done once all have their places. */
  private void keysGoTo(Node next, Node tableBox) {
    Scene scene = drawer.getScene();
    if (scene == null) {
      return;
    }
    Node owner = scene.getFocusOwner();
    if (!NodeTree.isIn(owner, tableBox) && !NodeTree.isIn(owner, drawer)) {
      return;
    }
    AfterLayout.once(scene, next::requestFocus);
  }
}
