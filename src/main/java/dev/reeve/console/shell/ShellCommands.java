package dev.reeve.console.shell;

import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Keymap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;
import javafx.util.Subscription;

/**
 * What the window itself can do, in every pane: each with its key on the scene. None of them is a
 * letter alone, which would fire while somebody types. Screen thread.
 */
final class ShellCommands {
  private final Keymap keymap;
  private final List<Command> all = new ArrayList<>();
  private final Map<String, Command> byKey = new LinkedHashMap<>();

  ShellCommands(Keymap keymap) {
    this.keymap = keymap;
  }

  /** Adds one; the first key is the one that is shown. */
  void add(String text, Runnable action, String... keys) {
    String shown = keys.length == 0 ? "" : keys[0];
    Command command = Command.of(text, shown, new SimpleStringProperty(""), action);
    all.add(command);
    for (String key : keys) {
      byKey.put(key, command);
    }
  }

  /** All of them, in the order they were added. */
  List<Command> all() {
    return all;
  }

  /** Each by every key it comes with. */
  Map<String, Command> usualKeys() {
    return byKey;
  }

  /**
   * Puts the keys on the scene, and anew whenever somebody chooses others, until the subscription
   * ends.
   */
  Subscription bind(Scene scene) {
    Map<KeyCombination, Runnable> mine = new LinkedHashMap<>();
    Runnable put =
        () -> {
          mine.keySet().forEach(scene.getAccelerators()::remove);
          mine.clear();
          byKey.forEach(
              (usual, command) -> {
                String key = keymap.key(usual);
                if (!key.isEmpty()) {
                  mine.put(KeyCombination.keyCombination(key), command::run);
                }
              });
          scene.getAccelerators().putAll(mine);
        };
    put.run();
    return keymap
        .chosen()
        .subscribe(put)
        .and(() -> mine.keySet().forEach(scene.getAccelerators()::remove));
  }
}
