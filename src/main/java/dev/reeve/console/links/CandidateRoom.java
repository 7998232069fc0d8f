package dev.reeve.console.links;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableDoubleValue;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * How much of the candidates is in sight beside the table: all of them while nothing would be
 * written, for then nothing stands below; else as many as the preview leaves room for, and never
 * less than two. They lose their room from below: what is in sight at the top stays where it is.
 * Screen thread.
 */
final class CandidateRoom {
  private static final PseudoClass NOTHING = PseudoClass.getPseudoClass("nothing");

  /** Two candidates with much that speaks for them are not wholly in sight. */
  private static final double MOST = 132;

  /** The lines above and below. */
  private static final double LINES = 2;

  private final ScrollPane scroll;
  private final Region list;
  private final Node preview;
  private final ObservableDoubleValue scale;
  private @Nullable Node wanted;

  /**
   * @param scroll holds the candidates
   * @param preview stands below
   * @param scale text size in relation to the normal one
   */
  CandidateRoom(ScrollPane scroll, Region list, Node preview, ObservableDoubleValue scale) {
    this.scroll = scroll;
    this.list = list;
    this.preview = preview;
    this.scale = scale;
    scroll.prefHeightProperty().bind(list.heightProperty().add(LINES));
    scroll.viewportBoundsProperty().addListener(bounds -> reveal());
  }

  /** Other candidates are shown. */
  void hold(List<Node> cards) {
    wanted = null;
    scroll.minHeightProperty().unbind();
    if (!cards.isEmpty()) {
      Node last = cards.get(Math.min(1, cards.size() - 1));
      scroll
          .minHeightProperty()
          .bind(
              Bindings.createDoubleBinding(
                  () -> Math.min(last.getBoundsInParent().getMaxY() + LINES, MOST * scale.get()),
                  last.boundsInParentProperty(),
                  scale));
    }
  }

  /** Whether nothing stands below that would need room. */
  void nothingBelow(boolean nothing) {
    scroll.pseudoClassStateChanged(NOTHING, nothing);
    preview.pseudoClassStateChanged(NOTHING, nothing);
  }

  /**
   * A candidate stays in sight from now on, whatever room there is.
   *
   * @param card null for none
   */
  void keep(@Nullable Node card) {
    wanted = card;
    reveal();
  }

  private void reveal() {
    double height = scroll.getViewportBounds().getHeight();
    double hidden = list.getHeight() - height;
    if (wanted == null || hidden <= 0 || height <= 0) {
      return;
    }
    Bounds card = wanted.getBoundsInParent();
    double top = scroll.getVvalue() * hidden;
    double shown = Math.min(Math.max(top, card.getMaxY() - height), card.getMinY());
    if (shown != top) {
      scroll.setVvalue(Math.clamp(shown / hidden, 0, 1));
    }
  }
}
