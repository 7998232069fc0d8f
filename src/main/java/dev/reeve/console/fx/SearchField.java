package dev.reeve.console.fx;

import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.textfield.CustomTextField;

/**
 * A field in which one looks for something: a glass before the text, and behind it, while there is
 * any, a cross that takes it away. Screen thread.
 */
public final class SearchField extends CustomTextField {
  /** The glass before the text and the cross behind it, in em. */
  static final double ROOM_OF_ICONS = 4.8;

  /** The same while there is no text: the cross is not there, and leaves its room. */
  static final double ROOM_OF_GLASS = 2.8;

  public SearchField() {
    getStyleClass().add("search-field");
    setLeft(Icons.of(Icon.SEARCH, 14));
    setRight(cross());
  }

  /** Has something between the glass and the text. */
  void behindGlass(Node node) {
    HBox both = new HBox(Icons.of(Icon.SEARCH, 14), node);
    both.getStyleClass().add("search-left");
    both.setAlignment(Pos.CENTER_LEFT);
    setLeft(both);
  }

  /** By keyboard the text is deleted like any other. */
  private Node cross() {
    StackPane cross = new StackPane(Icons.of(Icon.CLOSE, 12));
    cross.getStyleClass().add("filter-clear");
    cross.setCursor(Cursor.DEFAULT);
    cross.setAccessibleText(Texts.get("console.filter.clear"));
    cross.visibleProperty().bind(textProperty().isNotEmpty());
    cross.managedProperty().bind(cross.visibleProperty());
    cross.setOnMouseClicked(event -> clear());
    return cross;
  }
}
