package dev.reeve.console.fx;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
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
  private static final PseudoClass UNAVAILABLE = PseudoClass.getPseudoClass("unavailable");
  private final Notices notices;

  public CommandButtons(Notices notices) {
    this.notices = notices;
  }

  /** Joins a button. */
  public void join(ButtonBase button, Command command) {
    join(button, command, new SimpleStringProperty(""));
  }

  /**
   * Joins a button that can be pressed while something is still missing, and then asks for that.
   *
   * @param missing what that is, in a sentence; until it is empty the button looks as if it could
   *     not be pressed
   */
  public void join(ButtonBase button, Command command, ObservableValue<String> missing) {
    button.textProperty().bind(command.text());
    Tooltip tooltip = new Tooltip();
    button.setTooltip(tooltip);
    Runnable look =
        () -> {
          String never = command.whyNot().getValue();
          String why = never.isEmpty() ? missing.getValue() : never;
          String inUse = Keymap.shown(Keymap.of(button).key(command.key()));
          String key = inUse.isEmpty() ? "" : " (" + inUse + ")";
          button.pseudoClassStateChanged(UNAVAILABLE, !why.isEmpty());
          tooltip.setText(why.isEmpty() ? command.text().getValue() + key : why);
          button.setAccessibleHelp(why);
        };
    command.whyNot().addListener((observable, was, is) -> look.run());
    command.text().addListener((observable, was, is) -> look.run());
    missing.addListener((observable, was, is) -> look.run());
    tooltip.setOnShowing(event -> look.run());
    look.run();
    button.setOnAction(event -> act(command));
    Commands.note(button.getProperties(), command);
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
