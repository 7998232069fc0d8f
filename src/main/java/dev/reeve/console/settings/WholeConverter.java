package dev.reeve.console.settings;

import dev.reeve.console.fx.Texts;
import javafx.beans.property.StringProperty;
import javafx.util.StringConverter;

/**
 * Reads what was typed as the number of a setting. What is no number of its range is refused: the
 * number in force stays, and the range is said. Screen thread.
 */
final class WholeConverter extends StringConverter<Integer> {
  private final Setting.Whole number;
  private final StringProperty refused;

  /**
   * @param refused is told why a text was refused, or nothing
   */
  WholeConverter(Setting.Whole number, StringProperty refused) {
    this.number = number;
    this.refused = refused;
  }

  @Override
  public String toString(Integer value) {
    return String.valueOf(value);
  }

  @Override
  public Integer fromString(String text) {
    String typed = text.strip();
    int inForce = number.value().getValue();
    boolean whole = typed.matches("\\d{1,6}");
    int value = whole ? Integer.parseInt(typed) : inForce;
    boolean taken = whole && value >= number.least() && value <= number.most();
    refused.set(
        taken
            ? ""
            : Texts.get("settings.number.refused", typed, number.least(), number.most(), inForce));
    return taken ? value : inForce;
  }
}
