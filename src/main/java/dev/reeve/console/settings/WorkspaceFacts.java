package dev.reeve.console.settings;

import dev.reeve.console.EngineSession;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.settings.Setting.Fact;
import dev.reeve.console.settings.Setting.Section;
import dev.reeve.engine.workspace.Config;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;

/**
 * What {@code .reeve/config.toml} says, to be read only: it changes what the engine does, so it is
 * changed in the file and holds when the workspace is opened anew. Screen thread.
 */
final class WorkspaceFacts {
  private final List<Setting> all = new ArrayList<>();

  WorkspaceFacts(EngineSession session) {
    Config config = session.config();
    fact(Section.WORKSPACE, "name", Texts.get("settings.workspace.name"), session.name());
    fact(
        Section.WORKSPACE, "root", Texts.get("settings.workspace.root"), session.root().toString());
    fact(
        Section.WORKSPACE,
        "mode",
        Texts.get("settings.workspace.mode"),
        Texts.get(
            !session.adopted()
                ? "settings.workspace.read-only"
                : session.live() ? "settings.workspace.live" : "settings.workspace.observe"));
    fact(
        Section.WORKSPACE,
        "registry",
        Texts.get("settings.workspace.registry"),
        config.registry().path());
    watcher(config.watch());
    queue(config.locks());
    data(config);
  }

  private void watcher(Config.Watch watch) {
    Section section = Section.WATCHER;
    fact(section, "roots", Texts.get("settings.watcher.roots"), list(watch.roots()));
    fact(section, "include", Texts.get("settings.watcher.include"), list(watch.include()));
    fact(section, "ignore", Texts.get("settings.watcher.ignore"), list(watch.ignore()));
    fact(
        section,
        "gitignore",
        Texts.get("settings.watcher.gitignore"),
        Texts.get(watch.gitignore() ? "settings.yes" : "settings.no"));
    fact(
        section,
        "debounce",
        Texts.get("settings.watcher.debounce"),
        Formats.took(watch.debounce()));
    fact(section, "window", Texts.get("settings.watcher.window"), Formats.took(watch.window()));
  }

  private void queue(Config.Locks locks) {
    Section section = Section.QUEUE;
    fact(section, "lease", Texts.get("settings.queue.lease"), Formats.span(locks.ttl()));
    fact(section, "grace", Texts.get("settings.queue.grace"), Formats.span(locks.grace()));
    fact(section, "wait", Texts.get("settings.queue.wait"), Formats.span(locks.timeout()));
  }

  private void data(Config config) {
    Section section = Section.DATA;
    fact(
        section,
        "backups",
        Texts.get("settings.data.backups"),
        Formats.size(config.registry().backupBytes()));
    fact(
        section,
        "keep",
        Texts.get("settings.data.keep"),
        config.keep().manual()
            ? Texts.get("settings.data.keep-manual")
            : Texts.get(
                "settings.data.keep-value", config.keep().executions(), config.keep().days()));
  }

  private static String list(List<String> texts) {
    return texts.isEmpty() ? Formats.NONE : String.join(", ", texts);
  }

  private void fact(Section section, String id, String name, String value) {
    all.add(new Setting(id, section, name, "", new Fact(new SimpleStringProperty(value))));
  }

  List<Setting> all() {
    return all;
  }
}
