package dev.reeve.console;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.stage.Window;

/**
 * Starts the console as a program does, with a workspace whose window fails after it was shown;
 * ends well when the first window says so and the engine is closed.
 */
public final class PieceMissingMain {
  private PieceMissingMain() {}

  public static void main(String[] args) {
    FakeSession session = SampleData.session();
    ConsoleApp.launch(
        welcome ->
            welcome.open(
                () -> {
                  Platform.runLater(PieceMissingMain::closeWhenTold);
                  return failing(session);
                }),
        new FakeWorkspaces(),
        ConsoleOptions.defaults());
    System.exit(session.calls.contains("close") ? 0 : 1);
  }

  /** Asked a third time, as by the first reading of the panes, it fails. */
  private static EngineSession failing(FakeSession session) {
    int[] asked = {0};
    return (EngineSession)
        Proxy.newProxyInstance(
            EngineSession.class.getClassLoader(),
            new Class<?>[] {EngineSession.class},
            (proxy, method, with) -> {
              if (method.getName().equals("sample") && ++asked[0] > 2) {
                throw new IllegalStateException("The piece is missing.");
              }
              try {
                return method.invoke(session, with);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static void closeWhenTold() {
    new AnimationTimer() {
      @Override
      public void handle(long now) {
        for (Window window : Window.getWindows()) {
          if (window instanceof Stage stage
              && stage.getScene().getRoot().lookup("#welcome-problem") != null
              && stage.getScene().getRoot().lookup("#welcome-problem").isVisible()) {
            stop();
            stage.hide();
            return;
          }
        }
      }
    }.start();
  }
}
