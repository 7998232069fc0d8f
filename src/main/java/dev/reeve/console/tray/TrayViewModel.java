package dev.reeve.console.tray;

import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.queue.QueueViewModel;
import dev.reeve.console.queue.QueueViewModel.Chip;
import dev.reeve.console.queue.WatcherViewModel;
import dev.reeve.console.tray.Tray.Entry;
import dev.reeve.console.tray.Tray.Shape;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyIntegerProperty;

/** What the icon in the tray says, and what its menu does. Screen thread. */
public final class TrayViewModel implements AutoCloseable {
  private final Screen screen;
  private final String workspace;
  private final ReadOnlyIntegerProperty needs;
  private final QueueViewModel queue;
  private final WatcherViewModel watcher;
  private final Window window;
  private final Tray tray;
  private final Attention attention;
  private final InvalidationListener follow = observable -> show();
  private final List<Observable> followed;

  /** What the menu asks of the window. */
  public interface Window {
    /** Whether the person looks at it. */
    boolean looked();

    /** Brings it to the front. */
    void open();

    /** Brings it to the front with the inbox. */
    void openInbox();

    /** Closes it, as its own button does. */
    void quit();
  }

  /**
   * @param needs how many rows of the inbox need a person
   */
  public TrayViewModel(
      Screen screen,
      String workspace,
      ReadOnlyIntegerProperty needs,
      QueueViewModel queue,
      WatcherViewModel watcher,
      Window window,
      Tray tray) {
    this.screen = screen;
    this.workspace = workspace;
    this.needs = needs;
    this.queue = queue;
    this.watcher = watcher;
    this.window = window;
    this.tray = tray;
    this.attention =
        new Attention(
            screen,
            needs,
            queue.count(Chip.DEAD),
            window::looked,
            text -> tray.tell(workspace, text));
    this.followed =
        List.of(
            needs,
            queue.count(Chip.DEAD),
            queue.count(Chip.RUNNING),
            queue.pausedProperty(),
            watcher.watchingCount());
    followed.forEach(each -> each.addListener(follow));
    show();
  }

  private void show() {
    tray.show(shape(), words(), menu());
  }

  private Shape shape() {
    if (queue.count(Chip.DEAD).get() > 0) {
      return Shape.CROSS;
    }
    if (needs.get() > 0) {
      return Shape.HAND;
    }
    return queue.count(Chip.RUNNING).get() > 0 ? Shape.DOT : Shape.PLAIN;
  }

  private String words() {
    return workspace
        + ": "
        + switch (shape()) {
          case CROSS -> Texts.get("tray.told.failed", queue.count(Chip.DEAD).get());
          case HAND -> Texts.get("tray.told.needs", needs.get());
          case DOT -> Texts.get("tray.words.running", queue.count(Chip.RUNNING).get());
          case PLAIN -> Texts.get("tray.words.quiet");
        };
  }

  private List<Entry> menu() {
    List<Entry> menu = new ArrayList<>();
    menu.add(entry(Texts.get("tray.menu.open"), window::open));
    menu.add(entry(Texts.get("tray.menu.inbox", needs.get()), window::openInbox));
    boolean watching = watcher.watchingCount().get() > 0;
    menu.add(
        entry(
            Texts.get(watching ? "tray.menu.pause-watcher" : "tray.menu.resume-watcher"),
            () -> watcher.pauseAll(watching)));
    menu.add(
        entry(
            Texts.get(
                queue.pausedProperty().get() ? "tray.menu.resume-queue" : "tray.menu.pause-queue"),
            queue.pauseOrResume()::run));
    menu.add(entry(Texts.get("tray.menu.quit"), window::quit));
    return List.copyOf(menu);
  }

  private Entry entry(String text, Runnable act) {
    return new Entry(text, () -> screen.thread().execute(act));
  }

  /** Takes the icon away. */
  @Override
  public void close() {
    followed.forEach(each -> each.removeListener(follow));
    attention.close();
    tray.close();
  }
}
