package dev.reeve.console.fx;

import java.util.Objects;
import java.util.function.Supplier;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.stage.Modality;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * A large window-modal dialog that stands over its owner as long as a model says so; afterwards the
 * keys go back to where they were, unless that can do nothing any more. Screen thread.
 */
public final class SideWindow {
  private static final double LEAST_WIDTH = 960;
  private static final double LEAST_HEIGHT = 600;
  private static final double OF_OWNER = 0.94;

  private final Node owner;
  private final ObservableValue<String> title;
  private final Supplier<Parent> load;
  private final Supplier<Node> first;
  private final Runnable closed;
  private @Nullable Stage stage;
  private @Nullable Parent content;
  private @Nullable Node opener;

  private SideWindow(
      Node owner,
      ObservableValue<String> title,
      Supplier<Parent> load,
      Supplier<Node> first,
      Runnable closed) {
    this.owner = owner;
    this.title = title;
    this.load = load;
    this.first = first;
    this.closed = closed;
  }

  /**
   * Shows it over the owner's window whenever the model opens.
   *
   * @param title what it is about
   * @param load makes its content, once
   * @param first where the keys are when it opens
   * @param closed called when it was closed in any way
   */
  public static void join(
      Node owner,
      ObservableValue<String> title,
      ObservableBooleanValue open,
      Supplier<Parent> load,
      Supplier<Node> first,
      Runnable closed) {
    SideWindow window = new SideWindow(owner, title, load, first, closed);
    open.addListener(
        (observable, was, is) -> {
          if (is) {
            window.show();
          } else {
            window.hide();
          }
        });
  }

  private void show() {
    opener = owner.getScene().getFocusOwner();
    Window window = owner.getScene().getWindow();
    Stage shown = stage == null ? make(window) : stage;
    stage = shown;
    Parent dressed = Objects.requireNonNull(content);
    shown.getScene().setRoot(dressed);
    dress(dressed);
    Rectangle2D place =
        DialogPlace.over(
            window,
            Math.max(LEAST_WIDTH, window.getWidth() * OF_OWNER),
            Math.max(LEAST_HEIGHT, window.getHeight() * OF_OWNER));
    shown.setMinWidth(Math.min(LEAST_WIDTH, place.getWidth()));
    shown.setMinHeight(Math.min(LEAST_HEIGHT, place.getHeight()));
    DialogPlace.put(shown, place);
    DialogPlace.keep(shown, window);
    shown.show();
    first.get().requestFocus();
  }

  private Stage make(Window window) {
    Stage made = new Stage();
    made.initOwner(window);
    made.initModality(Modality.WINDOW_MODAL);
    Behind.pale(window, made.showingProperty());
    made.titleProperty().bind(title);
    content = load.get();
    Scene scene = new Scene(new Region());
    Subscription _ = EnterPresses.in(scene);
    made.setScene(scene);
    made.setOnHidden(event -> hidden());
    return made;
  }

  /** As its owner is dressed now. */
  private void dress(Parent root) {
    Parent dressed = owner.getScene().getRoot();
    root.getScene().getStylesheets().setAll(owner.getScene().getStylesheets());
    root.setStyle(dressed.getStyle());
    root.getStyleClass().removeIf(each -> each.startsWith("density-"));
    dressed.getStyleClass().stream()
        .filter(each -> each.startsWith("density-"))
        .forEach(root.getStyleClass()::add);
  }

  private void hide() {
    if (stage != null) {
      stage.hide();
    }
  }

  /** What changes in it from now on is not looked at by the toolkit's styles: they miss colours. */
  private void hidden() {
    if (stage != null) {
      stage.getScene().setRoot(new Region());
    }
    closed.run();
    if (opener != null) {
      FocusGuard.giveBack(opener);
      opener = null;
    }
  }
}
