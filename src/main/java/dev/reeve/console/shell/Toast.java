package dev.reeve.console.shell;

import dev.reeve.console.fx.Notices;
import dev.reeve.console.fx.Notices.Notice;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.fx.WhileShown;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** The notice at the bottom right: its words, at most two buttons, and how many more there are. */
final class Toast {
  private final HBox box;
  private final Label text;
  private final Button more;
  private final List<Button> buttons;
  private final Notices notices;
  private final ReadOnlyBooleanProperty listed;

  /**
   * @param more says how many more there are and shows the list
   * @param buttons the places for a notice's own buttons
   * @param listed whether all that was said is on show, this among it
   */
  Toast(
      HBox box,
      Label text,
      Button more,
      List<Button> buttons,
      Notices notices,
      ReadOnlyBooleanProperty listed) {
    this.box = box;
    this.text = text;
    this.more = more;
    this.buttons = buttons;
    this.notices = notices;
    this.listed = listed;
    WhileShown.listen(box, this::follow);
    for (int i = 0; i < buttons.size(); i++) {
      int button = i;
      buttons.get(i).setOnAction(event -> notices.press(button));
    }
  }

  /** Lets it be closed by a button, and by Esc while the keys are on it. */
  void closeBy(Button button) {
    button.setOnAction(event -> notices.close());
    box.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            notices.close();
            event.consume();
          }
        });
  }

  private Subscription follow() {
    notices.readProperty().bind(Bindings.or(box.hoverProperty(), box.focusWithinProperty()));
    return notices
        .currentProperty()
        .subscribe(this::show)
        .and(listed.subscribe(() -> show(notices.currentProperty().get())))
        .and(notices.foldedProperty().subscribe(n -> fold(n.intValue())))
        .and(notices.readProperty()::unbind);
  }

  private void show(@Nullable Notice notice) {
    box.setVisible(notice != null && !listed.get());
    if (notice == null) {
      return;
    }
    text.setText(notice.text());
    box.setAccessibleText(notice.text());
    for (int i = 0; i < buttons.size(); i++) {
      Button button = buttons.get(i);
      boolean used = i < notice.actions().size();
      button.setVisible(used);
      button.setManaged(used);
      button.setText(used ? notice.actions().get(i).text() : "");
    }
  }

  private void fold(int hidden) {
    more.setVisible(hidden > 0);
    more.setManaged(hidden > 0);
    more.setText(Texts.get("shell.toast.more", hidden));
  }
}
