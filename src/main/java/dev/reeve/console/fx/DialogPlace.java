package dev.reeve.console.fx;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.event.EventHandler;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Where a dialog stands: in the middle of its owner, below its title row where it has room there,
 * as a whole within what the owner's screen offers to windows, shrunk where that is less. In px.
 * Screen thread.
 */
public final class DialogPlace {
  private static final Duration SETTLED = Duration.seconds(1);

  private DialogPlace() {}

  /**
   * The place of a dialog.
   *
   * @param wanted its size
   * @param owner where its owner stands, perhaps in part on no screen
   * @param screens what each offers to windows, the main one first; at least one
   */
  static Rectangle2D over(Dimension2D wanted, Rectangle2D owner, List<Rectangle2D> screens) {
    return within(wanted, owner, screenOf(owner, screens));
  }

  /** In the middle of a place, as a whole on the screen. */
  private static Rectangle2D within(Dimension2D wanted, Rectangle2D owner, Rectangle2D screen) {
    double width = Math.min(wanted.getWidth(), screen.getWidth());
    double height = Math.min(wanted.getHeight(), screen.getHeight());
    double x = owner.getMinX() + (owner.getWidth() - width) / 2;
    double y = owner.getMinY() + (owner.getHeight() - height) / 2;
    return new Rectangle2D(
        Math.clamp(x, screen.getMinX(), screen.getMaxX() - width),
        Math.clamp(y, screen.getMinY(), screen.getMaxY() - height),
        width,
        height);
  }

  /** What the screen offers that most of a window is on; it is as large as the window at least. */
  static Rectangle2D screenOf(Window window) {
    return screenOf(bounds(window), screens());
  }

  private static Rectangle2D screenOf(Rectangle2D owner, List<Rectangle2D> screens) {
    Rectangle2D most =
        screens.stream()
            .max(Comparator.comparingDouble(each -> common(each, owner)))
            .filter(each -> common(each, owner) > 0)
            .orElse(screens.getFirst());
    return withRoomOf(owner, most);
  }

  /** Where a window is wider or higher than its screen, as without a display, it is the measure. */
  private static Rectangle2D withRoomOf(Rectangle2D owner, Rectangle2D screen) {
    boolean wider = owner.getWidth() > screen.getWidth();
    boolean higher = owner.getHeight() > screen.getHeight();
    return new Rectangle2D(
        wider ? owner.getMinX() : screen.getMinX(),
        higher ? owner.getMinY() : screen.getMinY(),
        wider ? owner.getWidth() : screen.getWidth(),
        higher ? owner.getHeight() : screen.getHeight());
  }

  private static double common(Rectangle2D screen, Rectangle2D owner) {
    double width =
        Math.min(screen.getMaxX(), owner.getMaxX()) - Math.max(screen.getMinX(), owner.getMinX());
    double height =
        Math.min(screen.getMaxY(), owner.getMaxY()) - Math.max(screen.getMinY(), owner.getMinY());
    return Math.max(0, width) * Math.max(0, height);
  }

  /** The place of a dialog of this size over its owner, whose title row stays in sight. */
  static Rectangle2D over(Window owner, double width, double height) {
    Rectangle2D below = belowTitleRow(owner);
    Rectangle2D free = height <= below.getHeight() ? below : bounds(owner);
    return within(new Dimension2D(width, height), free, screenOf(owner));
  }

  /** All of a window that has no such row. */
  private static Rectangle2D belowTitleRow(Window window) {
    Rectangle2D all = bounds(window);
    Scene scene = window.getScene();
    Node row = scene == null ? null : scene.lookup(".title-row");
    double top = row == null ? 0 : scene.getY() + Nodes.inScene(row).getMaxY();
    return new Rectangle2D(
        all.getMinX(), all.getMinY() + top, all.getWidth(), Math.max(0, all.getHeight() - top));
  }

  /**
   * Keeps a dialog that is about to be shown over its owner for the first second that it is shown:
   * its frame comes later than it, and some window managers put it elsewhere once more. Then it
   * stays where a person puts it.
   *
   * @param owner null for one that stands alone, in the middle of where it is
   */
  public static void keep(Window dialog, @Nullable Window owner) {
    Runnable put = () -> put(dialog, owner == null ? dialog : owner);
    Subscription following =
        Stream.of(
                dialog.xProperty(),
                dialog.yProperty(),
                dialog.widthProperty(),
                dialog.heightProperty())
            .map(each -> each.subscribe(now -> put.run())) // who has read it is told again
            .reduce(Subscription.EMPTY, Subscription::and);
    PauseTransition settled = new PauseTransition(SETTLED);
    settled.setOnFinished(event -> following.unsubscribe());
    dialog.addEventHandler(
        WindowEvent.WINDOW_SHOWN,
        new EventHandler<>() {
          @Override
          public void handle(WindowEvent event) {
            dialog.removeEventHandler(WindowEvent.WINDOW_SHOWN, this);
            settled.play();
            put.run();
          }
        });
  }

  private static void put(Window dialog, Window owner) {
    boolean sized = dialog.getWidth() > 0 && dialog.getHeight() > 0; // not yet a number before
    boolean placed = !Double.isNaN(owner.getX()) && !Double.isNaN(owner.getY());
    if (dialog.isShowing() && sized && placed) {
      put(dialog, over(owner, dialog.getWidth(), dialog.getHeight()));
    }
  }

  /** Gives a window its bounds. */
  static void put(Window window, Rectangle2D place) {
    window.setX(place.getMinX());
    window.setY(place.getMinY());
    window.setWidth(place.getWidth());
    window.setHeight(place.getHeight());
  }

  private static Rectangle2D bounds(Window window) {
    return new Rectangle2D(
        window.getX(),
        window.getY(),
        Math.max(0, window.getWidth()),
        Math.max(0, window.getHeight()));
  }

  /** What each screen offers to windows, the main one first. */
  public static List<Rectangle2D> screens() {
    javafx.stage.Screen main = javafx.stage.Screen.getPrimary();
    return Stream.concat(
            Stream.of(main),
            javafx.stage.Screen.getScreens().stream().filter(each -> !each.equals(main)))
        .map(javafx.stage.Screen::getVisualBounds)
        .toList();
  }
}
