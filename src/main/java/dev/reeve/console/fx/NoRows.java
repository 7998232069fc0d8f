package dev.reeve.console.fx;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ScrollPane.ScrollBarPolicy;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.HLineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.VLineTo;

/**
 * What stands in a table without rows: while they are read for the first time nothing, then the
 * shapes of rows to come, then words and a way out too; after that, why there are none. Screen
 * thread.
 */
final class NoRows extends StackPane {
  private static final double[] FILLED = {0.55, 0.8, 0.4, 0.7, 0.6};
  private static final double CELL_PADDING = 8;
  private static final int LOW_ROWS = 5;
  private static final PseudoClass LOW = PseudoClass.getPseudoClass("low");

  private final TableView<?> table;
  private final Path shapes = new Path();
  private final Node words;

  NoRows(TableView<?> table, Reading reading, Node whenEmpty) {
    this.table = table;
    getStyleClass().add("no-rows");
    shapes.getStyleClass().add("rows-to-come");
    shapes.setManaged(false);
    Label missed = new Label(Texts.get("console.table.rows-not-read", table.getAccessibleText()));
    missed.setWrapText(true);
    words = words(reading);
    getChildren().setAll(shapes, scrolled(whenEmpty), missed, words);
    heightProperty().subscribe(this::fold);
    table.fixedCellSizeProperty().subscribe(this::fold);
    reading.waitProperty().subscribe(() -> look(reading, whenEmpty, missed));
    reading.missedProperty().subscribe(() -> look(reading, whenEmpty, missed));
    look(reading, whenEmpty, missed);
  }

  /** As high as it is: in a low table one scrolls, but nothing of it is cut. */
  private ScrollPane scrolled(Node whenEmpty) {
    StackPane whole = new StackPane(whenEmpty);
    whole.setMinHeight(USE_PREF_SIZE);
    ScrollPane scroll = new ScrollPane(whole);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setHbarPolicy(ScrollBarPolicy.NEVER);
    scroll.visibleProperty().bind(whenEmpty.visibleProperty());
    scroll
        .focusedProperty()
        .subscribe(
            has -> {
              if (has) {
                table.requestFocus(); // a click gave it the keys, and it goes when rows come
              }
            });
    return scroll;
  }

  /** Words in a low table stand closer. */
  private void fold() {
    pseudoClassStateChanged(LOW, getHeight() < LOW_ROWS * table.getFixedCellSize());
  }

  private Node words(Reading reading) {
    Label text = new Label(Texts.get("console.table.reading"));
    text.setWrapText(true);
    Button cancel = new Button(Texts.get("console.table.give-up"));
    cancel.setId(table.getId() + "-give-up");
    cancel.setOnAction(event -> reading.giveUp());
    VBox box = new VBox(text, cancel);
    box.getStyleClass().add("words");
    box.setAlignment(Pos.CENTER);
    box.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    return box;
  }

  private void look(Reading reading, Node whenEmpty, Node missed) {
    Reading.Wait wait = reading.waitProperty().get();
    boolean waits = wait != Reading.Wait.NONE;
    boolean not = reading.missedProperty().get();
    shapes.setVisible(waits && wait != Reading.Wait.SHORT);
    words.setVisible(wait == Reading.Wait.LONG);
    missed.setVisible(!waits && not);
    whenEmpty.setVisible(!waits && !not);
    setAccessibleText(waits ? Texts.get("console.table.reading") : "");
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    shapes.getElements().clear();
    double height = table.getFixedCellSize();
    if (!shapes.isVisible() || height <= 0) {
      return;
    }
    for (int row = 0; (row + 1) * height <= getHeight(); row++) {
      if (isBehindWords(row * height, height)) {
        continue; // of most bars no more than a stub would be seen beside them
      }
      double left = 0;
      int at = row;
      for (TableColumn<?, ?> column : table.getVisibleLeafColumns()) {
        double width = Math.max(0, column.getWidth() - 2 * CELL_PADDING);
        double filled = width * FILLED[at++ % FILLED.length];
        double before = column.getStyleClass().contains("number") ? width - filled : 0;
        bar(left + CELL_PADDING + before, (row + 0.35) * height, filled, 0.3 * height);
        left += column.getWidth();
      }
    }
  }

  private boolean isBehindWords(double top, double height) {
    return words.isVisible() && words.getBoundsInParent().intersects(0, top, getWidth(), height);
  }

  private void bar(double left, double top, double width, double height) {
    shapes
        .getElements()
        .addAll(
            new MoveTo(left, top),
            new HLineTo(left + width),
            new VLineTo(top + height),
            new HLineTo(left),
            new ClosePath());
  }
}
