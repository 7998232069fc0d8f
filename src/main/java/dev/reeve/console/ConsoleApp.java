package dev.reeve.console;

import dev.reeve.console.fx.Screens;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.fx.ViewLoader;
import dev.reeve.console.sample.SampleStepsViewModel;
import dev.reeve.console.sample.SampleStripView;
import dev.reeve.console.shell.ShellWindow;
import dev.reeve.console.shell.Theme;
import dev.reeve.console.welcome.WelcomeView;
import dev.reeve.console.welcome.WelcomeViewModel;
import dev.reeve.engine.workspace.EngineClock;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The desktop console. {@link #launch} blocks until the last window is closed. Source: {@code
 * docs/guide/console.md}.
 */
public final class ConsoleApp extends Application {
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;

  private record Start(
      @Nullable Supplier<EngineSession> session,
      Workspaces workspaces,
      ConsoleOptions options,
      AtomicReference<@Nullable EngineSession> open) {}

  /** The toolkit makes the application itself, so what it starts with must wait here for it. */
  private static volatile @Nullable Start waiting;

  private final Start start;
  private final Screens screens;
  private final BooleanProperty dark = new SimpleBooleanProperty();
  private @Nullable Stage stage;
  private @Nullable ShellWindow shell;

  /** Called by the toolkit only. */
  public ConsoleApp() {
    start = Objects.requireNonNull(waiting, "Use ConsoleApp.launch");
    screens = new Screens(EngineClock.system(), start.options().textScale());
  }

  /**
   * Shows the console and returns when its window and then the engine are closed; once in the life
   * of a process.
   *
   * @param session opens the workspace, called on a background thread; null for the first window
   * @param workspaces what the first window can do
   */
  public static void launch(
      @Nullable Supplier<EngineSession> session, Workspaces workspaces, ConsoleOptions options) {
    AtomicReference<@Nullable EngineSession> open = new AtomicReference<>();
    waiting = new Start(session, workspaces, options, open);
    Application.launch(ConsoleApp.class);
    EngineSession left = open.getAndSet(null);
    if (left != null) {
      left.close(); // here, and not in stop(), which runs on the screen's thread
    }
  }

  @Override
  public void start(Stage primary) {
    stage = primary;
    Theme.install();
    switch (start.options().theme()) {
      case LIGHT -> dark.set(false);
      case DARK -> dark.set(true);
      case SYSTEM -> Theme.systemDark().subscribe(dark::set);
    }
    dark.addListener((observable, was, is) -> dress(primary.getScene()));
    showWelcome(start.session());
    var place = Screen.getPrimary().getVisualBounds();
    primary.setMaximized(place.getWidth() <= WIDTH || place.getHeight() <= HEIGHT);
    primary.setMinWidth(960);
    primary.setMinHeight(600);
    primary.show();
  }

  private void showWelcome(@Nullable Supplier<EngineSession> opening) {
    WelcomeViewModel model =
        new WelcomeViewModel(start.workspaces(), screens.screen(), this::showShell);
    Parent root = ViewLoader.load("welcome.fxml", new WelcomeView(model));
    show(root, Texts.get("shell.window.welcome"));
    model.refresh();
    if (opening != null) {
      model.open(opening::get);
    }
  }

  private void showShell(EngineSession opened) {
    start.open().set(opened);
    ShellWindow window = ShellWindow.open(opened, screens.screen(), this::leave);
    shell = window;
    window.model().darkProperty().bindBidirectional(dark);
    Parent root = opened.sample() ? belowStrip(window, opened) : window.root();
    show(root, Texts.get("shell.window.title", opened.name()));
  }

  private Parent belowStrip(ShellWindow window, EngineSession sample) {
    SampleStepsViewModel steps = new SampleStepsViewModel(window.model(), sample.bus());
    VBox.setVgrow(window.root(), Priority.ALWAYS);
    return new VBox(
        ViewLoader.load(
            "sample-strip.fxml",
            new SampleStripView(steps, () -> leaveFor(start.workspaces()::sample))),
        window.root());
  }

  private void show(Parent root, String title) {
    Stage window = Objects.requireNonNull(stage);
    Scene scene = window.getScene();
    if (scene == null) {
      var place = Screen.getPrimary().getVisualBounds();
      scene =
          new Scene(root, Math.min(WIDTH, place.getWidth()), Math.min(HEIGHT, place.getHeight()));
      window.setScene(scene);
    } else {
      scene.getAccelerators().clear();
      scene.setRoot(root);
    }
    dress(scene);
    window.setTitle(title);
  }

  private void dress(Scene scene) {
    Theme.apply(scene, dark.get(), start.options().textScale());
  }

  private void leave() {
    leaveFor(null);
  }

  private void leaveFor(@Nullable Supplier<EngineSession> next) {
    closeShell();
    EngineSession left = start.open().getAndSet(null);
    if (left != null) {
      screens
          .screen()
          .work()
          .run(
              () -> {
                left.close();
                return left;
              },
              closed -> {},
              problem -> {});
    }
    showWelcome(next);
  }

  private void closeShell() {
    if (shell != null) {
      shell.close();
      shell = null;
    }
  }

  @Override
  public void stop() {
    closeShell();
    screens.close();
  }
}
