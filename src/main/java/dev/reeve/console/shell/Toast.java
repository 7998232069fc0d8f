package dev.reeve.console.shell;

import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Icons;
import dev.reeve.console.fx.Nodes;
import dev.reeve.console.fx.Notices;
import dev.reeve.console.fx.Notices.Notice;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.fx.WhileShown;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The notice in a lower corner of a window: its words, at most two buttons, and how many more there
 * are. Screen thread. Source: {@code docs/guide/console.md}.
 */
public final class Toast extends HBox {
  private final Label text = new Label();
  private final Button more = button("toast-more");
  private final List<Button> buttons = List.of(button("toast-undo"), button("toast-second"));
  private final Button close = button("toast-close");
  private final BooleanBinding read = // kept here: bindings are held weakly
      Bindings.or(hoverProperty(), focusWithinProperty()).and(visibleProperty());

  /** Says nothing until {@link #tell}. */
  public Toast() {
    getStyleClass().add("toast");
    setFocusTraversable(true);
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    setVisible(false);
    text.setId("toast-text");
    text.setWrapText(true);
    setHgrow(text, Priority.ALWAYS);
    close.getStyleClass().add("icon-button");
    close.setGraphic(Icons.of(Icon.CLOSE));
    close.setTooltip(new Tooltip(Texts.get("shell.toast.close")));
    close.setAccessibleText(Texts.get("shell.toast.close"));
    getChildren().addAll(text, more);
    getChildren().addAll(buttons);
    getChildren().add(close);
  }

  private static Button button(String id) {
    Button made = new Button();
    made.setId(id);
    made.setMinWidth(USE_PREF_SIZE);
    return made;
  }

  /**
   * Tells what is said from now on; it is closed by its button, and by Esc while the keys are on
   * it.
   *
   * @param elsewhere whether it is told in another place now
   * @param all shows everything that was said; null where that has no room, so that it only counts
   */
  void tell(Notices notices, ObservableBooleanValue elsewhere, @Nullable Runnable all) {
    for (int i = 0; i < buttons.size(); i++) {
      int button = i;
      buttons.get(i).setOnAction(event -> notices.press(button));
    }
    close.setOnAction(event -> notices.close());
    more.setOnAction(event -> Objects.requireNonNull(all).run());
    more.setMouseTransparent(all == null);
    more.setFocusTraversable(all != null);
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            notices.close();
            event.consume();
          }
        });
    WhileShown.listen(this, () -> follow(notices, elsewhere));
  }

  private Subscription follow(Notices notices, ObservableBooleanValue elsewhere) {
    Runnable look = () -> show(elsewhere.get() ? null : notices.currentProperty().get());
    return Stream.<Subscription>of(
            notices.currentProperty().subscribe(look),
            elsewhere.subscribe(look),
            notices.foldedProperty().subscribe(n -> fold(n.intValue())),
            read.subscribe(notices.readProperty()::set),
            () -> notices.readProperty().set(false))
        .reduce(Subscription.EMPTY, Subscription::and);
  }

  private void show(@Nullable Notice notice) {
    setVisible(notice != null);
    if (notice == null) {
      return;
    }
    text.setText(notice.text());
    setAccessibleText(notice.text());
    for (int i = 0; i < buttons.size(); i++) {
      Button button = buttons.get(i);
      boolean used = i < notice.actions().size();
      Nodes.show(button, used);
      button.setText(used ? notice.actions().get(i).text() : "");
    }
  }

  private void fold(int hidden) {
    Nodes.show(more, hidden > 0);
    more.setText(Texts.get("shell.toast.more", hidden));
  }
}
