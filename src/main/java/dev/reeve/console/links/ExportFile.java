package dev.reeve.console.links;

import dev.reeve.console.fx.Texts;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;

/** Asks where decisions are written, and by the ending as what. */
final class ExportFile {
  private ExportFile() {}

  /**
   * Asks; empty when it was given up.
   *
   * @param beside what is in the window that asks
   */
  static Optional<Path> choose(Node beside, String name) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Texts.get("links.export.title"));
    chooser.setInitialFileName(name);
    chooser
        .getExtensionFilters()
        .setAll(
            new ExtensionFilter("Markdown", "*.md"),
            new ExtensionFilter("CSV", "*.csv"),
            new ExtensionFilter("JSON", "*.json"));
    return Optional.ofNullable(chooser.showSaveDialog(beside.getScene().getWindow()))
        .map(File::toPath);
  }
}
