package dev.reeve.console.fx;

import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;

/**
 * Joins {@link Command}s with buttons, menu entries and keys. A button whose command cannot run
 * looks disabled but stays reachable, and says why: in its tooltip, to a screen reader, and as a
 * notice when it is pressed. Screen thread.
 */
public final class CommandButtons {
  private static final String LOOK = "reeve-looks-at-its-command";
  private static final PseudoClass UNAVAILABLE = PseudoClass.getPseudoClass("unavailable");
  private final Notices notices;

  public CommandButtons(Notices notices) {
    this.notices = notices;
  }

  /** Joins a button. */
  public void join(ButtonBase button, Command command) {
    join(button, command, "");
  }

  /**
   * Joins a button that can be pressed while something is still missing, and then asks for that.
   *
   * @param missing what that is, in a sentence; until it is empty the button looks as if it could
   *     not be pressed
   */
  public void join(ButtonBase button, Command command, ObservableValue<String> missing) {
    join(button, command, missing, "");
  }

  /**
   * Joins a button whose name does not tell all: while it can be pressed, what it does is said
   * where elsewhere stands why it cannot.
   *
   * @param hint what it does, in a sentence
   */
  public void join(ButtonBase button, Command command, String hint) {
    join(button, command, new SimpleStringProperty(""), hint);
  }

  private void join(
      ButtonBase button, Command command, ObservableValue<String> missing, String hint) {
    button.textProperty().bind(command.text());
    Tooltip tooltip = new Tooltip();
    button.setTooltip(tooltip);
    Runnable look =
        () -> {
          String never = command.whyNot().getValue();
          String why = never.isEmpty() ? missing.getValue() : never;
          String inUse = Keymap.shown(Keymap.of(button).key(command.key()));
          String key = inUse.isEmpty() ? "" : " (" + inUse + ")";
          available(button, why);
          tooltip.setText(
              !why.isEmpty() ? why : (hint.isEmpty() ? command.text().getValue() : hint) + key);
          button.setAccessibleHelp(why.isEmpty() ? hint : why);
        };
    for (ObservableValue<String> each : List.of(command.whyNot(), command.text(), missing)) {
      each.addListener((observable, was, is) -> look.run());
    }
    tooltip.setOnShowing(event -> look.run());
    button.getProperties().put(LOOK, look);
    look.run();
    button.setOnAction(event -> act(command));
    Commands.note(button.getProperties(), command);
  }

  /** What a joined button would say now to who points at it, with its key as that is now. */
  static String hint(ButtonBase button) {
    if (button.getProperties().get(LOOK) instanceof Runnable look) {
      look.run();
    }
    return button.getTooltip().getText();
  }

  /** Joins a button without words that opens a menu of one command. */
  public void menu(MenuButton button, Command command) {
    button.setAccessibleText(command.text().getValue());
    button.getItems().setAll(item(command));
    command
        .whyNot()
        .subscribe(
            why -> {
              available(button, why);
              button.setAccessibleHelp(why);
            });
  }

  private static void available(ButtonBase button, String whyNot) {
    button.pseudoClassStateChanged(UNAVAILABLE, !whyNot.isEmpty());
  }

  /** Whether a press of the button would do something, and not only say why nothing is done. */
  static boolean isAvailable(ButtonBase button) {
    return !button.isDisabled() && !button.getPseudoClassStates().contains(UNAVAILABLE);
  }

  /** A menu entry of the command. */
  public MenuItem item(Command command) {
    MenuItem item = new MenuItem();
    item.textProperty().bind(command.text());
    item.setDisable(!command.enabled());
    command.whyNot().addListener((observable, was, is) -> item.setDisable(!command.enabled()));
    item.setOnAction(event -> act(command));
    Commands.note(item.getProperties(), command);
    return item;
  }

  /** Runs the commands by their keys while the node, and no text field, has the focus. */
  public void keys(Node node, Command... commands) {
    for (Command command : commands) {
      Commands.note(node.getProperties(), command);
    }
    node.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getTarget() instanceof TextInputControl) {
            return;
          }
          for (Command command : commands) {
            if (Keymap.of(node).matches(command.key(), event)) {
              act(command);
              event.consume();
              return;
            }
          }
        });
  }

  /** Runs the command, or says why it cannot run now, for as long as that is why. */
  public void act(Command command) {
    if (command.enabled()) {
      command.run();
    } else {
      notices.sayWhile(command.whyNot());
    }
  }
}
