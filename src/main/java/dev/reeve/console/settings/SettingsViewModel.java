package dev.reeve.console.settings;

import dev.reeve.console.EngineSession;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.SystemFiles;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.settings.Setting.Act;
import dev.reeve.console.settings.Setting.Fact;
import dev.reeve.console.settings.Setting.Section;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The Settings pane: every row, and those that the search leaves. What a user chooses takes effect
 * at once; what changes the engine's behaviour is shown before and after, and saved to the
 * workspace's file. Screen thread.
 */
public final class SettingsViewModel implements AutoCloseable {
  /** Sections with rows that change what the engine does. */
  private static final Set<Section> ENGINE =
      EnumSet.of(Section.WORKSPACE, Section.WATCHER, Section.QUEUE, Section.REGISTRY, Section.DATA);

  private final EngineSession session;
  private final Screen screen;
  private final Supplier<List<KeyMeaning>> keys;
  private final Runnable resetLayout;
  private final EngineSettings engine;
  private final UserSettings user;
  private final List<Setting> all = new ArrayList<>();
  private final ObservableList<Setting> shown = FXCollections.observableArrayList();
  private final StringProperty search = new SimpleStringProperty("");
  private final ObjectProperty<Section> section = new SimpleObjectProperty<>(Section.APPEARANCE);
  private final ReadOnlyStringWrapper nOfM = new ReadOnlyStringWrapper("");
  private final ObservableList<FileProblem> problems = FXCollections.observableArrayList();
  private final SettingsFileCommand file;
  private final StringProperty policy = new SimpleStringProperty("");
  private KeySettings keyboard;
  private final ReadOnlyStringWrapper pointed = new ReadOnlyStringWrapper("");
  private boolean onScreen;

  /**
   * @param keys every key of every pane; asked when {@link #refresh} is called
   * @param resetLayout puts windows and tables back as they come
   */
  public SettingsViewModel(
      EngineSession session, Screen screen, Supplier<List<KeyMeaning>> keys, Runnable resetLayout) {
    this.session = session;
    this.screen = screen;
    this.keys = keys;
    this.resetLayout = resetLayout;
    this.engine = new EngineSettings(session, screen, this::make);
    this.user = new UserSettings(screen);
    this.keyboard = new KeySettings(screen.keymap(), List.of());
    this.file = new SettingsFileCommand(session.root().resolve(".reeve"), screen, section);
    search.addListener((observable, was, is) -> look());
    section.addListener((observable, was, is) -> look());
  }

  /** Reads the workspace's files in the background; rows are made where there are none yet. */
  public void refresh() {
    engine.refresh();
    List<KeyMeaning> now = keys.get();
    if (all.isEmpty() || !now.equals(keyboard.meanings())) {
      keyboard.close();
      keyboard = new KeySettings(screen.keymap(), now);
      make();
    } else {
      find();
    }
    policy();
  }

  /**
   * Says whether the pane is on screen. Whenever it comes its files are read anew: they may have
   * been changed beside this window.
   */
  public void onScreen(boolean now) {
    if (now && !onScreen) {
      refresh();
    }
    onScreen = now;
  }

  private void make() {
    all.clear();
    fact("name", Texts.get("settings.workspace.name"), session.name());
    fact("root", Texts.get("settings.workspace.root"), session.root().toString());
    all.addAll(engine.all());
    all.add(
        new Setting(
            "policy",
            Section.POLICY,
            Texts.get("settings.policy.file"),
            Texts.get("settings.policy.file-help"),
            new Fact(policy)));
    all.addAll(user.all());
    all.addAll(keyboard.all());
    all.add(
        new Setting(
            "reset-layout",
            Section.DATA,
            Texts.get("settings.data.layout"),
            Texts.get("settings.data.layout-help"),
            new Act(Texts.get("settings.data.reset-layout"), resetLayout)));
    about();
    all.sort(java.util.Comparator.comparing(Setting::section));
    find();
  }

  private void fact(String id, String name, String value) {
    all.add(
        new Setting(id, Section.WORKSPACE, name, "", new Fact(new SimpleStringProperty(value))));
  }

  private void policy() {
    screen
        .work()
        .run(
            () -> session.files(),
            files -> {
              file.take(files);
              policy.set(
                  files.policy().isBlank() ? Texts.get("settings.policy.none") : files.policy());
              List<FileProblem> found = new ArrayList<>(FileProblem.ofYaml(files.policy()));
              found.addAll(FileProblem.ofToml(files.config(), session.config().problems()));
              problems.setAll(found);
            },
            problem -> problems.setAll(List.of(new FileProblem(0, problem.what()))));
  }

  private void about() {
    String version = SettingsViewModel.class.getPackage().getImplementationVersion();
    about("version", Texts.get("settings.about.version"), Formats.orNone(version));
    about("java", Texts.get("settings.about.java"), String.valueOf(Runtime.version()));
    about(
        "javafx",
        Texts.get("settings.about.javafx"),
        System.getProperty("javafx.runtime.version", Formats.NONE));
    about("system", Texts.get("settings.about.system"), System.getProperty("os.name", ""));
  }

