package dev.reeve.console.fx;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;

/**
 * What is in force in a filter while nobody edits it, before the field's hidden text: each token a
 * chip that can be taken away, free words between them. Words without room are counted at the end
 * and told by the field's tooltip. A press beside the crosses goes to the field. Screen thread.
 */
final class FilterTokens extends Pane {
  private static final double GAP = 4;

  private final TextField field;
  private final Label more = new Label();
  private final Tooltip whole = new Tooltip();
  private List<FilterGrammar.Word> words = List.of();

  FilterTokens(TextField field) {
    this.field = field;
    getStyleClass().add("filter-tokens");
    setPickOnBounds(false);
    setMinWidth(0);
    field.widthProperty().subscribe(this::requestLayout);
    more.setMouseTransparent(true);
    getChildren().add(more);
  }

  void show(List<FilterGrammar.Word> inForce) {
    if (words.equals(inForce)) {
      return;
    }
    words = inForce;
    getChildren().setAll(IntStream.range(0, words.size()).mapToObj(this::node).toList());
    getChildren().add(more);
    if (words.isEmpty()) {
      field.setTooltip(null);
    }
  }

  private Node node(int index) {
    FilterGrammar.Word word = words.get(index);
    Label text = new Label(word.text());
    text.setMouseTransparent(true);
    text.setMinWidth(0);
    if (!word.token()) {
      return text;
    }
    StackPane remove = new StackPane(Icons.of(Icon.CLOSE, 13)); // by keyboard the text is edited
    remove.getStyleClass().setAll("filter-token-remove");
    remove.setCursor(Cursor.DEFAULT);
    remove.setAccessibleText(Texts.get("console.filter.remove", word.text()));
    Tooltip.install(remove, new Tooltip(remove.getAccessibleText()));
    remove.setId(field.getId() + "-token-" + (index + 1));
    remove.setMinWidth(USE_PREF_SIZE);
    remove.setOnMouseClicked(event -> field.setText(word.leftOutOf(field.getText())));
    HBox chip = new HBox(text, remove);
    chip.setAlignment(Pos.CENTER_LEFT);
    chip.setPickOnBounds(false);
    chip.getStyleClass().add("filter-token");
    return chip;
  }

  /** As much as the words take, at most what the field has. */
  @Override
  protected double computePrefWidth(double height) {
    if (words.isEmpty()) {
      return 0;
    }
    double icons = SearchField.ROOM_OF_ICONS * field.getFont().getSize();
    double room = field.getWidth() - field.snappedLeftInset() - field.snappedRightInset() - icons;
    return snapSizeX(Math.clamp(widths().sum(), 0, Math.max(0, room)));
  }

  private DoubleStream widths() {
    return getChildren().stream()
        .limit(words.size())
        .mapToDouble(each -> snapSizeX(each.prefWidth(-1)) + GAP);
  }

  @Override
  protected void layoutChildren() {
    double left = snappedLeftInset();
    double right = getWidth() - snappedRightInset();
    int hidden = hiddenIn(right - left);
    more.setText(countOf(hidden));
    double x = left;
    int last = words.size() - hidden;
    for (int i = 0; i <= words.size(); i++) {
      Node each = getChildren().get(i);
      boolean shown = i < last || (each == more && hidden > 0);
      each.setVisible(shown);
      if (shown) {
        double height = Math.min(snapSizeY(each.prefHeight(-1)), getHeight());
        double width = Math.min(snapSizeX(each.prefWidth(-1)), Math.max(0, right - x));
        each.resizeRelocate(x, snapPositionY((getHeight() - height) / 2), width, height);
        x += width + GAP;
      }
    }
    whole.setText(field.getText());
    field.setTooltip(hidden > 0 ? whole : null);
  }

  private static String countOf(int hidden) {
    return Texts.get("console.filter.more", hidden);
  }

  /** How many words at the end have no room; the first one is cut rather than hidden. */
  private int hiddenIn(double room) {
    double[] widths = widths().toArray();
    if (Arrays.stream(widths).sum() - GAP <= room) {
      return 0;
    }
    double left = room - Fitting.width(countOf(words.size()), more.getFont());
    int shown = 0;
    while (shown < widths.length && left >= widths[shown]) {
      left -= widths[shown++];
    }
    return words.size() - Math.max(1, shown);
  }
}
