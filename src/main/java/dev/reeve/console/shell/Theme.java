package dev.reeve.console.shell;

import atlantafx.base.theme.PrimerLight;
import dev.reeve.console.fx.Appearance;
import dev.reeve.console.fx.Appearance.Density;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/**
 * Light and dark: one user-agent theme, one set of style sheets, and one of two sheets of tokens.
 * Screen thread. Source: {@code docs/decisions/005-theme.md}.
 */
public final class Theme {
  private static final String FOLDER = "/dev/reeve/console/styles/";
  private static final List<String> SHEETS =
      List.of(
          "base.css",
          "controls.css",
          "tables.css",
          "badges.css",
          "shell.css",
          "drawer.css",
          "dialogs.css",
          "approval.css",
          "evidence.css",
          "links.css",
          "palette.css",
          "settings.css",
          "welcome.css",
          "sample.css");

  private static final String BASE = "-rv-base:";

  /** A system whose user needs more contrast than either theme has; only Windows says so. */
  private static final String SYSTEM_CONTRAST = "Windows.SPI.HighContrast";

  private static final List<String> SANS =
      List.of("Segoe UI", "SF Pro Text", "Helvetica Neue", "Noto Sans", "Ubuntu", "DejaVu Sans");
  private static final List<String> MONO =
      List.of("Cascadia Mono", "Consolas", "Menlo", "DejaVu Sans Mono");

  private Theme() {}

  /** Sets the user-agent theme of the whole program; once, before the first window. */
  public static void install() {
    Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
  }

  /**
   * Dresses a scene, anew when the theme changes.
   *
   * @param textScale text size in relation to 13 px
   */
  public static void apply(Scene scene, boolean dark, double textScale) {
    List<String> sheets = new ArrayList<>();
    sheets.add(tokens(dark));
    SHEETS.stream().map(Theme::url).forEach(sheets::add);
    sheets.add(fixedWidth());
    scene.getStylesheets().setAll(sheets); // not the root's, which every new node would look up
    scene
        .getRoot()
        .setStyle(
            "-fx-font-size: %.2fpx; -fx-font-family: \"%s\";"
                .formatted(13 * textScale, first(SANS, "System")));
  }

  /** Dresses a scene as this user likes it; once more after every change. */
  public static void apply(Scene scene, Appearance appearance) {
    apply(scene, appearance.dark().get(), appearance.textScaleProperty().get());
    for (Density each : Density.values()) {
      scene.getRoot().getStyleClass().remove(each.styleClass());
    }
    scene.getRoot().getStyleClass().add(appearance.densityProperty().get().styleClass());
  }

  /** Address of the sheet that says what the names of colours stand for. */
  public static String tokens(boolean dark) {
    if (Boolean.TRUE.equals(Platform.getPreferences().get(SYSTEM_CONTRAST))) {
      return url("tokens-contrast.css");
    }
    return url(dark ? "tokens-dark.css" : "tokens-light.css");
  }

  /** The colour behind everything, as the tokens say; it needs no style sheet to be understood. */
  public static Color background(boolean dark) {
    try (InputStream sheet = URI.create(tokens(dark)).toURL().openStream()) {
      String text = new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
      int at = text.indexOf(BASE) + BASE.length();
      return Color.web(text.substring(at, text.indexOf(';', at)).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the system asks for dark windows. */
  public static ObservableValue<Boolean> systemDark() {
    return Platform.getPreferences()
        .colorSchemeProperty()
        .map(scheme -> scheme == ColorScheme.DARK);
  }

  /**
   * A sheet with the fixed-width face of this system; style sheets take no list to fall back on.
   */
  private static String fixedWidth() {
    String css = ".mono { -fx-font-family: \"" + first(MONO, "Monospaced") + "\"; }";
    return "data:text/css;base64,"
        + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
  }

  private static String first(List<String> wanted, String fallback) {
    List<String> known = Font.getFamilies();
    return wanted.stream().filter(known::contains).findFirst().orElse(fallback);
  }

  private static String url(String sheet) {
    URL url = Theme.class.getResource(FOLDER + sheet);
    return Objects.requireNonNull(url, () -> "There is no style sheet " + sheet).toExternalForm();
  }
}
