package dev.reeve.console.shell;

import dev.reeve.console.EngineSession;
import dev.reeve.console.fx.AfterLayout;
import dev.reeve.console.fx.PaneView;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.layout.Memory;
import dev.reeve.console.tray.ClosingViewModel;
import dev.reeve.console.tray.Closings;
import dev.reeve.console.tray.TrayIcons;
import dev.reeve.console.tray.TrayViewModel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.scene.Parent;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The window of one workspace, with its icon in the tray. Screen thread. */
public final class ShellWindow implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShellWindow.class);

  private final ShellViewModel model;
  private final Map<Place, PaneView> views;
  private final Parent root;

  private @Nullable TrayIcons tray;
  private @Nullable Closings closings;
  private boolean closed;

  private ShellWindow(ShellViewModel model, Map<Place, PaneView> views, Parent root) {
    this.model = model;
    this.views = views;
    this.root = root;
  }

  /**
   * Makes the window's content; it reads its first data in the background.
   *
   * @param welcome leaves the workspace for the first window
   */
  public static ShellWindow open(EngineSession session, Screen screen, Runnable welcome) {
    return make(session, screen, Memory.none(), Memory.none(), welcome);
  }

  /**
   * The same, as it was left, with an icon in the system's tray. It is made in pieces, between
   * which the screen goes on.
   *
   * @param user what is remembered for every workspace
   * @param workspace what is remembered for this one
   * @param made takes it
   * @param failed is told why a piece could not be made; what there was of it listens no more
   */
  public static void open(
      EngineSession session,
      Screen screen,
      Memory user,
      Memory workspace,
      Runnable welcome,
      Consumer<ShellWindow> made,
      Consumer<Problem> failed) {
    ShellMaking making = new ShellMaking(session, screen, user, workspace, welcome);
    Consumer<RuntimeException> ended =
        why -> {
          LOG.error("The window of {} was not made", session.root(), why);
          making.close();
          failed.accept(Problem.of(why));
        };
    List<Runnable> steps = new ArrayList<>(making.steps());
    steps.add(
        () -> {
          ShellWindow window = new ShellWindow(making.model(), making.views(), making.root());
          window.goesToTheTray(session.name());
          made.accept(window);
          next(window::afterLayout, making.later().iterator(), ended);
        });
    next(screen.thread(), steps.iterator(), ended);
  }

  /** Lets what there is be seen first; what was left meanwhile gets no more. */
  private void afterLayout(Runnable step) {
    Scene scene = root.getScene();
    if (scene != null && !closed) {
      AfterLayout.once(scene, () -> model.screen().thread().execute(step));
      root.requestLayout();
    }
  }

  private static void next(
      Executor thread, Iterator<Runnable> steps, Consumer<RuntimeException> failed) {
    if (steps.hasNext()) {
      thread.execute(
          () -> {
            try {
              steps.next().run();
            } catch (RuntimeException e) {
              failed.accept(e);
              return;
            }
            next(thread, steps, failed);
          });
    }
  }

  /** The same at once, for a window that nobody looks at yet. */
  public static ShellWindow open(
      EngineSession session, Screen screen, Memory user, Memory workspace, Runnable welcome) {
    ShellWindow window = make(session, screen, user, workspace, welcome);
    window.goesToTheTray(session.name());
    return window;
  }

  private void goesToTheTray(String name) {
    Screen screen = model.screen();
    Closings closing =
        new Closings(
            root, new ClosingViewModel(screen, model.queue(), model.watcher()), this::inTray);
    closings = closing;
    tray =
        TrayIcons.later(
            screen,
            root,
            () -> model.placeProperty().set(Place.INBOX),
            closing::quit,
            (place, icon) ->
                new TrayViewModel(
                    screen,
                    name,
                    model.inbox().openCount(),
                    model.queue(),
                    model.watcher(),
                    place,
                    icon));
  }

  private static ShellWindow make(
      EngineSession session, Screen screen, Memory user, Memory workspace, Runnable welcome) {
    ShellMaking making = new ShellMaking(session, screen, user, workspace, welcome);
    making.steps().forEach(Runnable::run);
    making.later().forEach(Runnable::run);
    return new ShellWindow(making.model(), making.views(), making.root());
  }

  private boolean inTray() {
    return tray != null && tray.present();
  }

  /** The model, for what the window's owner decides. */
  public ShellViewModel model() {
    return model;
  }

  /** The view of the pane on screen. */
  public PaneView current() {
    return java.util.Objects.requireNonNull(views.get(model.placeProperty().get()));
  }

  /** The content of the window. */
  public Parent root() {
    return root;
  }

  /** Stops listening to the engine. */
  @Override
  public void close() {
    closed = true;
    if (tray != null) {
      tray.close();
    }
    if (closings != null) {
      closings.close();
    }
    model.close();
  }
}
