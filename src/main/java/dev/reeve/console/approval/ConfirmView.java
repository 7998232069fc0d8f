package dev.reeve.console.approval;

import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.LineList;
import dev.reeve.console.fx.Nodes;
import dev.reeve.console.fx.RowInSight;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.fx.WholeLines;
import java.time.Duration;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/**
 * The second stage: joins {@code approval-confirm.fxml} with {@link ConfirmViewModel}. What cannot
 * come back stands below what scrolls, with what is typed for it, so that it is always in sight.
 */
public final class ConfirmView {
  private static final double ROW = 22;
  private static final double BORDERS = 12;
  private static final int ROWS_AT_ONCE = 7;
  private static final int LEAST_ROWS = 3;
  private static final double LINE = 19;

  /** The toolkit's own size of a line in a list, below which there is none. */
  private static final double LEAST_LINE = 24;

  private static final int LEAST_LINES = 4;

  @FXML private VBox confirm;
  @FXML private ScrollPane scroll;
  @FXML private Label sentence;
  @FXML private Label confirmRisk;
  @FXML private Label filesLabel;
  @FXML private LineList files;
  @FXML private VBox permanentBox;
  @FXML private ListView<String> permanent;
  @FXML private Label who;
  @FXML private Label confirmNeeds;
  @FXML private Label validity;
  @FXML private HBox validities;
  @FXML private Label notesLabel;
  @FXML private TextArea notes;
  @FXML private VBox typedBox;
  @FXML private Label typedLabel;
  @FXML private TextField typed;

  private final ApprovalViewModel model;

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  ConfirmView(ApprovalViewModel model) {
    this.model = model;
  }

  @FXML
  void initialize() {
    notes.textProperty().bindBidirectional(model.confirm().notesProperty());
    typed.textProperty().bindBidirectional(model.confirm().typedProperty());
    notesLabel.setLabelFor(notes);
    typedLabel.setLabelFor(typed);
    validity.textProperty().bind(model.confirm().validity());
    validities();
    who.setText(Texts.get("approval.confirm.who", model.operator()));
    RowInSight.keep(scroll, (VBox) scroll.getContent());
    WholeLines.in(scroll);
  }

  private void validities() {
    ToggleGroup one = new ToggleGroup();
    ObjectProperty<Duration> chosen = model.confirm().validForProperty();
    for (Duration each : model.confirm().validities()) {
      RadioButton choice = new RadioButton(ConfirmWords.length(each));
      choice.setId("approval-valid-" + each.toHours());
      choice.setToggleGroup(one);
      choice.setOnAction(event -> chosen.set(each));
      chosen.subscribe(now -> choice.setSelected(now.equals(each)));
      validities.getChildren().add(choice);
    }
  }

  /** Tab leaves the rationale, which is no text with tabs in it: to what is next, or to these. */
  void tabsTo(Node before, Node after) {
    notes.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.TAB && !event.isShortcutDown()) {
            event.consume();
            (event.isShiftDown() ? before : next(after)).requestFocus();
          }
        });
  }

  private Node next(Node after) {
    return validities.isVisible()
        ? validities.getChildren().get(1)
        : files.isVisible() ? files : typedBox.isVisible() ? typed : after;
  }

  void show(ApprovalContent now) {
    sentence.setText(now.sentence());
    confirmRisk.setText(now.risk() + " \u00b7 " + now.riskWhy());
    permanent.getItems().setAll(now.permanent());
    double scale = model.screen().textScale().get();
    permanent.setFixedCellSize(ROW * scale);
    int rows = now.permanent().size();
    permanent.setPrefHeight(BORDERS + ROW * scale * Math.min(ROWS_AT_ONCE, rows));
    permanent.setMinHeight(BORDERS + ROW * scale * Math.min(LEAST_ROWS, rows));
    Nodes.show(permanentBox, !now.permanent().isEmpty());
    List<Line> listed = now.listed();
    filesLabel.setText(
        now.permanent().isEmpty()
            ? Texts.get("approval.confirm.files", listed.size())
            : Texts.get("approval.confirm.other-files", listed.size()));
    List.of(filesLabel, files).forEach(node -> Nodes.show(node, !listed.isEmpty()));
    files.show(listed);
    double line = Math.max(LEAST_LINE, LINE * scale);
    files.setPrefHeight(BORDERS + line * listed.size());
    files.setMinHeight(BORDERS + line * Math.min(LEAST_LINES, listed.size()));
    confirmNeeds.setText(now.needs());
    Nodes.show(validities, now.waiting());
    notesLabel.setText(now.notesLabel());
    Nodes.show(typedBox, !now.wanted().isEmpty());
    typedLabel.setText(Texts.get("console.question.type", now.wanted()));
  }

  Node node() {
    return confirm;
  }
}
