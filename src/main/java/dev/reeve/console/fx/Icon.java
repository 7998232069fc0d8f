package dev.reeve.console.fx;

import org.jspecify.annotations.Nullable;

/**
 * The one outline icon set: Feather, and four shapes Feather lacks, drawn on the same 24-unit grid
 * (hand and hourglass after Lucide, ISC licence). Source: {@code docs/guide/console.md}.
 */
public enum Icon {
  HOURGLASS(
      "",
      "M5 22h14 M5 2h14 M17 22v-4.17a2 2 0 0 0-.59-1.42L12 12l-4.41 4.41A2 2 0 0 0 7 17.83V22 "
          + "M7 2v4.17a2 2 0 0 0 .59 1.42L12 12l4.41-4.41A2 2 0 0 0 17 6.17V2"),
  HAND(
      "",
      "M18 11V6a2 2 0 0 0-4 0 M14 10V4a2 2 0 0 0-4 0v2 M10 10.5V6a2 2 0 0 0-4 0v8 "
          + "M18 8a2 2 0 1 1 4 0v6a8 8 0 0 1-8 8h-2c-2.8 0-4.5-.86-5.99-2.34l-3.6-3.6"
          + "a2 2 0 0 1 2.83-2.82L7 15"),
  TRAY_CROSSED(
      "",
      "M9 2.5l6 6 M15 2.5l-6 6 M4.6 8L2 13v5a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2v-5l-2.6-5 "
          + "M22 13h-6l-2 3h-4l-2-3H2"),
  UNEQUAL("", "M5 9h14 M5 15h14 M18 4L6 20"),
  CIRCLE("fth-circle"),
  CHAIN("fth-link"),
  PAUSE("fth-pause"),
  PLAY("fth-play"),
  SKIP("fth-fast-forward"),
  SLASH("fth-slash"),
  ARC("fth-loader"),
  RETRY("fth-rotate-cw"),
  CLOCK("fth-clock"),
  CHECK("fth-check"),
  OCTAGON("fth-alert-octagon"),
  TRAY("fth-inbox"),
  NO_ENTRY("fth-minus-circle"),
  BACK("fth-corner-up-left"),
  QUESTION("fth-help-circle"),
  TRIANGLE("fth-alert-triangle"),
  EYE("fth-eye"),
  LIST("fth-list"),
  DATABASE("fth-database"),
  HISTORY("fth-activity"),
  SUN("fth-sun"),
  MOON("fth-moon"),
  SIDEBAR("fth-sidebar"),
  FOLDER("fth-folder"),
  LOCK("fth-lock"),
  SAVE("fth-save"),
  SEARCH("fth-search"),
  CLOSE("fth-x"),
  USER("fth-user"),
  ARCHIVE("fth-archive"),
  FILE_MOVED("fth-shuffle"),
  FILE_GONE("fth-file-minus"),
  COPY("fth-copy"),
  REFRESH("fth-refresh-cw"),
  TRASH("fth-trash-2"),
  SETTINGS("fth-settings");

  private final String glyph;
  private final @Nullable String shape;

  Icon(String glyph) {
    this.glyph = glyph;
    this.shape = null;
  }

  Icon(String glyph, String shape) {
    this.glyph = glyph;
    this.shape = shape;
  }

  /** Name of the Feather glyph, empty when the icon has a shape of its own. */
  String glyph() {
    return glyph;
  }

  /** Outline on a 24-unit grid, null when Feather has the icon. */
  @Nullable String shape() {
    return shape;
  }

  /**
   * A character for what a gate answered where words stand alone, with the space behind it; empty
   * for other icons.
   */
  public String sign() {
    return switch (this) {
      case CHECK -> "\u2713 ";
      case NO_ENTRY -> "\u2298 ";
      case HAND -> "! ";
      case USER -> "\u25cb ";
      default -> "";
    };
  }
}
