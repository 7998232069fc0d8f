package dev.reeve.console.settings;

import dev.reeve.console.EngineSession.SettingsFiles;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.SystemFiles;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.settings.Setting.Section;
import java.nio.file.Path;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Opens the file that holds what the shown section is about, for whoever would rather write there
 * than press: the policy's in its section, else the settings'. Screen thread.
 */
final class SettingsFileCommand {
  private static final String CONFIG = "config.toml";
  private static final String POLICY = "policy.yaml";

  private final Path folder;
  private final Screen screen;
  private final ReadOnlyObjectProperty<Section> section;
  private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper whyNot = new ReadOnlyStringWrapper("");
  private @Nullable SettingsFiles files;

  /**
   * @param folder where the workspace keeps both
   */
  SettingsFileCommand(Path folder, Screen screen, ReadOnlyObjectProperty<Section> section) {
    this.folder = folder;
    this.screen = screen;
    this.section = section;
    section.subscribe(now -> look());
  }

  /** Takes what stands in the files now. */
  void take(SettingsFiles read) {
    files = read;
    look();
  }

  private boolean policy() {
    return section.get() == Section.POLICY;
  }

  private String name() {
    return policy() ? POLICY : CONFIG;
  }

  private void look() {
    text.set(Texts.get("settings.action.open", name()));
    whyNot.set(files == null ? Texts.get("settings.why-not.reading", name()) : missing(files));
  }

  private String missing(SettingsFiles read) {
    if (policy()) {
      return read.policy().isBlank() ? Texts.get("settings.why-not.no-policy", POLICY) : "";
    }
    return read.config().isBlank() ? Texts.get("settings.why-not.no-config", CONFIG) : "";
  }

  /**
   * The command.
   *
   * @param open hands a file to the system's program
   */
  Command command(SystemFiles.Act open) {
    return new Command(
        text.getReadOnlyProperty(), "O", whyNot.getReadOnlyProperty(), () -> run(open));
  }

  private void run(SystemFiles.Act open) {
    SystemFiles.run(
        screen,
        open,
        folder.resolve(name()),
        name(),
        problem -> screen.notices().say(problem.what()));
  }
}
