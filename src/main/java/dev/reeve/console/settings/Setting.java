package dev.reeve.console.settings;

import java.util.Map;
import javafx.beans.property.Property;
import javafx.beans.value.ObservableValue;

/**
 * One row of the Settings pane.
 *
 * @param id stable name, for tests and the palette
 * @param name what it is called
 * @param help a sentence on what it does, may be empty
 * @param control how it is shown and changed; but for {@link Edit} a change takes effect at once
 */
public record Setting(String id, Section section, String name, String help, Control control) {
  /** Parts of the pane, in their order. */
  public enum Section {
    WORKSPACE,
    WATCHER,
    QUEUE,
    REGISTRY,
    POLICY,
    APPEARANCE,
    KEYBOARD,
    NOTIFICATIONS,
    LANGUAGE,
    DATA,
    ABOUT
  }

  /** How a setting is shown and changed. */
  public sealed interface Control {}

  /** Something to read only. */
  public record Fact(ObservableValue<String> value) implements Control {}

  /**
   * A switch.
   *
   * @param usual its value when nobody has touched it
   */
  public record Flag(Property<Boolean> value, boolean usual) implements Control {}

  /**
   * One of several.
   *
   * @param options label by value, in their order
   * @param usual its value when nobody has touched it
   */
  public record Choice(Property<String> value, Map<String, String> options, String usual)
      implements Control {}

  /**
   * A whole number.
   *
   * @param usual its value when nobody has touched it
   */
  public record Whole(Property<Integer> value, int least, int most, int usual) implements Control {}

  /**
   * A key.
   *
   * @param value the key in use, empty for none
   * @param usual the key it comes with
   * @param conflict what else has the same key, empty for nothing
   */
  public record Key(Property<String> value, String usual, ObservableValue<String> conflict)
      implements Control {}

  /** One that changes what the engine does: shown before and after, then saved. */
  public record Edit(EngineSetting setting) implements Control {}

  /**
   * Something to do.
   *
   * @param verb text of its button
   */
  public record Act(String verb, Runnable run) implements Control {}
}
