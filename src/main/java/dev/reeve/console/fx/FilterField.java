package dev.reeve.console.fx;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.controlsfx.control.textfield.CustomTextField;
import org.controlsfx.control.textfield.TextFields;

/**
 * A pane's filter: free text and tokens with completion as one types, a button to clear it, and "n
 * of m" beside it. Screen thread.
 */
public final class FilterField extends HBox {
  private final CustomTextField field = (CustomTextField) TextFields.createClearableTextField();
  private final Label count = new Label();

  public FilterField() {
    getStyleClass().add("filter-field");
    setAlignment(Pos.CENTER_LEFT);
    field.setLeft(Icons.of(Icon.SEARCH, 14));
    count.getStyleClass().add("filter-count");
    count.setMinWidth(USE_PREF_SIZE);
    HBox.setHgrow(field, Priority.ALWAYS);
    getChildren().setAll(field, count);
  }

  /** Joins it with the filter of a list. */
  public void bind(String prompt, LiveList<?, ?> list) {
    field.setPromptText(prompt);
    field.setAccessibleText(prompt);
    field.textProperty().bindBidirectional(list.filterProperty());
    count.textProperty().bind(list.nOfM());
    TextFields.bindAutoCompletion(field, typed -> list.grammar().complete(typed.getUserText()));
  }

  /** The field itself, for focus and tests. */
  public TextField field() {
    return field;
  }

  /** Gives the inner field its stable id. */
  public void setFieldId(String id) {
    field.setId(id);
  }

  /** The inner field's stable id. */
  public String getFieldId() {
    return field.getId();
  }
}
