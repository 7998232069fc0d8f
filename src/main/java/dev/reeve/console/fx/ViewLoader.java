package dev.reeve.console.fx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/** Loads FXML files with controllers that were made by their real constructors. Screen thread. */
public final class ViewLoader {
  private static final String FOLDER = "/dev/reeve/console/fxml/";

  private ViewLoader() {}

  /**
   * Loads a view.
   *
   * @param file name under {@code fxml/}
   * @param controllers one for each {@code fx:controller} the file and its includes name
   * @throws IllegalStateException when the file is missing or names another controller
   */
  public static Parent load(String file, Object... controllers) {
    FXMLLoader loader = new FXMLLoader(url(file), Texts.bundle());
    loader.setControllerFactory(type -> find(type, List.of(controllers), file));
    return (Parent) load(loader);
  }

  /** Loads a file whose root is the given control itself. */
  static void loadInto(Object control, String file) {
    FXMLLoader loader = new FXMLLoader(url(file), Texts.bundle());
    loader.setRoot(control);
    loader.setController(control);
    Object _ = load(loader);
  }

  private static Object load(FXMLLoader loader) {
    try {
      return loader.load();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URL url(String file) {
    URL url = ViewLoader.class.getResource(FOLDER + file);
    if (url == null) {
      throw new IllegalStateException("There is no view " + file);
    }
    return url;
  }

  private static Object find(Class<?> type, List<Object> controllers, String file) {
    return controllers.stream()
        .filter(type::isInstance)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(file + " asks for a " + type.getName()));
  }
}
