package dev.reeve.console.links;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.BadgeLabel;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.CommandButtons;
import dev.reeve.console.fx.Keymap;
import dev.reeve.console.fx.LineList;
import dev.reeve.console.fx.ProblemStrip;
import dev.reeve.console.fx.ResponsiveColumns;
import dev.reeve.console.fx.Texts;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The dialog before decisions are made together or carried out: joins {@code links-apply.fxml} with
 * {@link ApplyViewModel}. Enter does nothing, Ctrl+Enter does it, Esc closes.
 */
public final class ApplyView {
  @FXML private VBox root;
  @FXML private Label title;
  @FXML private Label counts;
  @FXML private ProgressBar progress;
  @FXML private Label note;
  @FXML private ProblemStrip problem;
  @FXML private TableView<ApplyItem> items;
  @FXML private TableColumn<ApplyItem, Boolean> included;
  @FXML private TableColumn<ApplyItem, Badge> state;
  @FXML private TableColumn<ApplyItem, String> where;
  @FXML private TableColumn<ApplyItem, String> decision;
  @FXML private TableColumn<ApplyItem, String> change;
  @FXML private LineList diff;
  @FXML private Label whyNot;
  @FXML private Button leaveOut;
  @FXML private Button show;
  @FXML private Button cancel;
  @FXML private Button act;

  private final ApplyViewModel model;
  private final CommandButtons buttons;

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public ApplyView(ApplyViewModel model) {
    this.model = model;
    this.buttons = new CommandButtons(model.screen().notices());
  }

  @FXML
  void initialize() {
    model.screen().keymap().rule(root);
    title.textProperty().bind(model.title());
    counts.textProperty().bind(model.counts());
    note.textProperty().bind(model.note());
    problem.bind(model.problemProperty(), model.screen().ticker());
    model.runningProperty().subscribe(now -> show(progress, now));
    progress.progressProperty().bind(model.fraction());
    columns();
    items.setItems(model.items());
    items.setAccessibleText(Texts.get("links.apply.title"));
    Label none = new Label();
    none.textProperty().bind(model.note());
    items.setPlaceholder(none);
    items
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((observable, was, is) -> diff.show(is == null ? List.of() : model.detail(is)));
    model
        .items()
        .addListener(
            (ListChangeListener<ApplyItem>)
                made -> {
                  if (items.getSelectionModel().isEmpty() && !model.items().isEmpty()) {
                    items.getSelectionModel().select(0);
                  }
                });
    Command doIt = model.act();
    Command toExecution = model.showExecution();
    buttons.join(act, doIt);
    buttons.join(show, toExecution);
    model
        .over()
        .subscribe(
            over -> {
              show(act, !over);
              show(leaveOut, !over);
              show(show, over);
              cancel.setText(Texts.get(over ? "approval.action.close" : "console.question.cancel"));
            });
    whyNot.textProperty().bind(doIt.whyNot());
    model.over().subscribe(over -> show(whyNot, !over));
    leaveOut.setOnAction(event -> model.leaveOut(selected()));
    cancel.setOnAction(event -> model.close());
    keys(doIt);
  }

  private void keys(Command doIt) {
    items.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.SPACE) {
            keepingPlace(() -> model.toggle(selected()));
          } else if (event.getCode() == KeyCode.DELETE) {
            keepingPlace(() -> model.leaveOut(selected()));
          } else {
            return;
          }
          event.consume();
        });
    root.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            model.close();
          } else if (Keymap.of(root).matches(doIt.key(), event)) {
            doIt.run();
          } else {
            return;
          }
          event.consume();
        });
    act.addEventFilter(
        KeyEvent.ANY,
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            event.consume(); // whoever leans on Enter must not have written anything
          }
        });
  }

  private void keepingPlace(Runnable change) {
    List<Integer> places = List.copyOf(items.getSelectionModel().getSelectedIndices());
    change.run();
    items.getSelectionModel().clearSelection();
    places.forEach(items.getSelectionModel()::select);
  }

  private List<String> selected() {
    return items.getSelectionModel().getSelectedItems().stream()
        .filter(Objects::nonNull)
        .map(ApplyItem::key)
        .toList();
  }

  private void columns() {
    items.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    included.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue().included()));
    included.setCellFactory(column -> new Check(item -> model.toggle(List.of(item.key()))));
    state.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue().state()));
    state.setCellFactory(column -> new State(new BadgeLabel(model.screen().ticker())));
    text(where, ApplyItem::where);
    text(decision, ApplyItem::decision);
    text(change, ApplyItem::change);
    new ResponsiveColumns(items, model.screen().textScale())
        .flexible(where, 2, 130)
        .flexible(decision, 3, 150)
        .flexible(change, 3, 150)
        .hideFirst(change, decision)
        .follow();
  }

  private static void text(
      TableColumn<ApplyItem, String> column, Function<ApplyItem, String> words) {
    column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(words.apply(data.getValue())));
    column.setCellFactory(each -> new PlainText());
  }

  private static final class PlainText extends TableCell<ApplyItem, String> {
    PlainText() {
      getStyleClass().add("path-cell");
    }

    @Override
    protected void updateItem(@Nullable String text, boolean none) {
      super.updateItem(text, none);
      boolean nothing = none || text == null || text.isEmpty();
      setText(nothing ? null : text);
      setTooltip(nothing ? null : new Tooltip(text));
      setAccessibleText(
          Objects.requireNonNull(getTableColumn()).getText() + ": " + (nothing ? "" : text));
    }
  }

  private static final class Check extends TableCell<ApplyItem, Boolean> {
    private final CheckBox box = new CheckBox();

    Check(java.util.function.Consumer<ApplyItem> toggle) {
      getStyleClass().add("check-cell");
      box.setFocusTraversable(false);
      box.setOnAction(
          event -> {
            ApplyItem item = getTableRow().getItem();
            box.setSelected(item != null && item.included());
            if (item != null) {
              toggle.accept(item);
            }
          });
    }

    @Override
    protected void updateItem(@Nullable Boolean on, boolean none) {
      super.updateItem(on, none);
      setGraphic(none || on == null ? null : box);
      if (!none && on != null) {
        box.setSelected(on);
        ApplyItem item = getTableRow() == null ? null : getTableRow().getItem();
        box.setAccessibleText(item == null ? "" : item.where());
      }
    }
  }

  private static final class State extends TableCell<ApplyItem, Badge> {
    private final BadgeLabel label;

    State(BadgeLabel label) {
      this.label = label;
      getStyleClass().add("badge-cell");
    }

    @Override
    protected void updateItem(@Nullable Badge badge, boolean none) {
      super.updateItem(badge, none);
      label.show(none ? null : badge);
      setGraphic(none || badge == null ? null : label);
      setAccessibleText(
          Objects.requireNonNull(getTableColumn()).getText()
              + ": "
              + (none || badge == null ? "" : badge.word()));
    }
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  /** Where the keys are when it opens. */
  public Node first() {
    return items;
  }
}
