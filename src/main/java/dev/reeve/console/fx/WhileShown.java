package dev.reeve.console.fx;

import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.util.Subscription;

/**
 * What a view hears of what lives longer than itself, such as how the console looks: only while it
 * is in a window, so that a view that was left is not kept. Screen thread.
 */
public final class WhileShown {
  private WhileShown() {}

  /**
   * Listens whenever the node is in a scene.
   *
   * @param listening begins, and tells how things are now; asked anew each time the node comes
   */
  public static void listen(Node node, Supplier<Subscription> listening) {
    Subscription[] now = {Subscription.EMPTY};
    node.sceneProperty()
        .subscribe(
            scene -> {
              now[0].unsubscribe();
              now[0] = scene == null ? Subscription.EMPTY : listening.get();
            });
  }
}
