package dev.reeve.console.layout;

import dev.reeve.console.fx.DialogPlace;
import java.util.List;
import javafx.beans.Observable;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;

/** Joins a window with what is remembered of its place. Screen thread. */
public final class WindowMemory {
  private final Stage stage;
  private final Memory memory;
  private Rectangle2D last;
  private @Nullable WindowPlace hidden;

  public WindowMemory(Stage stage, Memory memory) {
    this.stage = stage;
    this.memory = memory;
    this.last = Screen.getPrimary().getVisualBounds();
  }

  /**
   * Puts the window where it was with these screens, and remembers from now on.
   *
   * @param width its usual width; where the main screen is not larger, it begins maximized
   * @param height its usual height
   */
  public void join(double width, double height) {
    WindowPlace.recall(memory, DialogPlace.screens())
        .ifPresentOrElse(
            place -> {
              put(place);
              last = place.bounds();
            },
            () -> {
              Rectangle2D main = DialogPlace.screens().getFirst();
              stage.setMaximized(main.getWidth() <= width || main.getHeight() <= height);
              if (stage.isShowing()) {
                look();
              }
            });
    for (Observable each :
        List.of(
            stage.xProperty(),
            stage.yProperty(),
            stage.widthProperty(),
            stage.heightProperty(),
            stage.maximizedProperty())) {
      each.addListener(observable -> remember());
    }
    comesBackAsItWas();
  }

  private void put(WindowPlace place) {
    stage.setX(place.bounds().getMinX());
    stage.setY(place.bounds().getMinY());
    stage.setWidth(place.bounds().getWidth());
    stage.setHeight(place.bounds().getHeight());
    stage.setMaximized(place.maximized());
  }

  /** A window that was hidden is a new one to the system, which would place it anew. */
  private void comesBackAsItWas() {
    stage.addEventHandler(
        WindowEvent.WINDOW_HIDING,
        event -> {
          look();
          hidden = new WindowPlace(last, stage.isMaximized());
        });
    stage.addEventHandler(WindowEvent.WINDOW_SHOWING, event -> putBack());
    stage.addEventHandler(
        WindowEvent.WINDOW_SHOWN,
        event -> {
          boolean large = hidden != null && hidden.maximized();
          putBack();
          stage.setMaximized(large); // only now, so that the system knows the smaller bounds too
          hidden = null;
        });
  }

  private void putBack() {
    WindowPlace before = hidden;
    if (before != null) {
      put(new WindowPlace(WindowPlace.fit(before.bounds(), DialogPlace.screens()), false));
    }
  }

  /** Where it is; a maximized or iconified window is remembered where it was before. */
  private void look() {
    if (!stage.isMaximized() && !stage.isIconified()) {
      last = new Rectangle2D(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
    }
  }

  private void remember() {
    boolean placed =
        hidden == null
            && stage.isShowing()
            && !stage.isIconified()
            && stage.getWidth() > 1
            && stage.getHeight() > 1;
    if (placed) {
      look();
      new WindowPlace(last, stage.isMaximized()).remember(memory, DialogPlace.screens());
    }
  }

  /** How it looks now, for the next start. */
  public FirstSight sight(boolean dark) {
    return new FirstSight(last, stage.isMaximized(), dark);
  }
}
