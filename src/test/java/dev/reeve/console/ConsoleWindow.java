package dev.reeve.console;

import dev.reeve.console.fx.Appearance;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Screens;
import dev.reeve.console.layout.Memory;
import dev.reeve.console.layout.UserChoices;
import dev.reeve.console.shell.ShellViewModel;
import dev.reeve.console.shell.ShellWindow;
import dev.reeve.console.shell.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.Observable;
import javafx.embed.swing.SwingFXUtils;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;

/** A shown window over a session, for tests of the views. Call from the test's thread. */
public final class ConsoleWindow implements AutoCloseable {
  private final Screens screens;
  private final ShellWindow shell;
  private final Stage stage;
  private final Keyboard keyboard = new Keyboard(this::settle);

  private ConsoleWindow(Screens screens, ShellWindow shell, Stage stage) {
    this.screens = screens;
    this.shell = shell;
    this.stage = stage;
  }

  public static ConsoleWindow open(FakeSession session, int width, int height, double scale) {
    return open(session, width, height, scale, Memory.none(), Memory.none());
  }

  /** The same, as it was left. */
  public static ConsoleWindow open(
      FakeSession session, int width, int height, double scale, Memory user, Memory workspace) {
    Headless.start();
    ConsoleWindow window =
        Headless.call(
            () -> {
              Theme.install();
              Screens screens = new Screens(session.clock(), scale);
              UserChoices.join(screens.screen(), user);
              ShellWindow shell =
                  ShellWindow.open(session, screens.screen(), user, workspace, () -> {});
              Stage stage = new Stage();
              stage.setScene(new Scene(shell.root(), width, height));
              Appearance looks = screens.screen().appearance();
              Theme.apply(stage.getScene(), looks);
              for (Observable each :
                  List.of(looks.dark(), looks.densityProperty(), looks.textScaleProperty())) {
                each.subscribe(() -> Theme.apply(stage.getScene(), looks));
              }
              stage.show();
              letGoOfEnter(shell.root());
              return new ConsoleWindow(screens, shell, stage);
            });
    window.settle();
    return window;
  }

  /** A key that was pressed in a window of before, which went with it, is up again. */
  private static void letGoOfEnter(Node root) {
    Event.fireEvent(
        root,
        new KeyEvent(KeyEvent.KEY_RELEASED, "", "", KeyCode.ENTER, false, false, false, false));
  }

  public void settle() {
    Headless.settle(() -> screens.screen().work().idle());
  }

  /** Does something with the model and waits until it is on screen. */
  public void act(Consumer<ShellViewModel> act) {
    Headless.run(() -> act.accept(shell.model()));
    settle();
  }

  /** Selects the first row of a list. */
  public static void first(LiveList<?, ?> list) {
    list.selected().setAll(list.rows().shown().getFirst().key());
  }

  /** Presses keys together and lets them go, as at a keyboard. */
  public void press(KeyCode code, boolean shift, boolean control, boolean alt) {
    List<KeyCode> codes = new ArrayList<>();
    if (shift) {
      codes.add(KeyCode.SHIFT);
    }
    if (control) {
      codes.add(KeyCode.CONTROL);
    }
    if (alt) {
      codes.add(KeyCode.ALT);
    }
    codes.add(code);
    keyboard.press(codes.toArray(KeyCode[]::new));
  }

  /** Writes where the keys go. */
  public void type(String text) {
    keyboard.type(text);
  }

  public Scene scene() {
    return stage.getScene();
  }

  public ShellWindow shell() {
    return shell;
  }

  /** The menu that shows. */
  public static ContextMenu menu() {
    return Headless.call(
        () ->
            Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .map(ContextMenu.class::cast)
                .findFirst()
                .orElseThrow());
  }

  /** Every node that is on screen. */
  public List<Node> visible() {
    return Headless.call(
        () -> {
          List<Node> found = new ArrayList<>();
          collect(stage.getScene().getRoot(), found);
          return found;
        });
  }

  private static void collect(Node node, List<Node> found) {
    if (!node.isVisible()) {
      return;
    }
    found.add(node);
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collect(child, found));
    }
  }

  @SuppressWarnings("unchecked")
  public <T extends Node> T find(String id) {
    return (T)
        visible().stream()
            .filter(node -> id.equals(node.getId()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("Nothing on screen has the id " + id));
  }

  /** Keeps a picture when a place for pictures is named. */
  public void picture(String name) {
    picture(stage.getScene(), name);
  }

  public static void picture(Scene scene, String name) {
    String folder = System.getenv("REEVE_PICTURES");
    if (folder != null) {
      Headless.run(
          () -> {
            try {
              Files.createDirectories(Path.of(folder));
              ImageIO.write(
                  SwingFXUtils.fromFXImage(scene.snapshot(null), null),
                  "png",
                  Path.of(folder, name + ".png").toFile());
            } catch (java.io.IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          });
    }
  }

  @Override
  public void close() {
    Headless.run(
        () -> {
          stage.hide();
          shell.close();
          screens.close();
        });
  }
}
