package dev.reeve.console.shell;

import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Commands;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Keymap;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.palette.PaletteEntry;
import dev.reeve.console.palette.PaletteEntry.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javafx.scene.Parent;

/**
 * Everything the palette finds: what the window can do, the places, what each pane can do, and the
 * things of the workspace. Screen thread.
 */
final class PaletteSources {
  private final ShellViewModel model;
  private final ShellCommands shell;
  private final Rail rail;
  private final Map<Place, Parent> panes;
  private final List<Supplier<List<PaletteEntry>>> further = new ArrayList<>();
  private final Things things;

  PaletteSources(
      ShellViewModel model, ShellCommands shell, Rail rail, Map<Place, Parent> panes) {
    this.model = model;
    this.shell = shell;
    this.rail = rail;
    this.panes = panes;
    this.things = new Things(model);
  }

  /** Adds a source of entries, such as the settings. */
  void add(Supplier<List<PaletteEntry>> source) {
    further.add(source);
  }

  List<PaletteEntry> all() {
    List<PaletteEntry> all = new ArrayList<>();
    for (Command command : shell.all()) {
      all.add(entry(command, "", command::run));
    }
    for (Place place : Place.values()) {
      all.add(
          new PaletteEntry(
              Kind.PANE,
              rail.icon(place),
              rail.name(place),
              Texts.get("palette.where.pane"),
              shown(place.key()),
              "pane/" + place,
              "",
              () -> model.placeProperty().set(place)));
      all.addAll(of(place));
    }
    further.forEach(source -> all.addAll(source.get()));
    all.addAll(things.all());
    return all;
  }

  /** What a pane can do; two tabs that offer the same under the same name are both reachable. */
  List<PaletteEntry> of(Place place) {
    Parent pane = panes.get(place);
    List<PaletteEntry> entries = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Commands.At at : pane == null ? List.<Commands.At>of() : Commands.under(pane)) {
      PaletteEntry entry = entry(at.command(), rail.name(place), at::run);
      if (ids.add(entry.id() + at.node().getId())) {
        entries.add(entry);
      }
    }
    return entries;
  }

  private PaletteEntry entry(Command command, String where, Runnable run) {
    String name = command.text().getValue();
    return new PaletteEntry(
        Kind.COMMAND,
        Icon.PLAY,
        name,
        where,
        shown(command.key()),
        "command/" + where + "/" + (command.key().isEmpty() ? name : command.key()),
        command.whyNot().getValue(),
        run);
  }

  private String shown(String usual) {
    return Keymap.shown(model.screen().keymap().key(usual));
  }
}
