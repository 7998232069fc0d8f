package dev.reeve.console;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import javafx.scene.Node;
import javafx.stage.Stage;

/**
 * Starts the console as a program does, with a workspace whose window fails after it was shown;
 * ends well when the first window says so and the engine is closed.
 */
public final class PieceMissingMain {
  private PieceMissingMain() {}

  public static void main(String[] args) {
    FakeSession session = SampleData.session();
    ConsoleUntil.run(failing(session), session, PieceMissingMain::tells);
  }

  private static boolean tells(Stage stage) {
    Node problem = stage.getScene().getRoot().lookup("#welcome-problem");
    return problem != null && problem.isVisible();
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
}
