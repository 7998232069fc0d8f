package dev.reeve.console.shell;

import dev.reeve.console.layout.Memory;
import dev.reeve.console.layout.PaneMemory;
import dev.reeve.console.layout.Remembered;
import dev.reeve.console.layout.SavedViews;
import dev.reeve.console.queue.QueueTab;
import dev.reeve.console.registry.RegistryTab;
import java.util.Collection;
import javafx.scene.Parent;

/** Joins a workspace's window with what is remembered of it. Screen thread. */
final class ShellMemory {
  private static final int RECENTLY_RUN = 50;

  private ShellMemory() {}

  /**
   * Puts what is remembered of the window into it, such as which pane it shows, and remembers from
   * now on; {@link #join} does so with the panes, once they are made.
   *
   * @param user what holds in every workspace
   * @param workspace what holds in this one
   */
  static void begin(ShellViewModel model, Memory user, Memory workspace) {
    Remembered remembered = new Remembered(user);
    remembered.choice("pane", model.placeProperty(), Place.class);
    remembered.choice("tab.queue", model.queueTabProperty(), QueueTab.class);
    remembered.choice("tab.registry", model.registry().tabProperty(), RegistryTab.class);
    remembered.flag("drawer", model.drawerOpenProperty());
    remembered.flag("rail.closed", model.railClosedProperty());
    new Remembered(workspace).texts("palette.recent", model.recentlyRun(), RECENTLY_RUN);
    model.savedViewsProperty().set(new SavedViews(workspace));
  }

  /** The same with its panes. */
  static void join(ShellViewModel model, Collection<Parent> panes, Memory user, Memory workspace) {
    PaneMemory memory = new PaneMemory(user, workspace);
    panes.forEach(memory::join);
    model.onResetLayout(
        () -> {
          memory.reset();
          user.forget(name -> name.startsWith("window.") || name.startsWith("dividers."));
        });
  }
}
