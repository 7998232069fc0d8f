package dev.reeve.console.fx;

import java.time.Instant;
import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.controlsfx.control.textfield.CustomTextField;
import org.controlsfx.control.textfield.TextFields;
import org.jspecify.annotations.Nullable;

/**
 * A pane's filter: free text and tokens with completion as one types, a button to clear it, "n of
 * m" beside it, and behind that what the FXML puts into it. The text gives way to those, so that
 * nothing beside the filter moves when they come and go. Screen thread.
 */
public final class FilterField extends HBox {
  private static final int OFFERED = 8;

  private final CustomTextField field = (CustomTextField) TextFields.createClearableTextField();
  private final Label count = new Label();
  private final ToggleButton live = new ToggleButton();
  private final ContextMenu completions = new ContextMenu();

  public FilterField() {
    getStyleClass().add("filter-field");
    setAlignment(Pos.CENTER_LEFT);
    field.setLeft(Icons.of(Icon.SEARCH, 14));
    count.getStyleClass().add("filter-count");
    count.setMinWidth(USE_PREF_SIZE);
    HBox.setHgrow(field, Priority.ALWAYS);
    live.getStyleClass().addAll("chip", "live-switch");
    live.setMinWidth(USE_PREF_SIZE);
    getChildren().setAll(field, count, live);
  }

  /** Joins it with the filter of a list. */
  public void bind(String prompt, LiveList<?, ?> list) {
    field.setPromptText(prompt);
    field.setAccessibleText(prompt);
    field.textProperty().bindBidirectional(list.filterProperty());
    count.textProperty().bind(list.nOfM());
    list.pausedSinceProperty().subscribe(this::showLive);
    live.setOnAction(event -> list.pause(list.pausedSinceProperty().get() == null));
    field.setOnAction(event -> choose(list));
    field.textProperty().addListener((observable, was, typed) -> offer(list.grammar(), typed));
  }

  private void showLive(@Nullable Instant pausedSince) {
    live.setSelected(pausedSince != null);
    live.setText(
        pausedSince == null
            ? Texts.get("console.live.on")
            : Texts.get("console.live.paused", Formats.clock(pausedSince)));
    live.setTooltip(
        new Tooltip(
            pausedSince == null
                ? Texts.get("console.live.pause")
                : Texts.get("console.live.go-on")));
  }

  /** Enter tells of the first row that was found. */
  private static void choose(LiveList<?, ?> list) {
    list.rows().shown().stream().findFirst().ifPresent(row -> list.selected().setAll(row.key()));
  }

  private void offer(FilterGrammar<?> grammar, String typed) {
    List<MenuItem> offers =
        field.isFocused()
            ? grammar.complete(typed).stream().limit(OFFERED).map(this::offer).toList()
            : List.of();
    completions.getItems().setAll(offers);
    if (offers.isEmpty()) {
      completions.hide();
    } else if (!completions.isShowing()) {
      completions.show(field, Side.BOTTOM, 0, 2);
    }
  }

  private MenuItem offer(String text) {
    MenuItem item = new MenuItem(text);
    item.setMnemonicParsing(false);
    item.setOnAction(
        event -> {
          field.setText(text);
          field.end();
        });
    return item;
  }

  /** The field itself, for focus and tests. */
  public TextField field() {
    return field;
  }

  /** Gives the inner field its stable id. */
  public void setFieldId(String id) {
    field.setId(id);
    live.setId(id + "-live");
  }

  /** The inner field's stable id. */
  public String getFieldId() {
    return field.getId();
  }
}
