package dev.reeve.console.approval;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.BadgeLabel;
import dev.reeve.console.fx.Ticker;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TableCell;

/** The cells of the table of files. Each tells a screen reader its column. */
final class FileCells {
  private FileCells() {}

  /** A real check box, so that a screen reader hears of its change. */
  static final class Check extends TableCell<ApprovalItem, Boolean> {
    private final CheckBox box = new CheckBox();

    Check(Consumer<ApprovalItem> toggle) {
      getStyleClass().add("check-cell");
      box.setFocusTraversable(false); // Space does it wherever the row has the focus
      box.setOnAction(
          event -> {
            ApprovalItem item = getTableRow().getItem();
            box.setSelected(item != null && item.included()); // the answer shows it
            if (item != null) {
              toggle.accept(item);
            }
          });
    }

    @Override
    protected void updateItem(Boolean on, boolean none) {
      super.updateItem(on, none);
      setGraphic(none ? null : box);
      if (!none) {
        box.setSelected(on);
        ApprovalItem item = getTableRow() == null ? null : getTableRow().getItem();
        box.setAccessibleText(item == null ? "" : item.path());
      }
    }
  }

  /** Words that a screen reader hears with their column. */
  static final class Text extends TableCell<ApprovalItem, String> {
    Text(String styleClass) {
      getStyleClass().add(styleClass);
    }

    @Override
    protected void updateItem(String text, boolean none) {
      super.updateItem(text, none);
      setText(none ? null : text);
      setAccessibleText(none ? "" : getTableColumn().getText() + ": " + text);
    }
  }

  static final class State extends TableCell<ApprovalItem, Badge> {
    private final BadgeLabel label;

    State(Ticker ticker) {
      label = new BadgeLabel(ticker);
      getStyleClass().add("badge-cell");
    }

    @Override
    protected void updateItem(Badge badge, boolean none) {
      super.updateItem(badge, none);
      label.show(none ? null : badge);
      setGraphic(none ? null : label);
      setAccessibleText(
          none ? "" : Objects.requireNonNull(getTableColumn()).getText() + ": " + label.getText());
    }
  }
}
