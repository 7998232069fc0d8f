package dev.reeve.console.fx;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** A drawer's reason in two lines, {@link WhyAndNext}, where it has no room in whole. */
final class WhyLines extends VBox {
  private final ObservableValue<WhyAndNext> words; // kept here, for bindings are held weakly

  /**
   * @param reason in whole
   * @param id of the place, from which the lines get theirs
   */
  WhyLines(ObservableValue<String> reason, String id) {
    this.words = reason.map(WhyAndNext::of);
    Label why = line(id + "-why");
    why.textProperty().bind(words.map(WhyAndNext::why));
    Label next = line(id + "-next");
    Runnable fit = () -> next.setText(fitting(next, words.getValue().next()));
    words.subscribe(
        told -> {
          Nodes.show(next, !told.next().isEmpty());
          fit.run();
        });
    next.widthProperty().subscribe(fit);
    next.fontProperty().subscribe(fit);
    getChildren().setAll(why, next);
  }

  private static Label line(String id) {
    Label line = new Label();
    line.setId(id);
    line.setWrapText(true);
    line.setMinHeight(USE_PREF_SIZE);
    line.setMaxWidth(Double.MAX_VALUE); // else its place would shrink to its words
    return line;
  }

  /** The longest way that takes one line; the shortest where none does. */
  private static String fitting(Label line, List<String> ways) {
    return ways.stream()
        .filter(way -> Fitting.width(way, line.getFont()) <= Fitting.room(line))
        .findFirst()
        .orElse(ways.isEmpty() ? "" : ways.getLast());
  }
}
