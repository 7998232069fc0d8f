package dev.reeve.console.registry;

import dev.reeve.console.EngineSession;
import dev.reeve.console.fx.DrawerContent;
import dev.reeve.console.fx.DrawerContent.Related;
import dev.reeve.console.fx.FilterGrammar;
import dev.reeve.console.fx.KeyedRows;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.registry.RecordWrite;
import dev.reeve.engine.registry.RegistryView;
import dev.reeve.engine.registry.RegistryView.Backup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** The Backups tab: copies of the registry and how they are put back. */
public final class BackupsViewModel {
  private static final int MOST_WRITES = 2_000;

  private final RegistryFigures figures;
  private final Consumer<String> openExecution;
  private volatile Map<String, RecordWrite> writes = Map.of();
  private final LiveList<Backup, BackupRow> list;
  private final ReadWhenShown reading;
  private final Restoration restoration;

  /**
   * @param restored called after one was put back
   * @param openExecution shows an execution in its pane
   */
  BackupsViewModel(
      EngineSession session,
      Screen screen,
      RegistryFigures figures,
      ObservableValue<RegistryTab> tab,
      Conflicts conflicts,
      Runnable restored,
      Consumer<String> openExecution) {
    this.figures = figures;
    this.openExecution = openExecution;
    this.list =
        new LiveList<>(
            new KeyedRows<>(
                Backup::name,
                (name, backup) -> new BackupRow(name, backup, this::before),
                BackupRow.ORDER),
            new FilterGrammar<>(BackupRow::searchText),
            screen);
    list.describe(this::describe);
    list.why((backup, now) -> RegistryWords.why(backup));
    this.reading =
        new ReadWhenShown(
            list, tab, RegistryTab.BACKUPS, () -> list.read(() -> read(session.registry())));
    figures.backupsAre(
        list,
        Bindings.createBooleanBinding(() -> tab.getValue() == RegistryTab.BACKUPS, tab)
            .and(list.activeProperty()));
    this.restoration = new Restoration(session, screen, list, conflicts, restored);
  }

  private @Nullable RecordWrite before(String name) {
    return writes.get(name);
  }

  /** The backups, and which write each was made for. Blocks. */
  private List<Backup> read(RegistryView registry) {
    Map<String, RecordWrite> by = new HashMap<>();
    for (RecordWrite write : registry.writes(null, MOST_WRITES)) {
      if (write.backup() != null) {
        by.put(write.backup(), write);
      }
    }
    writes = by;
    return registry.backups();
  }

  private DrawerContent describe(Backup backup) {
    RecordWrite write = before(backup.name());
    String id = write == null ? null : write.executionId();
    return RegistryWords.drawer(
        backup,
        write,
        id == null
            ? List.of()
            : List.of(
                new Related(
                    Texts.get("registry.history.execution", id), () -> openExecution.accept(id))));
  }

  /** Each is read and verified for the list, so that waits until somebody looks. */
  void changed() {
    reading.old();
  }

  /** Puts backups back. */
  public Restoration restoration() {
    return restoration;
  }

  /** What the table says when it is empty. */
  public ObservableValue<String> emptyText() {
    return figures.emptyText(
        list, "", now -> Texts.get("registry.backups.empty"), "registry.backups.filtered");
  }

  /** Rows, filter, selection and drawer. */
  public LiveList<Backup, BackupRow> list() {
    return list;
  }
}
