package dev.reeve.console.tour;

import dev.reeve.console.ConsoleOptions;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Screens;
import dev.reeve.console.shell.Theme;
import dev.reeve.engine.workspace.EngineClock;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.Window;

/** A shown window, drawn together with its dialogs and menus in the looks that it is given. */
final class TourWindow implements AutoCloseable {
  /**
   * What is in a window.
   *
   * @param root its content
   * @param end what is done after it was closed
   */
  record Content(Parent root, Runnable end) {}

  private final Screens screens;
  private final Stage stage;
  private final Content content;
  private final OnScreen shown;
  private final Operator operator;
  private Look worn;

  private TourWindow(Screens screens, Stage stage, Content content, Look worn, boolean answered) {
    this.screens = screens;
    this.stage = stage;
    this.content = content;
    this.worn = worn;
    this.shown = new OnScreen(stage);
    this.operator = new Operator(shown, screens.screen().work(), answered);
  }

  /**
   * Opens one.
   *
   * @param answered whether the engine answers, so that it is worth waiting for
   */
  static TourWindow open(
      Look look, EngineClock clock, boolean answered, Function<Screen, Content> make) {
    Headless.start();
    TourWindow window =
        Headless.call(
            () -> {
              Theme.install();
              double scale = look.size().textScale();
              Screens screens =
                  answered
                      ? new Screens(clock, scale)
                      : new Screens(clock, scale, Duration.ZERO); // as after a long wait
              Content content = make.apply(screens.screen());
              Stage stage = new Stage();
              stage.setScene(new Scene(content.root(), look.size().width(), look.size().height()));
              Theme.apply(stage.getScene(), look.dark(), look.size().textScale());
              stage.show();
              wear(screens.screen(), look);
              return new TourWindow(screens, stage, content, look, answered);
            });
    window.operator.settle();
    return window;
  }

  /** Who uses it. */
  Operator operator() {
    return operator;
  }

  /** Its content; only on the screen's thread. */
  Parent root() {
    return shown.root();
  }

  /** What it wears now. */
  Look worn() {
    return worn;
  }

  private static void wear(Screen screen, Look look) {
    ConsoleOptions.Look theme = look.dark() ? ConsoleOptions.Look.DARK : ConsoleOptions.Look.LIGHT;
    screen.appearance().lookProperty().set(theme);
  }

  /** Dresses it and what stands above it in the other theme. */
  void wear(Look look) {
    if (look.equals(worn)) {
      return;
    }
    Headless.run(() -> dress(look));
    operator.settle();
  }

  private void dress(Look look) {
    worn = look;
    Theme.apply(stage.getScene(), look.dark(), look.size().textScale());
    wear(screens.screen(), look);
    List<String> sheets = stage.getScene().getStylesheets();
    for (Window each : shown.others()) {
      each.getScene().getStylesheets().setAll(sheets);
    }
  }

  /** The window with its dialogs and menus where they stand. */
  BufferedImage picture() {
    return Headless.call(() -> WindowPicture.of(stage, shown.others()));
  }

  /** The same moment in several looks of one size; nothing moves in between. */
  Map<Look, BufferedImage> pictures(List<Look> looks) {
    return Headless.call(() -> drawn(looks));
  }

  /** The same while a figure is written there; none when that is over. */
  Map<Look, BufferedImage> pictures(List<Look> looks, String id) {
    return Headless.call(() -> shown.counts(id) ? drawn(looks) : Map.of());
  }

  private Map<Look, BufferedImage> drawn(List<Look> looks) {
    Map<Look, BufferedImage> images = new LinkedHashMap<>();
    for (Look look : looks) {
      dress(look);
      images.put(look, WindowPicture.of(stage, shown.others()));
    }
    return images;
  }

  @Override
  public void close() {
    Headless.run(
        () -> {
          shown.others().reversed().forEach(Window::hide);
          stage.hide();
          content.end().run();
          screens.close();
        });
  }
}
