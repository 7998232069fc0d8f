package dev.reeve.console.fx;

import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;
import javafx.scene.Node;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * Which keys a person uses for what. A key means the same in every pane, so a meaning is named by
 * the key it comes with ({@code R}), and may be given another one ({@code Ctrl+R}) or none. Single
 * letters can be switched off together. Screen thread. Source: {@code docs/guide/console.md}.
 */
public final class Keymap {
  private static final Map<String, String> SYMBOLS =
      Map.of("Comma", ",", "Period", ".", "Slash", "/", "Quote", "'");
  private static final List<String> MODIFIERS = List.of("Ctrl", "Alt", "Shift", "Meta");

  private final ObservableMap<String, String> chosen = FXCollections.observableHashMap();
  private final BooleanProperty letters = new SimpleBooleanProperty(true);

  /** Makes it known to everything that is ever put under the root of a window. */
  public void rule(Node root) {
    root.getProperties().put(Keymap.class, this);
  }

  /** The one that rules the node's window; one without any choices before it is in a window. */
  public static Keymap of(Node node) {
    Object found =
        node.getScene() == null
            ? null
            : node.getScene().getRoot().getProperties().get(Keymap.class);
    return found instanceof Keymap keymap ? keymap : new Keymap();
  }

  /** The key in use for a meaning, empty when it has none now. */
  public String key(String usual) {
    String now = chosen.getOrDefault(usual, usual);
    return !letters.get() && letter(now) ? "" : now;
  }

  /** Whether the event is the key in use for a meaning. */
  public boolean matches(String usual, KeyEvent event) {
    String key = key(usual);
    return !key.isEmpty() && KeyCombination.keyCombination(key).match(event);
  }

  /** How a key reads: {@code Ctrl+,}. */
  public static String shown(String key) {
    int last = key.lastIndexOf('+') + 1;
    return key.substring(0, last) + SYMBOLS.getOrDefault(key.substring(last), key.substring(last));
  }

  /** Whether the key is a letter, alone or with Shift; those work in tables only. */
  public static boolean letter(String key) {
    String bare = key.startsWith("Shift+") ? key.substring("Shift+".length()) : key;
    return bare.length() == 1 && Character.isLetter(bare.charAt(0));
  }

  /**
   * Whether the text names a key that can be pressed and types nothing: Ctrl+Alt types characters
   * on many layouts, so those are refused.
   */
  public static boolean possible(String key) {
    String[] parts = key.split("\\+", -1);
    List<String> modifiers = List.of(parts).subList(0, parts.length - 1);
    if (!MODIFIERS.containsAll(modifiers)
        || MODIFIERS.contains(parts[parts.length - 1])
        || (modifiers.contains("Ctrl") && modifiers.contains("Alt"))) {
      return false;
    }
    try {
      return !key.isBlank() && KeyCombination.keyCombination(key) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * What was chosen, by the usual key; an empty value is none. Changing it takes effect at once.
   */
  public ObservableMap<String, String> chosen() {
    return chosen;
  }

  /** Whether single letters are keys at all. */
  public BooleanProperty lettersProperty() {
    return letters;
  }
}
