package dev.reeve.console.fx;

import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.util.Subscription;

/** What needs the places of things does it once they have been given. Screen thread. */
public final class AfterLayout {
  private AfterLayout() {}

  /**
   * Does something once, after the next layout of a scene; who asks sees to it that there is one. A
   * scene that no window shows is laid out by whoever made it, so there it is done at once.
   */
  public static void once(Scene scene, Runnable work) {
    if (scene.getWindow() == null) {
      work.run();
      return;
    }
    scene.addPostLayoutPulseListener(
        new Runnable() {
          @Override
          public void run() {
            scene.removePostLayoutPulseListener(this);
            work.run();
          }
        });
  }

  /**
   * Does something after every layout for as long as a node is seen.
   *
   * @param turn told at once when that begins, and when it is over
   */
  public static void whileSeen(Node node, Consumer<Boolean> turn, Runnable work) {
    WhileShown.listen(
        node,
        () -> {
          Scene scene = node.getScene();
          Subscription[] now = {Subscription.EMPTY};
          Subscription seen =
              node.visibleProperty()
                  .subscribe(
                      is -> {
                        now[0].unsubscribe();
                        now[0] = is ? after(scene, work) : Subscription.EMPTY;
                        turn.accept(is);
                      });
          return seen.and(
              () -> {
                now[0].unsubscribe();
                turn.accept(false);
              });
        });
  }

  private static Subscription after(Scene scene, Runnable work) {
    scene.addPostLayoutPulseListener(work);
    return () -> scene.removePostLayoutPulseListener(work);
  }
}
