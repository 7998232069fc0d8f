package dev.reeve.console.fx;

import javafx.beans.value.ObservableValue;

/**
 * Something a person can do: its verb, its key, why it cannot be done now, and the act. Screen
 * thread.
 *
 * @param text verb on the button; may change with the state
 * @param key such as {@code R}, {@code Shift+R} or {@code F8}; empty for none
 * @param whyNot a sentence while it cannot run, empty while it can
 * @param action the act
 */
public record Command(
    ObservableValue<String> text, String key, ObservableValue<String> whyNot, Runnable action) {
  /** A command whose verb stays the same. */
  public static Command of(
      String text, String key, ObservableValue<String> whyNot, Runnable action) {
    return new Command(new javafx.beans.property.SimpleStringProperty(text), key, whyNot, action);
  }

  /** Whether it can run now. */
  public boolean enabled() {
    return whyNot.getValue().isEmpty();
  }

  /** Runs it if it can run now. */
  public void run() {
    if (enabled()) {
      action.run();
    }
  }
}
