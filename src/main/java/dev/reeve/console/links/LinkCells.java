package dev.reeve.console.links;

import dev.reeve.console.fx.CellKind;
import dev.reeve.console.fx.ShortPath;
import dev.reeve.console.fx.Texts;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import org.jspecify.annotations.Nullable;

/** The cells that only the Doc links pane has. Screen thread. */
final class LinkCells {
  private LinkCells() {}

  private static void describe(TableCell<?, ?> cell, String text) {
    cell.setAccessibleText(Objects.requireNonNull(cell.getTableColumn()).getText() + ": " + text);
  }

  /**
   * A real check box, which a screen reader follows; Space does it wherever the row has the focus.
   */
  static final class Mark extends TableCell<LinkRow, Boolean> {
    private final CheckBox box = new CheckBox();

    Mark(Consumer<LinkItem> toggle) {
      getStyleClass().addAll("check-cell", "links-mark-cell");
      box.setId("links-mark");
      box.setAccessibleText(Texts.get("links.action.mark"));
      box.setMinSize(24, 24);
      box.setFocusTraversable(false);
      box.setOnAction(
          event -> {
            LinkRow row = getTableRow().getItem();
            box.setSelected(row != null && row.snapshot().marked());
            if (row != null) {
              toggle.accept(row.snapshot());
            }
          });
    }

    @Override
    protected void updateItem(@Nullable Boolean on, boolean none) {
      super.updateItem(on, none);
      LinkRow row = getTableRow() == null ? null : getTableRow().getItem();
      if (none || on == null || row == null || row.snapshot().links().isEmpty()) {
        setGraphic(null);
        return;
      }
      setGraphic(box);
      box.setSelected(on);
      box.setAccessibleText(LinkWords.where(row.snapshot()).text());
    }
  }

  /** Document and line; the name of a group with what it hides, which a click shows. */
  static final class Place extends TableCell<LinkRow, LinkRow.Where> {
    private final Tooltip tooltip = new Tooltip();
    private final ShortPath path = ShortPath.in(this);

    Place(Consumer<LinkItem> fold) {
      getStyleClass().add("path-cell");
      setOnMouseClicked(
          event -> {
            LinkRow row = getTableRow().getItem();
            boolean onSign = event.getX() < 2 * getFont().getSize() + 8;
            if (row != null
                && row.snapshot().heads()
                && event.getButton() == MouseButton.PRIMARY
                && (onSign || event.getClickCount() == 2)) {
              fold.accept(row.snapshot());
            }
          });
    }

    @Override
    protected void updateItem(LinkRow.@Nullable Where item, boolean none) {
      super.updateItem(item, none);
      getStyleClass().removeAll("links-group", "links-within");
      if (none || item == null) {
        path.show("");
        setTooltip(null);
        return;
      }
      if (item.heads()) {
        getStyleClass().add("links-group");
      } else if (item.within()) {
        getStyleClass().add("links-within");
      }
      path.show(item.heads() ? (item.closed() ? "\u25b8 " : "\u25be ") + item.text() : item.text());
      tooltip.setText(item.text());
      setTooltip(tooltip);
      describe(
          this,
          item.heads()
              ? Texts.get(item.closed() ? "links.group.closed" : "links.group.open", item.text())
              : item.text());
    }
  }

  /** A bar, a number and a word. */
  static CellKind<LinkRow, LinkRow.Score> sureness() {
    return new CellKind<>(column -> new Sureness(), (score, now) -> Sureness.words(score));
  }

  private static final class Sureness extends TableCell<LinkRow, LinkRow.Score> {
    private final ProgressBar bar = new ProgressBar();
    private final Tooltip tooltip = new Tooltip();

    Sureness() {
      getStyleClass().add("score-cell");
      bar.getStyleClass().add("score-bar");
      bar.setFocusTraversable(false);
    }

    @Override
    protected void updateItem(LinkRow.@Nullable Score item, boolean none) {
      super.updateItem(item, none);
      if (none || item == null) {
        setGraphic(null);
        setText(null);
        setTooltip(null);
      } else {
        show(item);
      }
      describe(this, getText() == null ? "" : getText());
    }

    static String words(LinkRow.Score item) {
      return isBare(item) ? item.word() : CandidateItems.number(item.value()) + " " + item.word();
    }

    private static boolean isBare(LinkRow.Score item) {
      return item.value() < 0;
    }

    private void show(LinkRow.Score item) {
      setGraphic(isBare(item) ? null : bar);
      bar.setProgress(Math.max(0, item.value()));
      setText(words(item));
      tooltip.setText(CandidateItems.told(item.value()));
      setTooltip(tooltip);
    }
  }
}
