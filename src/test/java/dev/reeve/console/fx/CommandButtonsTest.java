package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.Headless;
import dev.reeve.engine.testing.SettableClock;
import javafx.beans.property.SimpleStringProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.MenuButton;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a button says of its command, to the eye and to a screen reader. */
final class CommandButtonsTest {
  private final SimpleStringProperty whyNot = new SimpleStringProperty("Select a failure above.");
  private final Command command = Command.of("One first", "R", whyNot, () -> {});
  private final CommandButtons buttons =
      new CommandButtons(new Notices(new Ticker(new SettableClock())));

  @BeforeEach
  void start() {
    Headless.start();
  }

  private static boolean looksAvailable(ButtonBase button) {
    return !button.getPseudoClassStates().contains(PseudoClass.getPseudoClass("unavailable"));
  }

  @Test
  @DisplayName("What a hint tells stands with the key in the tooltip, and a screen reader has it")
  void hint() {
    Headless.run(
        () -> {
          Button button = new Button();
          buttons.join(button, command, "The others follow.");
          assertEquals("Select a failure above.", button.getTooltip().getText());
          assertEquals("Select a failure above.", button.getAccessibleHelp());
          whyNot.set("");
          assertEquals("The others follow. (R)", button.getTooltip().getText());
          assertEquals("The others follow.", button.getAccessibleHelp());
        });
  }

  @Test
  @DisplayName("A button with a menu is named by its command and says why that cannot run")
  void menu() {
    Headless.run(
        () -> {
          MenuButton button = new MenuButton();
          buttons.menu(button, command);
          assertEquals("One first", button.getAccessibleText());
          assertEquals("Select a failure above.", button.getAccessibleHelp());
          assertFalse(looksAvailable(button));
          whyNot.set("");
          assertEquals("", button.getAccessibleHelp());
          assertTrue(looksAvailable(button));
        });
  }
}
