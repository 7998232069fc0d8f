package dev.reeve.console.settings;

import dev.reeve.console.EngineSession;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.settings.EngineSetting.Unit;
import dev.reeve.console.settings.Setting.Control;
import dev.reeve.console.settings.Setting.Edit;
import dev.reeve.console.settings.Setting.Fact;
import dev.reeve.console.settings.Setting.Section;
import dev.reeve.engine.settings.SettingsView.Value;
import dev.reeve.engine.workspace.ConfigKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code .reeve/config.toml}. Where this process keeps the workspace they can be
 * changed: a change is shown before and after, saved, and can be undone. Screen thread.
 */
final class EngineSettings {
  private final EngineSession session;
  private final Screen screen;
  private final Runnable changed;
  private final Map<ConfigKey<?>, EngineSetting> settings = new LinkedHashMap<>();
  private final ObjectProperty<@Nullable Problem> problem = new SimpleObjectProperty<>(null);
  private final ReadOnlyObjectWrapper<@Nullable Instant> staleSince =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyBooleanWrapper unread = new ReadOnlyBooleanWrapper();
  private final List<Setting> rows = new ArrayList<>();
  private @Nullable Instant readAt;

  /**
   * @param changed called when rows have come
   */
  EngineSettings(EngineSession session, Screen screen, Runnable changed) {
    this.session = session;
    this.screen = screen;
    this.changed = changed;
  }

  /** Reads the file in the background; what somebody is changing stays. */
  void refresh() {
    refresh(null);
  }

  /** The same with what went wrong before, which stays on show. */
  private void refresh(@Nullable Problem before) {
    screen
        .work()
        .run(
            () -> session.settings().values(),
            values -> {
              readAt = screen.ticker().now();
              staleSince.set(null);
              unread.set(false);
              problem.set(before);
              took(values);
            },
            this::notRead);
  }

  private void notRead(Problem why) {
    staleSince.set(readAt);
    unread.set(true);
    problem.set(why.retriedBy(null)); // by reading anew
  }

  private void took(List<Value> values) {
    boolean first = settings.isEmpty();
    for (Value value : values) {
      EngineSetting known = settings.get(value.key());
      if (known == null) {
        settings.put(value.key(), make(value));
      } else {
        known.take(value);
      }
    }
    if (first) {
      rows();
      changed.run();
    }
  }

  private EngineSetting make(Value value) {
    return new EngineSetting(
        value, unit(value.key()), options(value.key()), () -> save(value.key()));
  }

  private static Unit unit(ConfigKey<?> key) {
    if (key.equals(ConfigKey.DEBOUNCE) || key.equals(ConfigKey.WINDOW)) {
      return new Unit(Texts.get("settings.unit.milliseconds"), 1);
    }
    if (key.equals(ConfigKey.TTL) || key.equals(ConfigKey.GRACE) || key.equals(ConfigKey.TIMEOUT)) {
      return new Unit(Texts.get("settings.unit.seconds"), 1);
    }
    if (key.equals(ConfigKey.VALIDATE_HOURS)) {
      return new Unit(Texts.get("settings.unit.hours"), 1);
    }
    if (key.equals(ConfigKey.KEEP_DAYS)) {
      return new Unit(Texts.get("settings.unit.days"), 1);
    }
    return key.equals(ConfigKey.BACKUP_BYTES) ? new Unit("MiB", 1 << 20) : Unit.NONE;
  }

  private static Map<String, String> options(ConfigKey<?> key) {
    Map<String, String> options = new LinkedHashMap<>();
    if (key.equals(ConfigKey.MODE)) {
      options.put("dry_run", Texts.get("settings.workspace.observe"));
      options.put("live", Texts.get("settings.workspace.live"));
    } else if (key.equals(ConfigKey.CARRIER)) {
      options.put("REGISTRY_ONLY", Texts.get("settings.registry.carrier-registry"));
      options.put("HEADER", Texts.get("settings.registry.carrier-header"));
      options.put("PREFIX", Texts.get("settings.registry.carrier-prefix"));
      options.put("HEADER_AND_PREFIX", Texts.get("settings.registry.carrier-both"));
    } else if (key.equals(ConfigKey.SUBSYSTEM)) {
      options.put("on", Texts.get("settings.yes"));
      options.put("off", Texts.get("settings.no"));
    } else if (key.equals(ConfigKey.KEEP_STRATEGY)) {
      options.put("automatic", Texts.get("settings.data.keep-automatic"));
      options.put("manual", Texts.get("settings.data.keep-manual"));
    }
    return options;
  }

