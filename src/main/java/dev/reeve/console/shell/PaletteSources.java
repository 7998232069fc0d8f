package dev.reeve.console.shell;

import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Commands;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Keymap;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.LiveTable;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.fx.ToggleTabs;
import dev.reeve.console.layout.SavedViews.View;
import dev.reeve.console.palette.PaletteEntry;
import dev.reeve.console.palette.PaletteEntry.Kind;
import dev.reeve.console.palette.PaletteEntry.Offer;
import dev.reeve.console.settings.KeyMeaning;
import dev.reeve.console.settings.Setting;
import dev.reeve.console.settings.SettingsViewModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javafx.scene.Parent;
import javafx.scene.control.TableView;

/**
 * Everything the palette finds: what the window can do, the places, what each pane can do, and the
 * things of the workspace. Screen thread.
 */
final class PaletteSources {
  private static final Pattern NUMBER = Pattern.compile("[0-9]");

  private final ShellViewModel model;
  private final ShellCommands shell;
  private final Rail rail;
  private final Map<Place, Parent> panes;
  private final Things things;

  PaletteSources(ShellViewModel model, ShellCommands shell, Rail rail, Map<Place, Parent> panes) {
    this.model = model;
    this.shell = shell;
    this.rail = rail;
    this.panes = panes;
    this.things = new Things(model);
  }

  List<PaletteEntry> all() {
    List<PaletteEntry> all = new ArrayList<>();
    for (Command command : shell.all()) {
      all.add(entry(command, "", Offer.ASKED, command::run));
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
              "",
              Offer.AT_ONCE,
              () -> model.placeProperty().set(place)));
      all.addAll(of(place));
      all.addAll(views(place));
    }
    all.addAll(new PaneParts(model, rail).all());
    model.settings().all().forEach(setting -> all.add(entry(setting)));
    all.addAll(things.all());
    return all;
  }

  /** What a place is called. */
  String name(Place place) {
    return rail.name(place);
  }

  /** What a pane can do; two tabs that offer the same under the same name are both reachable. */
  List<PaletteEntry> of(Place place) {
    Parent pane = panes.get(place);
    List<PaletteEntry> entries = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Commands.At at : pane == null ? List.<Commands.At>of() : Commands.under(pane)) {
      PaletteEntry entry = entry(at.command(), rail.name(place), offer(place, at), at::run);
      if (ids.add(entry.id() + at.node().getId())) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** What the pane on show can do now; a numbered one needs its number typed, here as there. */
  private Offer offer(Place place, Commands.At at) {
    if (NUMBER.matcher(at.command().key()).matches()) {
      return Offer.TYPED;
    }
    boolean here = place == model.placeProperty().get();
    return here && at.command().enabled() ? Offer.AT_ONCE : Offer.ASKED;
  }

  /** The filters of a pane's lists that were given a name: one to show it, one to forget it. */
  private List<PaletteEntry> views(Place place) {
    Parent pane = panes.get(place);
    List<PaletteEntry> entries = new ArrayList<>();
    for (TableView<?> table :
        pane == null ? List.<TableView>of() : Commands.nodes(pane, TableView.class)) {
      LiveTable.list(table)
          .ifPresent(
              list ->
                  model
                      .savedViewsProperty()
                      .get()
                      .of(table.getId())
                      .forEach(view -> views(entries, place, table, list, view)));
    }
    return entries;
  }

  private void views(
      List<PaletteEntry> entries, Place place, TableView<?> table, LiveList<?, ?> list, View view) {
    String id = "view/" + table.getId() + "/" + view.name();
    entries.add(
        new PaletteEntry(
            Kind.COMMAND,
            Icon.SEARCH,
            Texts.get("palette.view", view.name()),
            rail.name(place),
            view.filter(),
            id,
            "",
            "",
            Offer.ASKED,
            () -> {
              ToggleTabs.reveal(table);
              list.filterProperty().set(view.filter());
            }));
    entries.add(
        new PaletteEntry(
            Kind.COMMAND,
            Icon.TRASH,
            Texts.get("palette.forget-view", view.name()),
            rail.name(place),
            "",
            id + "/forget",
            "",
            "",
            Offer.ASKED,
            () -> model.savedViewsProperty().get().forget(table.getId(), view.name())));
  }

  private PaletteEntry entry(Setting setting) {
    return new PaletteEntry(
        Kind.SETTING,
        Icon.SETTINGS,
        setting.name(),
        Texts.get("palette.where.setting", SettingsViewModel.sectionName(setting.section())),
        "",
        "setting/" + setting.id(),
        "",
        "",
        Offer.ASKED,
        () -> {
          model.placeProperty().set(Place.SETTINGS);
          model.settings().open(setting);
        });
  }

  /** Every key there is, those of the window first, and what it is for in which pane. */
  List<KeyMeaning> keys() {
    Map<String, KeyMeaning> meanings = new LinkedHashMap<>();
    shell
        .usualKeys()
        .forEach(
            (key, command) ->
                meanings.put(
                    key, new KeyMeaning(key, List.of(command.text().getValue()), List.of())));
    for (Place place : Place.values()) {
      Parent pane = panes.get(place);
      for (Commands.At at : pane == null ? List.<Commands.At>of() : Commands.under(pane)) {
        String key = at.command().key();
        if (!key.isEmpty()) {
          meanings.merge(
              key,
              new KeyMeaning(
                  key, List.of(at.command().text().getValue()), List.of(rail.name(place))),
              KeyMeaning::and);
        }
      }
    }
    return List.copyOf(meanings.values());
  }

  private PaletteEntry entry(Command command, String where, Offer offer, Runnable run) {
    String name = command.text().getValue();
    return new PaletteEntry(
        Kind.COMMAND,
        Icon.PLAY,
        name,
        where,
        shown(command.key()),
        "command/" + where + "/" + (command.key().isEmpty() ? name : command.key()),
        "",
        command.whyNot().getValue(),
        offer,
        run);
  }

  private String shown(String usual) {
    return Keymap.shown(model.screen().keymap().key(usual));
  }
}
