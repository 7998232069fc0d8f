package dev.reeve.bench;

import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** What the console is compared with: a window of the same toolkit, with nothing in it. */
final class EmptyWindow {
  private EmptyWindow() {}

  /** The toolkit makes it. */
  public static final class Empty extends Application {
    @Override
    public void start(Stage stage) {
      stage.setScene(new Scene(new StackPane(), 1280, 800));
      stage.show();
    }
  }

  public static void main(String[] args) {
    WatchedStart.watch(Long.parseLong(args[0]));
    Application.launch(Empty.class);
  }
}
