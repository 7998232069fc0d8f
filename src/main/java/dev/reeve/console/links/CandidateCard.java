package dev.reeve.console.links;

import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Icons;
import dev.reeve.console.fx.Texts;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
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
    setId("links-candidate-" + item.number());
    getStyleClass().add("links-candidate");
    setAccessibleRole(AccessibleRole.LIST_ITEM);
    String told = Texts.get("links.candidates.told", item.number(), item.target(), sure);
    setAccessibleText(item.taken() ? told + ", " + Texts.get("links.candidates.taken") : told);
  }

  private CandidateLine head(CandidateItem item, String sure) {
    Label number = new Label(String.valueOf(item.number()));
    number.getStyleClass().add("links-candidate-number");
    HBox end = new HBox();
    end.getStyleClass().add("links-candidate-sure");
    if (item.taken()) {
      end.getChildren().add(taken());
    } else if (!item.picked()) {
      ProgressBar bar = new ProgressBar(item.score());
      bar.getStyleClass().add("score-bar");
      bar.setFocusTraversable(false);
      end.getChildren().add(bar);
    }
    Label score = new Label(sure);
    score.setMinWidth(Region.USE_PREF_SIZE);
    if (!item.picked()) {
      score.setTooltip(new Tooltip(CandidateItems.told(item.score())));
    }
    end.getChildren().add(score);
    return new CandidateLine(number, item.target(), chips(item), end);
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
