package dev.reeve.console.fx;

import dev.reeve.console.ConsoleOptions.Look;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** How the console looks to this user; every change takes effect at once. Screen thread. */
public final class Appearance {
  /** The scale of text from which on panes are arranged for large text. */
  public static final double LARGE = 1.5;

  /** Height of the rows of a table, in relation to the text. */
  public enum Density {
    COMPACT,
    NORMAL,
    COMFORTABLE;

    /** The style class on a window's root. */
    public String styleClass() {
      return "density-" + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** What closing the window does while something goes on. */
  public enum Closing {
    ASK,
    TRAY,
    QUIT
  }

  /** Minutes after which the oldest waiting job is drawn as late, unless somebody chose others. */
  public static final int OLDEST_MINUTES = 5;

  private final ObjectProperty<Integer> oldestMinutes = new SimpleObjectProperty<>(OLDEST_MINUTES);
  private final ObjectProperty<Look> look = new SimpleObjectProperty<>(Look.SYSTEM);
  private final BooleanProperty systemDark = new SimpleBooleanProperty();
  private final ObjectProperty<Density> density = new SimpleObjectProperty<>(Density.NORMAL);
  private final ObjectProperty<Closing> closing = new SimpleObjectProperty<>(Closing.ASK);
  private final StringProperty language = new SimpleStringProperty("");
  private final DoubleProperty textScale;
  private final BooleanBinding dark =
      Bindings.createBooleanBinding(
          () -> look.get() == Look.SYSTEM ? systemDark.get() : look.get() == Look.DARK,
          look,
          systemDark);

  /**
   * @param textScale text size in relation to 13 px
   */
  public Appearance(DoubleProperty textScale) {
    this.textScale = textScale;
  }

  /** Light, dark, or as the system asks. */
  public ObjectProperty<Look> lookProperty() {
    return look;
  }

  /** What the system asks for; told by the window's owner. */
  public BooleanProperty systemDarkProperty() {
    return systemDark;
  }

  /** Whether windows are dark now. */
  public BooleanBinding dark() {
    return dark;
  }

  /** Chooses the other one of light and dark. */
  public void switchLook() {
    look.set(dark.get() ? Look.LIGHT : Look.DARK);
  }

  /** Height of rows. */
  public ObjectProperty<Density> densityProperty() {
    return density;
  }

  /** Minutes after which the oldest waiting job is drawn as late. */
  public ObjectProperty<Integer> oldestMinutesProperty() {
    return oldestMinutes;
  }

  /** What closing the window does while something goes on. */
  public ObjectProperty<Closing> closingProperty() {
    return closing;
  }

  /** ISO code of the language, empty for the system's; it holds from the next start. */
  public StringProperty languageProperty() {
    return language;
  }

  /** Text size in relation to 13 px. */
  public DoubleProperty textScaleProperty() {
    return textScale;
  }
}
