package dev.reeve.console.shell;

import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.palette.PaletteEntry;
import dev.reeve.console.palette.PaletteEntry.Kind;
import dev.reeve.console.palette.PaletteEntry.Offer;
import dev.reeve.console.queue.QueueTab;
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
        entry("jobs", Icon.LIST, () -> model.go().tab(QueueTab.JOBS)),
        entry("locks", Icon.LOCK, () -> model.go().tab(QueueTab.LOCKS)),
        entry("watcher", Icon.EYE, () -> model.go().tab(QueueTab.WATCHER)),
        entry("dead", Icon.TRAY, this::deadLetters));
  }

  private void deadLetters() {
    model.go().tab(QueueTab.JOBS);
    model.queue().list().filterProperty().set("state:dead");
  }

  private PaletteEntry entry(String part, Icon icon, Runnable run) {
    return new PaletteEntry(
        Kind.PANE,
        icon,
        Texts.get("palette.queue." + part),
        pane,
        "",
        "pane/QUEUE/" + part,
        Texts.get("palette.queue." + part + ".words"),
        "",
        Offer.ASKED,
        run);
  }
}
