package dev.reeve.console.settings;

import dev.reeve.console.fx.Keymap;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.settings.Setting.Flag;
import dev.reeve.console.settings.Setting.Key;
import dev.reeve.console.settings.Setting.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;

/** The Keyboard section: every key, what it is for, and what else has it. Screen thread. */
final class KeySettings implements AutoCloseable {
  private final Keymap keymap;
  private final List<KeyMeaning> meanings;
  private final List<Setting> all;
  private Subscription followed = Subscription.EMPTY;

  KeySettings(Keymap keymap, List<KeyMeaning> meanings) {
    this.keymap = keymap;
    this.meanings = meanings;
    this.all = make();
  }

  private List<Setting> make() {
    List<Setting> all = new ArrayList<>();
    all.add(
        new Setting(
            "letters",
            Section.KEYBOARD,
            Texts.get("settings.keyboard.letters"),
            Texts.get("settings.keyboard.letters-help"),
            new Flag(keymap.lettersProperty(), true)));
    for (KeyMeaning meaning : meanings) {
      all.add(
          new Setting(
              "key-" + meaning.usual(),
              Section.KEYBOARD,
              String.join(", ", meaning.names()),
              meaning.panes().isEmpty()
                  ? Texts.get("settings.keyboard.everywhere")
                  : String.join(", ", meaning.panes()),
              new Key(value(meaning.usual()), meaning.usual(), conflict(meaning))));
    }
    return all;
  }

  /** Follows the map of keys both ways; the usual key is not kept as a choice. */
  private Property<String> value(String usual) {
    Property<String> value = new SimpleStringProperty(keymap.chosen().getOrDefault(usual, usual));
    value.addListener(
        (observable, was, is) -> {
          if (is.equals(usual)) {
            keymap.chosen().remove(usual);
          } else {
            keymap.chosen().put(usual, is);
          }
        });
    followed =
        followed.and(
            keymap
                .chosen()
                .subscribe(() -> value.setValue(keymap.chosen().getOrDefault(usual, usual))));
    return value;
  }

  private ObservableValue<String> conflict(KeyMeaning mine) {
    return Bindings.createStringBinding(
        () -> {
          String key = keymap.key(mine.usual());
          String others =
              meanings.stream()
                  .filter(other -> !other.equals(mine) && !key.isEmpty() && mine.meets(other))
                  .filter(other -> keymap.key(other.usual()).equals(key))
                  .flatMap(other -> other.names().stream())
                  .collect(Collectors.joining(", "));
          return others.isEmpty() ? "" : Texts.get("settings.keyboard.conflict", others);
        },
        keymap.chosen(),
        keymap.lettersProperty());
  }

  /** Every row, as chosen now. */
  List<Setting> all() {
    return all;
  }

  /** What these rows are of. */
  List<KeyMeaning> meanings() {
    return meanings;
  }

  /** What was chosen goes on without these rows. */
  @Override
  public void close() {
    followed.unsubscribe();
  }
}
