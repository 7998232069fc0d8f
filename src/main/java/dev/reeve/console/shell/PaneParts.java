package dev.reeve.console.shell;

import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.palette.PaletteEntry;
import dev.reeve.console.palette.PaletteEntry.Kind;
import dev.reeve.console.palette.PaletteEntry.Offer;
import dev.reeve.console.queue.QueueTab;
import dev.reeve.console.queue.QueueViewModel.Chip;
import dev.reeve.console.registry.RegistryTab;
import java.util.List;

/**
 * What the panes with tabs are about, for the palette: the tabs and the dead letters, each found by
 * the words that people have for it, such as "stuck". Screen thread.
 */
final class PaneParts {
  private final ShellViewModel model;
  private final Rail rail;

  /**
   * @param rail names the panes
   */
  PaneParts(ShellViewModel model, Rail rail) {
    this.model = model;
    this.rail = rail;
  }

  List<PaletteEntry> all() {
    return List.of(
        queue("palette.queue.jobs", "palette.queue.jobs.words", Icon.LIST, QueueTab.JOBS),
        queue("palette.queue.locks", "palette.queue.locks.words", Icon.LOCK, QueueTab.LOCKS),
        queue("palette.queue.watcher", "palette.queue.watcher.words", Icon.EYE, QueueTab.WATCHER),
        entry(
            Place.QUEUE,
            "palette.queue.dead",
            "palette.queue.dead.words",
            Icon.TRAY_CROSSED,
            this::deadLetters),
        registry("palette.registry.records", "palette.registry.records.words", RegistryTab.RECORDS),
        registry(
            "palette.registry.findings", "palette.registry.findings.words", RegistryTab.FINDINGS),
        registry("palette.registry.backups", "palette.registry.backups.words", RegistryTab.BACKUPS),
        registry(
            "palette.registry.generators",
            "palette.registry.generators.words",
            RegistryTab.GENERATORS));
  }

  private void deadLetters() {
    model.go().tab(QueueTab.JOBS);
    model.queue().list().filterProperty().set(Chip.DEAD.token());
  }

  private PaletteEntry queue(String name, String words, Icon icon, QueueTab tab) {
    return entry(Place.QUEUE, name, words, icon, () -> model.go().tab(tab));
  }

  private PaletteEntry registry(String name, String words, RegistryTab tab) {
    Icon icon = rail.icon(Place.REGISTRY);
    return entry(Place.REGISTRY, name, words, icon, () -> model.go().tab(tab));
  }

  private PaletteEntry entry(Place place, String name, String words, Icon icon, Runnable run) {
    return new PaletteEntry(
        Kind.PANE,
        icon,
        Texts.get(name),
        rail.name(place),
        "",
        "pane/" + place + "/" + name,
        Texts.get(words),
        "",
        Offer.ASKED,
        run);
  }
}
