package dev.reeve.console.fx;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;

/**
 * The pages of a drawer: first the summary, then those that the thing has besides. The page that
 * was chosen stays chosen for every thing that has one of this title. Screen thread.
 */
final class DrawerPages {
  private final FlowPane bar;
  private final Node summary;
  private final DrawerLines lines;
  private final Runnable turned;
  private final ToggleGroup group = new ToggleGroup();
  private String page = "";

  /**
   * @param turned called when another page has been opened by its button
   */
  DrawerPages(FlowPane bar, Node summary, DrawerLines lines, Runnable turned) {
    this.bar = bar;
    this.summary = summary;
    this.lines = lines;
    this.turned = turned;
  }

  /** Shows the pages of a thing. */
  void show(List<DrawerContent.Page> further) {
    List<ToggleButton> buttons = new ArrayList<>();
    buttons.add(button(Texts.get("console.drawer.summary"), 0, List.of()));
    for (DrawerContent.Page each : further) {
      buttons.add(button(each.title(), buttons.size(), each.lines()));
    }
    Nodes.show(bar, !further.isEmpty());
    bar.getChildren().setAll(buttons);
    int number = 0;
    for (int i = 0; i < further.size(); i++) {
      if (further.get(i).title().equals(page)) {
        number = i + 1;
      }
    }
    open(buttons.get(number), number, number == 0 ? List.of() : further.get(number - 1).lines());
  }

  private ToggleButton button(String text, int number, List<DrawerContent.Line> content) {
    ToggleButton button = new ToggleButton(text);
    button.setId("drawer-page-" + number);
    button.getStyleClass().add("tab-button");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setToggleGroup(group);
    button.setOnAction(
        event -> {
          page = number == 0 ? "" : text;
          open(button, number, content);
          turned.run();
        });
    return button;
  }

  /** What is shown of a thing without the chosen page is its summary; the choice stays. */
  private void open(ToggleButton button, int number, List<DrawerContent.Line> content) {
    button.setSelected(true);
    Nodes.show(summary, number == 0);
    lines.show(number != 0, button.getText(), content);
  }

  /** Opens the summary, 0, or one of the further pages, 1 upwards, if there is one. */
  void open(int number) {
    if (bar.getChildren().size() > number
        && bar.getChildren().get(number) instanceof ToggleButton button) {
      button.fire();
    }
  }

  /** Opens the page with this title, now or as soon as there is one. */
  void open(String title) {
    page = title;
    for (Node node : bar.getChildren()) {
      if (node instanceof ToggleButton button && button.getText().equals(title)) {
        button.fire();
      }
    }
  }
}
