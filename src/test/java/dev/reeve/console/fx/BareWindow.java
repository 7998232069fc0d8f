package dev.reeve.console.fx;

import dev.reeve.console.Headless;
import dev.reeve.console.shell.Theme;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** A window with nothing of the console around what is looked at. */
final class BareWindow implements AutoCloseable {
  private final Stage stage = new Stage();

  /** Shows it; on the screen's thread. */
  BareWindow(Parent root, double width, double height) {
    show(root, width, height);
    stage.show();
  }

  /** Shows something else instead; likewise. */
  void show(Parent root, double width, double height) {
    stage.setScene(new Scene(root, width, height));
  }

  /** With the console's styles; likewise. */
  BareWindow themed() {
    Theme.apply(scene(), false, 1);
    return this;
  }

  /** Likewise. */
  void setWidth(double width) {
    stage.setWidth(width);
  }

  Scene scene() {
    return stage.getScene();
  }

  @Override
  public void close() {
    Headless.run(stage::hide);
  }
}