  private void about(String id, String name, String value) {
    all.add(new Setting(id, Section.ABOUT, name, "", new Fact(new SimpleStringProperty(value))));
  }

  /** Whether the search decides what is shown. */
  public boolean searching() {
    return !search.get().isBlank();
  }

  private void look() {
    pointed.set("");
    find();
  }

  private void find() {
    String[] words = search.get().strip().toLowerCase(Locale.ROOT).split("\\s+");
    List<Setting> found =
        all.stream()
            .filter(each -> searching() ? matches(each, words) : each.section() == section.get())
            .toList();
    shown.setAll(found);
    nOfM.set(
        !engine.known()
            ? ""
            : Texts.get(
                "console.filter.n-of-m", Formats.count(found.size()), Formats.count(all.size())));
  }

  private static boolean matches(Setting setting, String[] words) {
    String text =
        (setting.name() + " " + setting.help() + " " + sectionName(setting.section()))
            .toLowerCase(Locale.ROOT);
    return List.of(words).stream().allMatch(text::contains);
  }

  /** What a section is called. */
  public static String sectionName(Section section) {
    return switch (section) {
      case WORKSPACE -> Texts.get("settings.section.workspace");
      case WATCHER -> Texts.get("settings.section.watcher");
      case QUEUE -> Texts.get("settings.section.queue");
      case REGISTRY -> Texts.get("settings.section.registry");
      case POLICY -> Texts.get("settings.section.policy");
      case APPEARANCE -> Texts.get("settings.section.appearance");
      case KEYBOARD -> Texts.get("settings.section.keyboard");
      case NOTIFICATIONS -> Texts.get("settings.section.notifications");
      case LANGUAGE -> Texts.get("settings.section.language");
      case DATA -> Texts.get("settings.section.data");
      case ABOUT -> Texts.get("settings.section.about");
    };
  }

  /**
   * A word on top of a section whose rows change the engine, empty for others; over what was found
   * in several sections only why none of them can be changed.
   */
  public String note() {
    if (searching()) {
      return shown.stream().map(Setting::section).anyMatch(ENGINE::contains) ? engine.whyNot() : "";
    }
    if (section.get() == Section.POLICY) {
      return Texts.get("settings.note.policy");
    }
    if (!ENGINE.contains(section.get())) {
      return "";
    }
    return engine.whyNot().isEmpty() ? Texts.get("settings.note.file") : engine.whyNot();
  }

  /** Shows the row, alone. */
  public void open(Setting setting) {
    search.set("");
    section.set(setting.section());
    search.set(setting.name());
  }

  /** Shows the section with the row marked, until another section or something else is sought. */
  public void point(Section of, String id) {
    search.set("");
    section.set(of);
    pointed.set(""); // who followed the link once more is led there once more
    pointed.set(id);
  }

  /** Id of the row that is pointed at; empty for none. */
  public ReadOnlyStringProperty pointedProperty() {
    return pointed.getReadOnlyProperty();
  }

  /**
   * Opens the file that holds what the section is about.
   *
   * @param open hands a file to the system's program
   */
  public Command openFile(SystemFiles.Act open) {
    return file.command(open);
  }

  /** Every row. */
  public List<Setting> all() {
    return all;
  }

  /** The rows of the section, or, while something is searched, those found. */
  public ObservableList<Setting> shown() {
    return shown;
  }

  /** What is searched; empty shows one section. */
  public StringProperty searchProperty() {
    return search;
  }

  /** The section that is shown. */
  public ObjectProperty<Section> sectionProperty() {
    return section;
  }

  /** What is wrong in the policy and the settings file, by line. */
  public ObservableList<FileProblem> problems() {
    return problems;
  }

  /** Why the settings of the engine were not read or not changed, null for none. */
  public ObjectProperty<@Nullable Problem> problemProperty() {
    return engine.problemProperty();
  }

  /** What stands where no row is: nothing was found, or the file is not read yet, or was not. */
  public String emptyText() {
    if (searching()) {
      return Texts.get("settings.empty", search.get());
    }
    return Texts.get(
        problemProperty().get() == null ? "settings.reading" : "console.table.not-read");
  }

  /** Of when the rows are, while the file could not be read anew; null while they are as it is. */
  public ReadOnlyObjectProperty<@Nullable Instant> staleSinceProperty() {
    return engine.staleSinceProperty();
  }

  /** Whether the file could not be read the last time. */
  public ReadOnlyBooleanProperty unreadProperty() {
    return engine.unreadProperty();
  }

  /** "3 of 41"; empty as long as those of the engine have not been read. */
  public ObservableValue<String> nOfM() {
    return nOfM.getReadOnlyProperty();
  }

  /** What the panes share. */
  public Screen screen() {
    return screen;
  }

  /** What was chosen goes on without these rows. */
  @Override
  public void close() {
    user.close();
    keyboard.close();
  }
}
