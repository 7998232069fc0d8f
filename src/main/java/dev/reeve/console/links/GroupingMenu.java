package dev.reeve.console.links;

import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;

/** By what the links are grouped, to be chosen. Screen thread. */
final class GroupingMenu {
  private GroupingMenu() {}

  static void join(MenuButton grouping, LinksViewModel model) {
    ToggleGroup group = new ToggleGroup();
    for (Grouping each : Grouping.values()) {
      RadioMenuItem item = new RadioMenuItem(LinkNames.of(each));
      item.setToggleGroup(group);
      item.setOnAction(event -> model.groupingProperty().set(each));
      model.groupingProperty().subscribe(now -> item.setSelected(now == each));
      grouping.getItems().add(item);
    }
    model.groupingProperty().subscribe(now -> grouping.setText(LinkNames.of(now)));
  }
}
