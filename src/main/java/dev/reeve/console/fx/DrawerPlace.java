package dev.reeve.console.fx;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
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
 * Where a drawer stands while it is open: beside its table or, where the two do not fit, in the
 * table's place as long as there is something to tell. The keys stay with the one that is shown:
 * left alone, the toolkit would give them to whatever comes next in the window. Screen thread.
 */
final class DrawerPlace {
  private static final double FITS_BESIDE = 780;
  private static final PseudoClass COVERING = PseudoClass.getPseudoClass("covering");

  private final Drawer drawer;
  private final BooleanBinding covers;

  /**
   * @param tells whether there is something to tell
   * @param scale text size in relation to the normal one
   */
  DrawerPlace(
      Drawer drawer,
      ObservableBooleanValue tells,
      ObservableBooleanValue open,
      ObservableDoubleValue scale) {
    this.drawer = drawer;
    ObservableValue<Number> width =
        drawer
            .parentProperty()
            .flatMap(parent -> ((Region) parent).widthProperty())
            .orElse(Double.MAX_VALUE);
    BooleanBinding narrow =
        Bindings.createBooleanBinding(
            () -> width.getValue().doubleValue() < FITS_BESIDE * scale.get(), width, scale);
    BooleanBinding shown =
        Bindings.createBooleanBinding(
            () -> open.get() && (!narrow.get() || tells.get()), open, narrow, tells);
    this.covers = Bindings.createBooleanBinding(() -> shown.get() && narrow.get(), shown, narrow);
    drawer.visibleProperty().bind(shown);
    drawer.managedProperty().bind(shown);
  }

  /** Whether it stands in the place of the table. */
  ObservableBooleanValue covers() {
    return covers;
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
