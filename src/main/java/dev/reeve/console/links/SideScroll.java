package dev.reeve.console.links;

import dev.reeve.console.fx.AfterLayout;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.LineList;
import dev.reeve.console.fx.LineStack;
import dev.reeve.console.fx.Nodes;
import dev.reeve.console.fx.WholeLines;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/**
 * What scrolls in the side: beside the table the candidates and the preview each by itself; below
 * it, where there is little height, the side as a whole, with the first change right at the
 * candidate that it is of; in the table's place too, yet it stays at its beginning, and the first
 * change stands above the preview. Screen thread.
 */
final class SideScroll {
  private static final double ABOVE = 8;

  private final ScrollPane side;
  private final Pane parts;
  private final ScrollPane candidateScroll;
  private final Node candidates;
  private final LineList preview;
  private final LineStack wholePreview = new LineStack();
  private final LineStack firstChange = new LineStack();
  private List<Line> lines = List.of();
  private BriefPreview brief = BriefPreview.NONE;
  private @Nullable Node wanted;
  private @Nullable Pane chosen;
  private boolean covers;

  /**
   * @param parts holds the candidates, in their own scroll pane, and the preview
   */
  SideScroll(ScrollPane side, Pane parts, ScrollPane candidateScroll, LineList preview) {
    this.side = side;
    this.parts = parts;
    this.candidateScroll = candidateScroll;
    this.candidates = candidateScroll.getContent();
    this.preview = preview;
    firstChange.setId("links-preview-first");
    firstChange.setAccessibleText(preview.getAccessibleText());
    wholePreview.setId("links-preview-whole");
    wholePreview.setAccessibleText(preview.getAccessibleText());
    WholeLines.in(side);
    WholeLines.in(candidateScroll);
  }

  /** Below the table, lists are as high as what they hold. */
  void stand(boolean beside) {
    if (beside == beside()) {
      return;
    }
    side.setFitToHeight(beside);
    List<Node> in = parts.getChildren();
    if (beside) {
      leave();
      in.set(in.indexOf(candidates), candidateScroll);
      candidateScroll.setContent(candidates);
      in.set(in.indexOf(wholePreview), preview);
    } else {
      candidateScroll.setContent(null);
      in.set(in.indexOf(candidateScroll), candidates);
      in.set(in.indexOf(preview), wholePreview);
      putFirstChange();
    }
    show(lines, brief);
  }

  /** In the table's place all that is to be filled in is in sight from the beginning. */
  void cover(boolean now) {
    covers = now;
    side.setVvalue(0);
    putFirstChange();
    showFirst();
  }

  /**
   * Another candidate is the one that would be written.
   *
   * @param card null for none: something else may be written
   */
  void choose(@Nullable Pane card) {
    chosen = card;
    putFirstChange();
    if (card != null && card.getParent() != null) {
      boolean first = card.getParent().getChildrenUnmodifiable().getFirst() == card;
      bring(first ? side.getContent() : card);
    }
  }

  private void putFirstChange() {
    if (beside()) {
      return;
    }
    leave();
    if (chosen != null && !covers) {
      chosen.getChildren().add(firstChange);
    } else {
      List<Node> in = parts.getChildren();
      in.add(in.indexOf(covers ? wholePreview : candidates), firstChange);
    }
  }

  private void leave() {
    if (firstChange.getParent() instanceof Pane before) {
      before.getChildren().remove(firstChange);
    }
  }

  private boolean beside() {
    return side.isFitToHeight();
  }

  /**
   * Shows what would be written.
   *
   * @param shortly what of it is seen where there is little room
   */
  void show(List<Line> told, BriefPreview shortly) {
    lines = told;
    brief = shortly;
    preview.showChange(beside() ? told : List.of());
    wholePreview.show(beside() ? List.of() : told);
    showFirst();
    if (wanted != null && wanted.isFocused()) {
      reveal(wanted); // it can come to the top now that more stands below it
    }
  }

  private void showFirst() {
    List<Line> first = beside() ? List.of() : covers ? brief.titled() : brief.alone();
    firstChange.show(first);
    firstChange.setVisible(!first.isEmpty());
    firstChange.setManaged(!first.isEmpty());
  }

  /** Another row is shown: from its beginning. */
  void toTop() {
    candidateScroll.setVvalue(0);
    if (!beside()) {
      side.setVvalue(0);
    }
  }

  /** Brings a part to the top of what is in sight, once it has its place. */
  void reveal(Node part) {
    wanted = part;
    bring(part);
  }

  private void bring(Node part) {
    Scene scene = side.getScene();
    if (beside() || covers || scene == null) {
      return;
    }
    AfterLayout.once(scene, () -> scrollTo(part));
    side.requestLayout();
  }

  private void scrollTo(Node part) {
    Bounds at = side.getContent().sceneToLocal(Nodes.inScene(part));
    double hidden =
        side.getContent().getLayoutBounds().getHeight() - side.getViewportBounds().getHeight();
    if (hidden > 0) {
      side.setVvalue(Math.clamp((at.getMinY() - ABOVE) / hidden, 0, 1));
    }
  }
}
