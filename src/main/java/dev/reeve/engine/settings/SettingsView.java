package dev.reeve.engine.settings;

import dev.reeve.engine.workspace.ConfigKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a workspace as a person reads and changes them. Calls block; safe on any thread
 * but the JavaFX one. Source: {@code docs/reference/settings.md}.
 */
public interface SettingsView {
  /**
   * What the file says now, beside what holds.
   *
   * @throws dev.reeve.engine.workspace.EngineException {@code CONFIG_INVALID} when the file cannot
   *     be read
   */
  List<Value> values();

  /**
   * One setting.
   *
   * @param file what the file says, or what is usual where it says nothing
   * @param inForce what the engine goes by
   */
  record Value(ConfigKey<?> key, Object file, Object inForce) {
    /** Whether the file says something that holds only when the workspace is opened anew. */
    public boolean waits() {
      return !file.equals(inForce);
    }
  }

  /**
   * Writes one value; it is an execution, and can be undone as one.
   *
   * @param key name of the key, such as {@code watch.debounce_ms}
   * @param seen the value that the person saw
   * @param value the other one; null takes the key out, so that what is usual holds
   * @param operator signed-in account
   * @return id of the execution; empty when nothing was to be written
   * @throws dev.reeve.engine.workspace.EngineException {@code NOT_KEEPER} in a process that only
   *     observes; {@code SETTING_REFUSED} when it is no such setting or no such value; {@code
   *     SETTINGS_CHANGED} when somebody else changed it meanwhile; {@code SETTINGS_NOT_EDITABLE}
   *     when the file writes the key in a way that only a person can edit; what {@link
   *     dev.reeve.engine.change.SingleFileCommit#commit} says. Nothing was changed then
   */
  Optional<String> change(String key, Object seen, @Nullable Object value, String operator);
}
