package dev.reeve.console.links;

import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Icons;
import dev.reeve.console.fx.ShortPath;
import dev.reeve.console.fx.Texts;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A candidate with its score taken apart. */
final class CandidateCard extends VBox {
  private final Consumer<String> tell;

  /**
   * @param tell says what a reason counts while it has the focus; empty for nothing
   */
  CandidateCard(CandidateItem item, Consumer<String> tell) {
    this.tell = tell;
    String sure =
        item.picked() ? item.band() : CandidateItems.number(item.score()) + " " + item.band();
    getChildren().add(head(item, sure));
    FlowPane chips = chips(item);
    if (!chips.getChildren().isEmpty()) {
      getChildren().add(chips);
    }
    setId("links-candidate-" + item.number());
    getStyleClass().add("links-candidate");
    setAccessibleRole(AccessibleRole.LIST_ITEM);
    String told = Texts.get("links.candidates.told", item.number(), item.target(), sure);
    setAccessibleText(item.taken() ? told + ", " + Texts.get("links.candidates.taken") : told);
  }

  private static HBox head(CandidateItem item, String sure) {
    Label number = new Label(String.valueOf(item.number()));
    number.getStyleClass().add("links-candidate-number");
    Label path = new Label();
    ShortPath.in(path).show(item.target());
    path.getStyleClass().add("path-cell");
    path.setTooltip(new Tooltip(item.target()));
    path.setMinWidth(0);
    path.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(path, Priority.ALWAYS);
    HBox head = new HBox(number, path);
    head.getStyleClass().add("links-candidate-head");
    if (item.taken()) {
      head.getChildren().add(taken());
    } else if (!item.picked()) {
      ProgressBar bar = new ProgressBar(item.score());
      bar.getStyleClass().add("score-bar");
      bar.setFocusTraversable(false);
      head.getChildren().add(bar);
    }
    Label score = new Label(sure);
    score.setMinWidth(Region.USE_PREF_SIZE);
    if (!item.picked()) {
      score.setTooltip(new Tooltip(CandidateItems.told(item.score())));
    }
    head.getChildren().add(score);
    return head;
  }

  /** Stands where others have their bar: there is no room for both. */
  private static Label taken() {
    Label label = new Label(Texts.get("links.candidates.taken"), Icons.of(Icon.CHECK, 14));
    label.getStyleClass().add("links-taken");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private FlowPane chips(CandidateItem item) {
    FlowPane chips = new FlowPane();
    chips.getStyleClass().add("links-chips");
    item.chips().forEach(each -> chips.getChildren().add(chip(each.text(), each.told())));
    if (!item.cap().isEmpty()) {
      chips.getChildren().add(chip(Texts.get("links.cap.chip"), item.cap()));
    }
    return chips;
  }

  /** What a reason counts is told to pointer and keys alike. */
  private Label chip(String text, String told) {
    Label chip = new Label(text);
    chip.getStyleClass().add("links-chip");
    chip.setFocusTraversable(true);
    chip.setAccessibleText(told);
    chip.setTooltip(new Tooltip(told));
    chip.focusedProperty().subscribe(has -> tell.accept(has ? told : ""));
    return chip;
  }
}
