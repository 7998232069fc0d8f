package dev.reeve.console.settings;

import dev.reeve.console.ConsoleOptions.Look;
import dev.reeve.console.fx.Appearance;
import dev.reeve.console.fx.Appearance.Closing;
import dev.reeve.console.fx.Appearance.Density;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.settings.Setting.Choice;
import dev.reeve.console.settings.Setting.Flag;
import dev.reeve.console.settings.Setting.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;

/**
 * What a user chooses for every workspace: looks, language, notices, what counts as old. Takes
 * effect at once. Screen thread.
 */
final class UserSettings {
  private static final int LONGEST_MINUTES = 1_440;
  private static final int NORMAL_TEXT = 13;
  private static final int LARGEST_TEXT = 26;
  private static final int SMALLEST_TEXT = 11;

  private final Screen screen;
  private final List<Setting> all = new ArrayList<>();

  UserSettings(Screen screen) {
    this.screen = screen;
    queue();
    appearance();
    notices();
    closing();
    language();
  }

  /** Every row, as chosen now. */
  List<Setting> all() {
    return all;
  }

  private void queue() {
    all.add(
        new Setting(
            "oldest",
            Section.QUEUE,
            Texts.get("settings.queue.oldest"),
            Texts.get("settings.queue.oldest-help"),
            new Setting.Whole(
                screen.appearance().oldestMinutesProperty(),
                1,
                LONGEST_MINUTES,
                Appearance.OLDEST_MINUTES)));
  }

  private void notices() {
    all.add(
        new Setting(
            "toasts",
            Section.NOTIFICATIONS,
            Texts.get("settings.notices.toasts"),
            Texts.get("settings.notices.toasts-help"),
            new Flag(screen.notices().shownProperty(), true)));
    all.add(
        new Setting(
            "outside",
            Section.NOTIFICATIONS,
            Texts.get("settings.notices.outside"),
            Texts.get("settings.notices.outside-help"),
            new Flag(screen.notices().outsideProperty(), true)));
  }

  private void closing() {
    Map<String, String> ways = new LinkedHashMap<>();
    ways.put(Closing.ASK.name(), Texts.get("settings.closing.ask"));
    ways.put(Closing.TRAY.name(), Texts.get("closing.action.tray"));
    ways.put(Closing.QUIT.name(), Texts.get("closing.action.quit"));
    all.add(
        new Setting(
            "closing",
            Section.NOTIFICATIONS,
            Texts.get("settings.closing"),
            Texts.get("settings.closing-help"),
            new Choice(
                names(screen.appearance().closingProperty(), Closing.class),
                ways,
                Closing.ASK.name())));
  }

  private void appearance() {
    Appearance looks = screen.appearance();
    Map<String, String> themes = new LinkedHashMap<>();
    themes.put(Look.SYSTEM.name(), Texts.get("settings.theme.system"));
    themes.put(Look.LIGHT.name(), Texts.get("settings.theme.light"));
    themes.put(Look.DARK.name(), Texts.get("settings.theme.dark"));
    all.add(
        new Setting(
            "theme",
            Section.APPEARANCE,
            Texts.get("settings.theme"),
            Texts.get("settings.theme-help"),
            new Choice(names(looks.lookProperty(), Look.class), themes, Look.SYSTEM.name())));
    Map<String, String> densities = new LinkedHashMap<>();
    densities.put(Density.COMPACT.name(), Texts.get("settings.density.compact"));
    densities.put(Density.NORMAL.name(), Texts.get("settings.density.normal"));
    densities.put(Density.COMFORTABLE.name(), Texts.get("settings.density.comfortable"));
    all.add(
        new Setting(
            "density",
            Section.APPEARANCE,
            Texts.get("settings.density"),
            Texts.get("settings.density-help"),
            new Choice(
                names(looks.densityProperty(), Density.class), densities, Density.NORMAL.name())));
    all.add(
        new Setting(
            "text-size",
            Section.APPEARANCE,
            Texts.get("settings.text-size"),
            Texts.get("settings.text-size-help"),
            new Setting.Whole(textSize(looks), SMALLEST_TEXT, LARGEST_TEXT, NORMAL_TEXT)));
  }

  private static Property<Integer> textSize(Appearance looks) {
    Property<Integer> size =
        new SimpleObjectProperty<>((int) Math.round(looks.textScaleProperty().get() * NORMAL_TEXT));
    size.addListener(
        (observable, was, is) -> looks.textScaleProperty().set(is / (double) NORMAL_TEXT));
    return size;
  }

  /** The names of an enum's constants in place of the constants, both ways. */
  private static <E extends Enum<E>> Property<String> names(Property<E> property, Class<E> type) {
    Property<String> name = new SimpleStringProperty(property.getValue().name());
    name.addListener((observable, was, is) -> property.setValue(Enum.valueOf(type, is)));
    property.addListener((observable, was, is) -> name.setValue(is.name()));
    return name;
  }

  private void language() {
    Map<String, String> languages = new LinkedHashMap<>();
    languages.put("", Texts.get("settings.language.system"));
    languages.put(Locale.ENGLISH.getLanguage(), "English");
    languages.put(Locale.GERMAN.getLanguage(), "Deutsch");
    all.add(
        new Setting(
            "language",
            Section.LANGUAGE,
            Texts.get("settings.language"),
            Texts.get("settings.language-help"),
            new Choice(screen.appearance().languageProperty(), languages, "")));
  }
}
