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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

/** The Backups tab: copies of the registry and how they are put back. */
public final class BackupsViewModel {
  private static final int MOST_WRITES = 2_000;

  private final RegistryFigures figures;
  private final Consumer<String> openExecution;
  private final LiveList<KeptBackup, BackupRow> list;
  private final ReadWhenShown<KeptBackup> reading;
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
            new KeyedRows<>(KeptBackup::name, BackupRow::new, BackupRow.ORDER),
            new FilterGrammar<>(BackupRow::searchText),
            screen);
    list.describe(this::describe);
    list.why((kept, now) -> RegistryWords.why(kept.backup()));
    this.reading =
        new ReadWhenShown<>(list, tab, RegistryTab.BACKUPS, () -> read(session.registry()));
    figures.backupsAre(
        list,
        Bindings.createBooleanBinding(() -> tab.getValue() == RegistryTab.BACKUPS, tab)
            .and(list.activeProperty()));
    this.restoration = new Restoration(session, screen, list, conflicts, restored);
  }

  /** The backups, and which write each was made for. Blocks. */
  private static List<KeptBackup> read(RegistryView registry) {
    Map<String, RecordWrite> by = new HashMap<>();
    for (RecordWrite write : registry.writes(null, MOST_WRITES)) {
      if (write.backup() != null) {
        by.put(write.backup(), write);
      }
    }
    return registry.backups().stream()
        .map(backup -> new KeptBackup(backup, by.get(backup.name())))
        .toList();
  }

  private DrawerContent describe(KeptBackup kept) {
    RecordWrite write = kept.write();
    String id = write == null ? null : write.executionId();
    return RegistryWords.drawer(
        kept.backup(),
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

  /** Reads everything anew, as soon as somebody looks. */
  void refresh() {
    reading.anew();
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
  public LiveList<KeptBackup, BackupRow> list() {
    return list;
  }
}
