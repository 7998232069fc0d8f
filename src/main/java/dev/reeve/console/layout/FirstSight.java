package dev.reeve.console.layout;

import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.OwnFiles;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javafx.geometry.Rectangle2D;
import org.slf4j.LoggerFactory;

/**
 * How the window looked when it was last closed: enough to show it at the next start before the
 * libraries that read everything else are loaded. It is a copy; {@link Memory} decides a moment
 * later. Immutable. Source: {@code docs/guide/console.md}.
 *
 * @param bounds in px
 * @param dark which theme it wore
 */
public record FirstSight(Rectangle2D bounds, boolean maximized, boolean dark) {
  private static final String NAME = "window.properties";

  /**
   * Reads it; nothing when there is none or it is damaged. Blocks shortly; any thread.
   *
   * @param folder the user's settings folder
   */
  public static Optional<FirstSight> read(Path folder) {
    Properties told = new Properties();
    try {
      told.load(new StringReader(Files.readString(folder.resolve(NAME))));
      return Optional.of(
          new FirstSight(
              new Rectangle2D(
                  number(told, "x"),
                  number(told, "y"),
                  number(told, "width"),
                  number(told, "height")),
              Boolean.parseBoolean(told.getProperty("maximized")),
              Boolean.parseBoolean(told.getProperty("dark"))));
    } catch (IOException | IllegalArgumentException none) {
      return Optional.empty(); // the memory knows better, and says so if it is damaged
    }
  }

  private static double number(Properties told, String name) {
    double value = Double.parseDouble(told.getProperty(name, ""));
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " is no number of pixels");
    }
    return value;
  }

  /** The bounds, moved in where these screens do not show them. */
  public Rectangle2D on(List<Rectangle2D> screens) {
    return WindowPlace.fit(bounds, screens);
  }

  /** Keeps it for the next start; what cannot be written costs nothing else. Blocks shortly. */
  public void save(Path folder) {
    Properties told = new Properties();
    told.setProperty("x", String.valueOf(bounds.getMinX()));
    told.setProperty("y", String.valueOf(bounds.getMinY()));
    told.setProperty("width", String.valueOf(bounds.getWidth()));
    told.setProperty("height", String.valueOf(bounds.getHeight()));
    told.setProperty("maximized", String.valueOf(maximized));
    told.setProperty("dark", String.valueOf(dark));
    StringWriter text = new StringWriter();
    try {
      told.store(text, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a string does not fail
    }
    try {
      new OwnFiles(folder, new DiskFileLayer())
          .replace(folder.resolve(NAME), text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LoggerFactory.getLogger(FirstSight.class)
          .warn("How the window looks was not saved to {}: {}", folder, e.toString());
    }
  }
}
