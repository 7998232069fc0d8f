package dev.reeve.console.shell;

import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.palette.PaletteEntry;
import dev.reeve.console.palette.PaletteEntry.Kind;
import dev.reeve.console.palette.PaletteEntry.Offer;
import dev.reeve.console.queue.QueueTab;
import dev.reeve.console.queue.QueueViewModel.Chip;
import java.util.List;

/**
 * What the Queue pane is about, for the palette: its tabs and the dead letters, each found by the
 * words that people have for it, such as "stuck". Screen thread.
 */
final class QueueParts {
  private final ShellViewModel model;

  private final String pane;

  /**
   * @param pane what the pane is called
   */
  QueueParts(ShellViewModel model, String pane) {
    this.model = model;
    this.pane = pane;
  }

  List<PaletteEntry> all() {
    return List.of(
        entry("palette.queue.jobs", "palette.queue.jobs.words", Icon.LIST, tab(QueueTab.JOBS)),
        entry("palette.queue.locks", "palette.queue.locks.words", Icon.LOCK, tab(QueueTab.LOCKS)),
        entry(
            "palette.queue.watcher",
            "palette.queue.watcher.words",
            Icon.EYE,
            tab(QueueTab.WATCHER)),
        entry(
            "palette.queue.dead",
            "palette.queue.dead.words",
            Icon.TRAY_CROSSED,
            this::deadLetters));
  }

  private Runnable tab(QueueTab tab) {
    return () -> model.go().tab(tab);
  }

  private void deadLetters() {
    model.go().tab(QueueTab.JOBS);
    model.queue().list().filterProperty().set(Chip.DEAD.token());
  }

  private PaletteEntry entry(String name, String words, Icon icon, Runnable run) {
    return new PaletteEntry(
        Kind.PANE,
        icon,
        Texts.get(name),
        pane,
        "",
        "pane/QUEUE/" + name,
        Texts.get(words),
        "",
        Offer.ASKED,
        run);
  }
}
