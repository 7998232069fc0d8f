package dev.reeve.console.tray;

import dev.reeve.console.fx.Screen;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * Puts an icon into the tray for a window, long after its first frame and in the background, so
 * that nothing waits for it and a system without a tray costs nothing. Screen thread.
 */
public final class TrayIcons implements AutoCloseable {
  private static final Duration LATER = Duration.ofSeconds(5);

  private @Nullable TrayViewModel shown;
  private boolean closed;

  /**
   * @param root content of the window
   * @param inbox shows the inbox
   * @param quit ends the program
   * @param make what the icon says and does
   */
  public static TrayIcons later(
      Screen screen, Node root, Runnable inbox, Runnable quit, Make make) {
    TrayIcons icons = new TrayIcons();
    Place place = new Place(root, inbox, quit);
    Runnable look =
        () ->
            screen
                .work()
                .run(
                    () -> SystemTrays.icon(() -> screen.thread().execute(place::open)),
                    found -> icons.found(found, tray -> make.of(place, tray)),
                    problem -> {});
    screen.timer().after(LATER, () -> screen.thread().execute(look));
    return icons;
  }

  /** Makes what an icon says and does. */
  @FunctionalInterface
  public interface Make {
    TrayViewModel of(TrayViewModel.Window window, Tray tray);
  }

  private void found(Optional<Tray> tray, Function<Tray, TrayViewModel> make) {
    if (closed) {
      tray.ifPresent(Tray::close);
    } else {
      tray.ifPresent(icon -> shown = make.apply(icon));
    }
  }

  /** The window that shows a content. */
  private record Place(Node root, Runnable inbox, Runnable quitting)
      implements TrayViewModel.Window {
    private Optional<Stage> stage() {
      return Optional.ofNullable(root.getScene())
          .map(scene -> scene.getWindow())
          .filter(Stage.class::isInstance)
          .map(Stage.class::cast);
    }

    @Override
    public boolean looked() {
      return stage().map(Window::isFocused).orElse(false);
    }

    @Override
    public void open() {
      stage()
          .ifPresent(
              stage -> {
                stage.setIconified(false);
                stage.show();
                Platform.setImplicitExit(true); // it may have been hidden in the tray
                stage.toFront();
              });
    }

    @Override
    public void openInbox() {
      inbox.run();
      open();
    }

    @Override
    public void quit() {
      quitting.run();
    }
  }

  /** Whether there is an icon in the tray. */
  public boolean present() {
    return shown != null;
  }

  /** Takes the icon away, if there is one. */
  @Override
  public void close() {
    closed = true;
    if (shown != null) {
      shown.close();
      shown = null;
    }
  }
}
