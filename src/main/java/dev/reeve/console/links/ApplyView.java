package dev.reeve.console.links;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Cells;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.CommandButtons;
import dev.reeve.console.fx.EnterPresses;
import dev.reeve.console.fx.FoldedRowNode;
import dev.reeve.console.fx.InclusionKeys;
import dev.reeve.console.fx.Keymap;
import dev.reeve.console.fx.LineHead;
import dev.reeve.console.fx.LineList;
import dev.reeve.console.fx.Nodes;
import dev.reeve.console.fx.OneClick;
import dev.reeve.console.fx.Primary;
import dev.reeve.console.fx.ProblemStrip;
import dev.reeve.console.fx.ResponsiveColumns;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.fx.WorkspaceMark;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
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
  @FXML private WorkspaceMark workspace;
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
  @FXML private Label decided;
  @FXML private LineHead head;
  @FXML private LineList diff;
  @FXML private Label whyNot;
  @FXML private Button leaveOut;
  @FXML private Button show;
  @FXML private Button cancel;
  @FXML private Button act;

  private final ApplyViewModel model;
  private final WorkspaceMark.Of setting;
  private final CommandButtons buttons;

  /**
   * @param setting what it is done to: the dialog lies over the bar that says so
   */
  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public ApplyView(ApplyViewModel model, WorkspaceMark.Of setting) {
    this.model = model;
    this.setting = setting;
    this.buttons = new CommandButtons(model.screen().notices());
  }

  @FXML
  void initialize() {
    model.screen().keymap().rule(root);
    title.textProperty().bind(model.title());
    workspace.tell(setting);
    counts.textProperty().bind(model.counts());
    note.textProperty().bind(model.note());
    problem.bind(model.problemProperty(), model.screen().ticker());
    model.runningProperty().subscribe(now -> Nodes.show(progress, now));
    progress.progressProperty().bind(model.fraction());
    diff.pin(head);
    columns();
    items.setItems(model.items());
    items.setAccessibleText(Texts.get("links.apply.title"));
    Label none = new Label();
    none.textProperty().bind(model.note());
    items.setPlaceholder(none);
    items
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((observable, was, is) -> detail(is));
    decision.visibleProperty().subscribe(() -> detail(items.getSelectionModel().getSelectedItem()));
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
    toExecution.whyNot().subscribe(why -> Nodes.show(show, why.isEmpty()));
    model
        .reviewing()
        .subscribe(
            still -> {
              Nodes.show(leaveOut, still);
              included.setVisible(still);
              Nodes.show(act, still);
            });
    show.visibleProperty().subscribe(this::markPrimary);
    act.visibleProperty().subscribe(this::markPrimary);
    markPrimary();
    cancel.textProperty().bind(model.leaveText());
    whyNot.textProperty().bind(doIt.whyNot());
    whyNot
        .visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> !model.over().getValue() && !whyNot.getText().isEmpty(),
                model.over(),
                whyNot.textProperty()));
    whyNot.managedProperty().bind(whyNot.visibleProperty());
    InclusionKeys<ApplyItem> selection =
        InclusionKeys.join(
            items,
            ApplyItem::key,
            keys -> keepingPlace(() -> model.toggle(keys)),
            keys -> keepingPlace(() -> model.leaveOut(keys)));
    leaveOut.setOnAction(event -> model.leaveOut(selection.selected()));
    cancel.setOnAction(event -> model.close());
    OneClick.only(leaveOut, show, cancel, act);
    keys(doIt);
  }

  /** Where nothing else can be done, leaving it is what is left. */
  private void markPrimary() {
    Primary.mark(cancel, !show.isVisible() && !act.isVisible());
  }

  /** What is decided stands here where the table has no room for it. */
  private void detail(@Nullable ApplyItem item) {
    decided.setText(item == null ? "" : item.decision());
    Nodes.show(decided, item != null && !decision.isVisible());
    diff.showChange(item == null ? List.of() : model.detail(item));
  }

  private void keys(Command doIt) {
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
    EnterPresses.neverOn(act);
  }

  private void keepingPlace(Runnable change) {
    List<Integer> places = List.copyOf(items.getSelectionModel().getSelectedIndices());
    change.run();
    items.getSelectionModel().clearSelection();
    places.forEach(items.getSelectionModel()::select);
  }

  private void columns() {
    Cells.fixed(
        included,
        ApplyItem::included,
        Cells.check(ApplyItem::where, item -> model.toggle(List.of(item.key()))));
    Cells.fixed(state, ApplyItem::state, Cells.badge(model.screen().ticker()));
    Cells.fixed(where, ApplyItem::where, Cells.path());
    Cells.fixed(decision, ApplyItem::decision, Cells.<ApplyItem>path().bare());
    Cells.fixed(change, ApplyItem::change, Cells.<ApplyItem>path().bare());
    new ResponsiveColumns(items, model.screen().textScale())
        .flexible(where, 2, 170)
        .flexible(decision, 3, 190)
        .flexible(change, 3, 300)
        .hideFirst(change, decision)
        .notBelow(decision, ApplyItem::leadsElsewhere)
        .follow();
    FoldedRowNode.in(items, model.screen().ticker());
  }

  /** Where the keys are when it opens. */
  public Node first() {
    return items;
  }
}
