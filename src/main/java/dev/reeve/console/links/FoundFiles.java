package dev.reeve.console.links;

import dev.reeve.console.fx.Nodes;
import dev.reeve.console.fx.ShortPath;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** Files that a search found, each to be picked as a candidate. Screen thread. */
final class FoundFiles {
  private FoundFiles() {}

  /** Shows them in a place from now on, which is there while any is. */
  static void show(VBox place, CandidatesViewModel model) {
    model.search().found().addListener((ListChangeListener<String>) change -> fill(place, model));
    fill(place, model);
  }

  private static void fill(VBox place, CandidatesViewModel model) {
    place.getChildren().setAll(model.search().found().stream().map(at -> hit(at, model)).toList());
    for (int i = 0; i < place.getChildren().size(); i++) {
      place.getChildren().get(i).setId("links-found-" + (i + 1));
    }
    Nodes.show(place, !model.search().found().isEmpty());
  }

  private static Hyperlink hit(String path, CandidatesViewModel model) {
    Hyperlink link = new Hyperlink();
    ShortPath.in(link).show(path);
    link.getStyleClass().add("path-cell");
    link.setTooltip(new Tooltip(path));
    link.setOnAction(event -> model.pick(path));
    return link;
  }
}
