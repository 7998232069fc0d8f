package dev.reeve.console.shell;

import dev.reeve.console.fx.LiveList;
import dev.reeve.console.queue.QueueTab;
import dev.reeve.console.registry.RegistryTab;
import dev.reeve.console.settings.Setting;
import dev.reeve.engine.inbox.InboxItem.State;
import dev.reeve.engine.inbox.InboxList;
import dev.reeve.engine.inbox.InboxPlace;
import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** Goes to things: brings their pane and tab on screen and selects them there. Screen thread. */
public final class Navigation {
  private final ShellViewModel shell;

  Navigation(ShellViewModel shell) {
    this.shell = shell;
  }

  /** Shows an execution in its pane. */
  public void execution(String id) {
    shell.placeProperty().set(Place.EXECUTIONS);
    shell.drawerOpenProperty().set(true);
    shell.executions().select(id);
  }

  /** Shows what was done in the last 24 hours. */
  public void executionsOfTheDay() {
    shell.executions().filter("age:<1d");
    shell.placeProperty().set(Place.EXECUTIONS);
  }

  /** Reads the documents for broken links anew, and shows what is found. */
  void scanLinks() {
    shell.placeProperty().set(Place.LINKS);
    shell.links().scanning().scan();
  }

  /** Shows the executions of an operator. */
  public void operator(String name) {
    shell.placeProperty().set(Place.EXECUTIONS);
    shell.executions().filter("by:" + name);
  }

  /**
   * Shows where in the settings of the registry it stands how ids are made; its file opens there.
   */
  void idSettings() {
    shell.settings().point(Setting.Section.REGISTRY, "scope");
    shell.placeProperty().set(Place.SETTINGS);
  }

  /** Shows a job in its table. */
  public void job(String id) {
    tab(QueueTab.JOBS);
    choose(shell.queue().list(), id);
  }

  /** Shows a record of the registry, by its key. */
  public void record(String key) {
    tab(RegistryTab.RECORDS);
    choose(shell.registry().records().list(), key);
  }

  /** Where the filter hides it, the filter gives way. */
  private void choose(LiveList<?, ?> list, String key) {
    shell.drawerOpenProperty().set(true);
    list.rows().show();
    if (list.rows().shown().stream().noneMatch(row -> row.key().equals(key))) {
      list.filterProperty().set("");
    }
    list.selected().setAll(key);
  }

  /** Goes to where a row of the inbox is dealt with, and selects it there. */
  public void place(InboxPlace where) {
    shell.drawerOpenProperty().set(true);
    switch (where.pane()) {
      case INBOX -> shell.placeProperty().set(Place.INBOX);
      case APPROVAL -> where.items().stream().findFirst().ifPresent(shell.approval()::open);
      case JOBS -> items(QueueTab.JOBS, shell.queue().list(), where.items());
      case LOCKS -> items(QueueTab.LOCKS, shell.locks().list(), where.items());
      case WATCHER -> items(QueueTab.WATCHER, shell.watcher().list(), where.items());
      case RECORDS -> tab(RegistryTab.RECORDS);
      case FINDINGS -> tab(RegistryTab.FINDINGS);
      case LINKS -> {
        shell.placeProperty().set(Place.LINKS);
        where.items().stream().findFirst().ifPresent(shell.links()::select);
      }
      case EXECUTIONS -> where.items().stream().findFirst().ifPresent(this::execution);
    }
  }

  private void items(QueueTab tab, LiveList<?, ?> list, List<String> items) {
    tab(tab);
    list.filterProperty().set("");
    list.selected().setAll(items);
  }

  /** Shows a tab of the Queue pane. */
  void tab(QueueTab tab) {
    shell.queueTabProperty().set(tab);
    shell.placeProperty().set(Place.QUEUE);
  }

  /** Shows a tab of the Registry pane. */
  void tab(RegistryTab tab) {
    shell.registry().tabProperty().set(tab);
    shell.placeProperty().set(Place.REGISTRY);
  }

  /** The inbox comes first, if it holds anything and nobody has gone elsewhere meanwhile. */
  void startAtInbox() {
    Place start = shell.placeProperty().get();
    shell
        .inbox()
        .known()
        .addListener(
            new ChangeListener<@Nullable InboxList>() {
              @Override
              public void changed(
                  ObservableValue<? extends @Nullable InboxList> known,
                  @Nullable InboxList was,
                  @Nullable InboxList is) {
                known.removeListener(this);
                boolean holds =
                    is != null
                        && is.items().stream()
                            .anyMatch(item -> item.state().compareTo(State.RESOLVED) <= 0);
                if (holds && shell.placeProperty().get() == start) {
                  shell.placeProperty().set(Place.INBOX);
                }
              }
            });
  }
}