  private void rows() {
    add(Section.WORKSPACE, "mode", ConfigKey.MODE, "settings.workspace.mode");
    add(Section.WATCHER, "roots", ConfigKey.ROOTS, "settings.watcher.roots");
    add(Section.WATCHER, "include", ConfigKey.INCLUDE, "settings.watcher.include");
    add(Section.WATCHER, "ignore", ConfigKey.IGNORE, "settings.watcher.ignore");
    add(Section.WATCHER, "gitignore", ConfigKey.GITIGNORE, "settings.watcher.gitignore");
    add(Section.WATCHER, "debounce", ConfigKey.DEBOUNCE, "settings.watcher.debounce");
    add(Section.WATCHER, "window", ConfigKey.WINDOW, "settings.watcher.window");
    add(
        Section.WATCHER,
        "actions",
        ConfigKey.MAX_ACTIONS,
        "settings.watcher.actions",
        Texts.get("settings.watcher.actions-help"));
    add(
        Section.WATCHER,
        "assign",
        ConfigKey.MAX_ASSIGN,
        "settings.watcher.assign",
        Texts.get("settings.watcher.assign-help"));
    add(Section.QUEUE, "subsystem", ConfigKey.SUBSYSTEM, "settings.queue.subsystem");
    add(Section.QUEUE, "lease", ConfigKey.TTL, "settings.queue.lease");
    add(Section.QUEUE, "grace", ConfigKey.GRACE, "settings.queue.grace");
    add(Section.QUEUE, "wait", ConfigKey.TIMEOUT, "settings.queue.wait");
    fixed("registry", ConfigKey.REGISTRY_PATH, "settings.registry.path", "settings.path-help");
    fixed("scope", ConfigKey.SCOPE, "settings.registry.scope", "settings.scope-help");
    add(Section.REGISTRY, "carrier", ConfigKey.CARRIER, "settings.registry.carrier");
    add(Section.REGISTRY, "descriptors", ConfigKey.DESCRIPTORS, "settings.registry.descriptors");
    add(Section.REGISTRY, "volatile", ConfigKey.VOLATILE_COLUMNS, "settings.registry.volatile");
    add(Section.REGISTRY, "read-only", ConfigKey.READ_ONLY, "settings.registry.protected");
    add(Section.REGISTRY, "validate", ConfigKey.VALIDATE_HOURS, "settings.registry.validate");
    add(Section.DATA, "backups", ConfigKey.BACKUP_BYTES, "settings.data.backups");
    add(Section.DATA, "keep", ConfigKey.KEEP_STRATEGY, "settings.data.keep");
    add(Section.DATA, "keep-executions", ConfigKey.KEEP_EXECUTIONS, "settings.data.keep-newest");
    add(Section.DATA, "keep-days", ConfigKey.KEEP_DAYS, "settings.data.keep-days");
  }

  private void add(Section section, String id, ConfigKey<?> key, String name) {
    add(section, id, key, name, "");
  }

  private void add(Section section, String id, ConfigKey<?> key, String name, String help) {
    EngineSetting setting = setting(key);
    Control control = editable(setting) ? new Edit(setting) : new Fact(setting.text());
    rows.add(new Setting(id, section, Texts.get(name), help, control));
  }

  /** Another value would be another registry beside the first; that is no setting to try out. */
  private void fixed(String id, ConfigKey<?> key, String name, String help) {
    rows.add(
        new Setting(
            id, Section.REGISTRY, Texts.get(name), Texts.get(help), new Fact(setting(key).text())));
  }

  private EngineSetting setting(ConfigKey<?> key) {
    return java.util.Objects.requireNonNull(settings.get(key));
  }

  /** A text that holds a comma could not be told from two. */
  private boolean editable(EngineSetting setting) {
    boolean plain =
        !(setting.value().file() instanceof List<?> all)
            || all.stream().noneMatch(each -> String.valueOf(each).contains(","));
    return whyNot().isEmpty() && plain;
  }

  /** Why nothing can be changed here, empty when it can. */
  String whyNot() {
    if (!session.adopted()) {
      return Texts.get("settings.engine.not-adopted");
    }
    EngineSession.Keeper keeper = session.keeper();
    if (keeper.self()) {
      return "";
    }
    return keeper.who() == null
        ? Texts.get("settings.engine.observer-of-nobody")
        : Texts.get("settings.engine.observer", keeper.who());
  }

  private void save(ConfigKey<?> key) {
    EngineSetting setting = setting(key);
    Object given = setting.given();
    if (given == null) {
      return;
    }
    Object before = setting.value().file();
    Object next = given.equals(key.usual()) ? null : given;
    String said =
        Texts.get(
            key.atOnce() ? "settings.done.saved" : "settings.done.saved-later",
            name(setting),
            setting.shown(before),
            setting.shown(given));
    screen
        .work()
        .run(
            () -> session.settings().change(key.name(), before, next, session.operator()),
            execution -> saved(execution, said),
            this::refresh);
  }

  private String name(EngineSetting setting) {
    return rows.stream()
        .filter(row -> row.control() instanceof Edit edit && edit.setting() == setting)
        .map(Setting::name)
        .findFirst()
        .orElse("");
  }

  private void saved(Optional<String> execution, String said) {
    refresh();
    execution.ifPresent(id -> screen.notices().say(said, () -> undo(id)));
  }

  private void undo(String execution) {
    screen
        .work()
        .run(
            () -> session.executions().revert(execution, session.operator()),
            done -> {
              screen.notices().say(Texts.get("settings.done.undone"));
              refresh();
            },
            this::refresh);
  }

  /** The rows; none before the file was read. */
  List<Setting> all() {
    return rows;
  }

  /** Whether the file has been read once. */
  boolean known() {
    return readAt != null;
  }

  /** Of when the rows are, while the file could not be read anew; null while they are as it is. */
  ReadOnlyObjectProperty<@Nullable Instant> staleSinceProperty() {
    return staleSince.getReadOnlyProperty();
  }

  /** Whether the last reading failed, so that nothing or only something old is shown. */
  ReadOnlyBooleanProperty unreadProperty() {
    return unread.getReadOnlyProperty();
  }

  /** Why the file was not read or a change not written, null for none. */
  ObjectProperty<@Nullable Problem> problemProperty() {
    return problem;
  }
}
