package dev.reeve.console.fx;

import javafx.scene.Scene;

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
}
