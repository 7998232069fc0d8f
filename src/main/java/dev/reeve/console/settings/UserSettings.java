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
import java.util.function.Function;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.util.Subscription;

/**
 * What a user chooses for every workspace: looks, language, notices, what counts as old. Takes
 * effect at once. Screen thread.
 */
final class UserSettings implements AutoCloseable {
  private static final int LONGEST_MINUTES = 1_440;
  private static final int NORMAL_TEXT = 13;
  private static final int LARGEST_TEXT = 26;
  private static final int SMALLEST_TEXT = 11;

  private final Screen screen;
  private final List<Setting> all = new ArrayList<>();
  private Subscription followed = Subscription.EMPTY;

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
    oneOf(
        "closing",
        Section.NOTIFICATIONS,
        Texts.get("settings.closing"),
        Texts.get("settings.closing-help"),
        screen.appearance().closingProperty(),
        Closing.ASK,
        way ->
            switch (way) {
              case ASK -> Texts.get("settings.closing.ask");
              case TRAY -> Texts.get("closing.action.tray");
              case QUIT -> Texts.get("closing.action.quit");
            });
  }

  private void appearance() {
    Appearance looks = screen.appearance();
    oneOf(
        "theme",
        Section.APPEARANCE,
        Texts.get("settings.theme"),
        Texts.get("settings.theme-help"),
        looks.lookProperty(),
        Look.SYSTEM,
        theme ->
            switch (theme) {
              case SYSTEM -> Texts.get("settings.theme.system");
              case LIGHT -> Texts.get("settings.theme.light");
              case DARK -> Texts.get("settings.theme.dark");
            });
    oneOf(
        "density",
        Section.APPEARANCE,
        Texts.get("settings.density"),
        Texts.get("settings.density-help"),
        looks.densityProperty(),
        Density.NORMAL,
        density ->
            switch (density) {
              case COMPACT -> Texts.get("settings.density.compact");
              case NORMAL -> Texts.get("settings.density.normal");
              case COMFORTABLE -> Texts.get("settings.density.comfortable");
            });
    all.add(
        new Setting(
            "text-size",
            Section.APPEARANCE,
            Texts.get("settings.text-size"),
            Texts.get("settings.text-size-help"),
            new Setting.Whole(textSize(looks), SMALLEST_TEXT, LARGEST_TEXT, NORMAL_TEXT)));
  }

  private Property<Integer> textSize(Appearance looks) {
    Property<Integer> size = new SimpleObjectProperty<>(pixels(looks));
    size.addListener(
        (observable, was, is) -> {
          if (is != pixels(looks)) {
            looks.textScaleProperty().set(is / (double) NORMAL_TEXT);
          }
        });
    follow(looks.textScaleProperty().subscribe((was, now) -> size.setValue(pixels(looks))));
    return size;
  }

  private static int pixels(Appearance looks) {
    return (int) Math.round(looks.textScaleProperty().get() * NORMAL_TEXT);
  }

  private void follow(Subscription one) {
    followed = followed.and(one);
  }

  /** A choice among the constants of an enum, in their order. */
  private <E extends Enum<E>> void oneOf(
      String id,
      Section section,
      String name,
      String help,
      Property<E> chosen,
      E usual,
      Function<E, String> words) {
    Class<E> type = usual.getDeclaringClass();
    Map<String, String> options = new LinkedHashMap<>();
    for (E each : type.getEnumConstants()) {
      options.put(each.name(), words.apply(each));
    }
    all.add(
        new Setting(
            id, section, name, help, new Choice(names(chosen, type), options, usual.name())));
  }

  /** The names of an enum's constants in place of the constants, both ways. */
  private <E extends Enum<E>> Property<String> names(Property<E> property, Class<E> type) {
    Property<String> name = new SimpleStringProperty(property.getValue().name());
    name.addListener((observable, was, is) -> property.setValue(Enum.valueOf(type, is)));
    follow(property.subscribe((was, is) -> name.setValue(is.name())));
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

  /** What was chosen goes on without these rows. */
  @Override
  public void close() {
    followed.unsubscribe();
  }
}
