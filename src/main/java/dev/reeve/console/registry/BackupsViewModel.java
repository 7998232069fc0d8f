package dev.reeve.console.registry;

import dev.reeve.console.EngineSession;
import dev.reeve.console.fx.FilterGrammar;
import dev.reeve.console.fx.KeyedRows;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.registry.RegistryView.Backup;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

/** The Backups tab: copies of the registry and how they are put back. */
public final class BackupsViewModel {
  private final RegistryFigures figures;
  private final LiveList<Backup, BackupRow> list;
  private final ReadWhenShown reading;
  private final Restoration restoration;

  /**
   * @param restored called after one was put back
   */
  BackupsViewModel(
      EngineSession session,
      Screen screen,
      RegistryFigures figures,
      ObservableValue<RegistryTab> tab,
      Conflicts conflicts,
      Runnable restored) {
    this.figures = figures;
    this.list =
        new LiveList<>(
            new KeyedRows<>(Backup::name, BackupRow::new, BackupRow.ORDER),
            new FilterGrammar<>(BackupRow::key),
            screen);
    list.describe(RegistryWords::drawer);
    list.why((backup, now) -> RegistryWords.why(backup));
    this.reading =
        new ReadWhenShown(
            list, tab, RegistryTab.BACKUPS, () -> list.read(session.registry()::backups));
    figures.backupsAre(
        list,
        Bindings.createBooleanBinding(() -> tab.getValue() == RegistryTab.BACKUPS, tab)
            .and(list.activeProperty()));
    this.restoration = new Restoration(session, screen, list, conflicts, restored);
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
