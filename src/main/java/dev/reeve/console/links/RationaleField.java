package dev.reeve.console.links;

import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Keymap;
import dev.reeve.console.fx.Texts;
import java.util.List;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;

/** The field for the reason of a decision, and those given lately beside it. Screen thread. */
final class RationaleField {
  private RationaleField() {}

  /**
   * Joins them with what is typed of the decision.
   *
   * @param recent a menu that is there while a reason was given lately
   * @param keys of the fields of the side
   */
  static void join(TextField field, MenuButton recent, LinksViewModel model, FieldKeys keys) {
    LinkDecisions decisions = model.decisions();
    field.textProperty().bindBidirectional(decisions.draft().rationaleProperty());
    decisions
        .recent()
        .subscribe(
            texts -> {
              recent.getItems().clear();
              for (int i = 0; i < texts.size(); i++) {
                recent.getItems().add(item(i + 1, texts.get(i), decisions));
              }
              recent.setVisible(!texts.isEmpty());
              recent.setManaged(!texts.isEmpty());
            });
    List<Command> repeats = model.commands().recent();
    field.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          for (Command command : repeats) {
            if (Keymap.of(field).matches(command.key(), event)) {
              command.run();
              keys.swallow();
              event.consume();
            }
          }
        });
    field.addEventFilter(
        KeyEvent.KEY_TYPED,
        event -> {
          if (field.getText().isEmpty() && event.getCharacter().equals("'")) {
            decisions.repeat(1);
            field.end();
            event.consume();
          }
        });
  }

  private static MenuItem item(int number, String text, LinkDecisions decisions) {
    MenuItem item = new MenuItem(Texts.get("links.rationale.recent-n", number, text));
    item.setMnemonicParsing(false);
    item.setOnAction(event -> decisions.repeat(number));
    return item;
  }
}
