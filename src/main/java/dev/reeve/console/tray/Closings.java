package dev.reeve.console.tray;

import dev.reeve.console.fx.Appearance.Closing;
import dev.reeve.console.fx.Behind;
import dev.reeve.console.fx.EnterPresses;
import dev.reeve.console.fx.Questions;
import dev.reeve.console.fx.Texts;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

/**
 * Closes a window as {@link ClosingViewModel} says: to the tray, to the end, or after a question in
 * which what goes on safely has the focus: the tray, or Cancel where there is none. Screen thread.
 */
public final class Closings implements AutoCloseable {
  private static final ButtonType TRAY = new ButtonType("", ButtonData.OTHER);
  private static final ButtonType QUIT = new ButtonType("", ButtonData.OTHER);

  private final Node root;
  private final ClosingViewModel model;
  private final BooleanSupplier tray;

  /**
   * @param root content of the window
   * @param tray whether there is an icon in the tray now
   */
  public Closings(Node root, ClosingViewModel model, BooleanSupplier tray) {
    this.root = root;
    this.model = model;
    this.tray = tray;
    root.sceneProperty()
        .flatMap(javafx.scene.Scene::windowProperty)
        .subscribe(
            window -> {
              if (window != null) {
                window.setOnCloseRequest(this::closing);
              }
            });
  }

  private void closing(WindowEvent event) {
    event.consume();
    go(tray.getAsBoolean());
  }

  /** Quits, after a question where work is under way; the tray is no answer to that. */
  public void quit() {
    go(false);
  }

  private void go(boolean withTray) {
    Closing way = model.way(withTray);
    if (way == Closing.ASK) {
      way = ask(model.question(withTray));
    }
    switch (way) {
      case TRAY -> hide();
      case QUIT -> Platform.exit();
      case ASK -> {} // set aside
    }
  }

  private void hide() {
    Platform.setImplicitExit(false); // no window is left, and the work goes on
    window().ifPresent(Window::hide);
  }

  private Optional<Stage> window() {
    return Optional.ofNullable(root.getScene())
        .map(scene -> scene.getWindow())
        .filter(Stage.class::isInstance)
        .map(Stage.class::cast);
  }

  private Closing ask(ClosingViewModel.Asked asked) {
    Dialog<ButtonType> dialog = new Dialog<>();
    window()
        .filter(Window::isShowing)
        .ifPresent(
            owner -> {
              dialog.initOwner(owner);
              Behind.pale(owner, dialog.showingProperty());
            });
    dialog.setTitle(asked.title());
    CheckBox keep = fill(dialog.getDialogPane(), asked);
    dialog.getDialogPane().setStyle(root.getScene().getRoot().getStyle());
    Questions.beginAt(dialog, first(dialog.getDialogPane()));
    ButtonType answer = dialog.showAndWait().orElse(ButtonType.CANCEL);
    Closing way = answer == TRAY ? Closing.TRAY : answer == QUIT ? Closing.QUIT : Closing.ASK;
    if (way != Closing.ASK && keep.isSelected()) {
      model.keep(way);
    }
    return way;
  }

  /** What is highlighted, and ends nothing. */
  static Node first(DialogPane pane) {
    return pane.lookupButton(pane.getButtonTypes().contains(TRAY) ? TRAY : ButtonType.CANCEL);
  }

  /** Fills a dialog pane; gives the box that keeps the answer. */
  static CheckBox fill(DialogPane pane, ClosingViewModel.Asked asked) {
    pane.setId("closing");
    pane.getStyleClass().add("question");
    EnterPresses.in(pane);
    pane.getButtonTypes().setAll(ButtonType.CANCEL, QUIT);
    if (asked.tray()) {
      pane.getButtonTypes().add(TRAY);
      button(pane, TRAY, "closing-tray", Texts.get("closing.action.tray"))
          .getStyleClass()
          .add("primary");
    }
    Questions.inOrder(pane);
    button(pane, QUIT, "closing-quit", Texts.get("closing.action.quit"));
    button(pane, ButtonType.CANCEL, "closing-cancel", Texts.get("console.question.cancel"));
    VBox body = new VBox();
    body.getStyleClass().add("question-body");
    Label title = wrapped(asked.title());
    title.getStyleClass().add("section-title");
    VBox lines = new VBox();
    lines.getStyleClass().add("question-lines");
    ObservableValue<List<String>> told =
        asked.goesOn().map(all -> all.isEmpty() ? List.of(Texts.get("closing.nothing")) : all);
    lines.getProperties().put(Closings.class, told); // else nobody keeps it
    told.subscribe(
        all -> {
          lines.getChildren().setAll(all.stream().map(Closings::wrapped).toList());
          if (pane.getScene() != null && pane.getScene().getWindow() != null) {
            pane.getScene().getWindow().sizeToScene();
          }
        });
    CheckBox keep = new CheckBox(Texts.get("closing.keep"));
    keep.setId("closing-keep");
    keep.setVisible(asked.tray());
    keep.setManaged(asked.tray());
    body.getChildren().addAll(title, lines, wrapped(asked.text()), keep);
    pane.setContent(body);
    return keep;
  }

  private static Button button(DialogPane pane, ButtonType type, String id, String text) {
    Button button = (Button) pane.lookupButton(type);
    button.setId(id);
    button.setText(text);
    return button;
  }

  private static Label wrapped(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  /** The window closes again as windows do. */
  @Override
  public void close() {
    window().ifPresent(window -> window.setOnCloseRequest(null));
  }
}
