package dev.reeve.console.fx;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the row that has the keys in sight, with its name and what it says of what was entered:
 * also where the keys did not come by Tab, and when the row grows under them. Brings others into
 * sight that are asked for. Screen thread.
 */
public final class RowInSight {
  private final ScrollPane scroll;
  private final Parent rows;
  private @Nullable Region row;
  private Subscription height = Subscription.EMPTY;

  private RowInSight(ScrollPane scroll, Parent rows) {
    this.scroll = scroll;
    this.rows = rows;
  }

  /**
   * From now on.
   *
   * @param rows in the content of the place that scrolls
   * @return through which others are asked for
   */
  public static RowInSight keep(ScrollPane scroll, Parent rows) {
    RowInSight sight = new RowInSight(scroll, rows);
    WhileShown.listen(
        scroll,
        () -> scroll.getScene().focusOwnerProperty().subscribe(sight::follow).and(sight::leave));
    return sight;
  }

  private void leave() {
    height.unsubscribe();
    height = Subscription.EMPTY;
    row = null;
  }

  private void follow(@Nullable Node focused) {
    leave();
    NodeTree.upFrom(focused)
        .filter(each -> each.getParent() == rows)
        .findFirst()
        .ifPresent(
            each -> {
              row = (Region) each;
              height = row.heightProperty().subscribe(this::revealKeys);
              revealKeys();
            });
  }

  private void revealKeys() {
    afterLayout(
        () -> {
          if (row != null) {
            look(row);
          }
        });
  }

  /** Brings a row into sight once, whether it has the keys or not; in a window only. */
  public void reveal(Region asked) {
    afterLayout(() -> look(asked));
  }

  private void afterLayout(Runnable look) {
    Scene scene = scroll.getScene();
    if (scene != null) {
      AfterLayout.once(scene, look);
      scroll.requestLayout();
    }
  }

  /**
   * One that is not in sight as a whole goes to the upper end, so that what follows is seen too;
   * not while the mouse is down on it, for then it would slip away from under the click.
   */
  private void look(Region asked) {
    if (asked.getScene() == null || asked.isPressed()) {
      return;
    }
    Region content = (Region) scroll.getContent();
    double seen = scroll.getViewportBounds().getHeight();
    double over = content.getHeight() - seen;
    if (over <= 0) {
      return;
    }
    Bounds place = content.sceneToLocal(Nodes.inScene(asked));
    double top = scroll.getVvalue() * over;
    if (place.getMinY() < top || place.getMaxY() > top + seen) {
      scroll.setVvalue(Math.min(1, place.getMinY() / over));
    }
  }
}
