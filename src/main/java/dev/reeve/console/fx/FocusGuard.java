package dev.reeve.console.fx;

import java.util.List;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * When what has the keys goes out of sight, the toolkit gives them to whatever comes next in the
 * window. A button must not get them so: whoever presses on would press what nobody chose; nor must
 * what lies beside the pane, where no key does what was done in it. They go where they belong
 * instead. Keys that somebody moved stay where they were moved to. Screen thread. Source: {@code
 * docs/guide/console.md}.
 */
public final class FocusGuard {
  private final Scene scene;
  private final Node pane;
  private final UnaryOperator<Node> home;
  private final Runnable settle = this::settle;
  private List<Node> around = List.of();
  private boolean lost;
  private @Nullable Node handed;

  private FocusGuard(Scene scene, Node pane, UnaryOperator<Node> home) {
    this.scene = scene;
    this.pane = pane;
    this.home = home;
  }

  /**
   * In everything the scene ever shows, until the subscription ends.
   *
   * @param pane what had the keys in it leaves them in it
   * @param home where the keys belong; asked with the innermost place still shown in which that lay
   *     which had them
   */
  public static Subscription in(Scene scene, Node pane, UnaryOperator<Node> home) {
    FocusGuard guard = new FocusGuard(scene, pane, home);
    scene.getProperties().put(FocusGuard.class, guard);
    return scene
        .focusOwnerProperty()
        .subscribe(guard::moved)
        .and(() -> scene.getProperties().remove(FocusGuard.class, guard));
  }

  /**
   * Gives the keys back to what had them before a dialog; where that is a button that can do
   * nothing any more, to where they belong.
   */
  static void giveBack(Node to) {
    boolean idle = to instanceof ButtonBase button && !CommandButtons.isAvailable(button);
    Scene scene = to.getScene();
    if (idle
        && scene != null
        && scene.getProperties().get(FocusGuard.class) instanceof FocusGuard guard) {
      guard.home.apply(to).requestFocus();
    } else {
      to.requestFocus();
    }
  }

  /** What went loses the keys first; only then, in the same pulse, the toolkit hands them on. */
  private void moved(@Nullable Node was, @Nullable Node is) {
    if (is == null) {
      if (was != null && !isShown(was)) {
        lost = true;
        scene.addPreLayoutPulseListener(
            settle); // who moves them after the layout has the last word
      }
      return;
    }
    if (lost) {
      lost = false;
      handed = is;
    } else {
      around = NodeTree.upFrom(is).toList();
    }
  }

  private void settle() {
    scene.removePreLayoutPulseListener(settle);
    Node got = handed;
    lost = false;
    handed = null;
    if (got == null || !got.equals(scene.getFocusOwner())) {
      return;
    }
    Node from = around.stream().filter(this::isShown).findFirst().orElseGet(scene::getRoot);
    boolean left = NodeTree.isIn(from, pane) && !NodeTree.isIn(got, pane);
    if (left || got instanceof ButtonBase) {
      home.apply(from).requestFocus();
    } else {
      around = NodeTree.upFrom(got).toList();
    }
  }

  private boolean isShown(Node node) {
    return scene.equals(node.getScene()) && NodeTree.isShown(node) && !node.isDisabled();
  }
}
