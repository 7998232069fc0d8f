package dev.reeve.console.approval;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Cells;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.CommandButtons;
import dev.reeve.console.fx.DrawerContent.Fact;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.InclusionKeys;
import dev.reeve.console.fx.LineList;
import dev.reeve.console.fx.Nodes;
import dev.reeve.console.fx.ResponsiveColumns;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.fx.WholeLines;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.DoubleBinding;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The first stage: joins {@code approval-review.fxml} with {@link ReviewViewModel}. */
public final class ReviewView {
  private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");
  private static final PseudoClass RAISED = PseudoClass.getPseudoClass("raised");

  /** All files have room: the toolkit leaves a bar where the room was less for a moment. */
  private static final PseudoClass WHOLE = PseudoClass.getPseudoClass("whole");

  /** Height of the names of the columns, with the edges, at the normal text size. */
  private static final double HEADER = 36;

  private static final int ROWS_OF_NONE = 3;

  /** Height below which the files do not go, at the normal text size. */
  private static final double LEAST_OF_ITEMS = 65;

  /** What the files take, if they have so many rows, before the difference below has the rest. */
  private static final double SHARE_OF_ITEMS = 0.45;

  @FXML private HBox review;
  @FXML private ScrollPane evidence;
  @FXML private HBox below;
  @FXML private Label risk;
  @FXML private Label riskWhy;
  @FXML private Label needs;

  @FXML private GridPane facts;
  @FXML private TableView<ApprovalItem> items;
  @FXML private TableColumn<ApprovalItem, Boolean> included;
  @FXML private TableColumn<ApprovalItem, String> operation;
  @FXML private TableColumn<ApprovalItem, String> path;
  @FXML private TableColumn<ApprovalItem, String> lines;
  @FXML private TableColumn<ApprovalItem, @Nullable Badge> state;
  @FXML private TableColumn<ApprovalItem, String> wayBack;
  @FXML private HBox choices;
  @FXML private TextField pattern;
  @FXML private Label patternText;
  @FXML private Button leaveOutPattern;
  @FXML private Button leaveOutRefused;
  @FXML private Button takeAllIn;
  @FXML private Hyperlink rehearsed;
  @FXML private LineList diff;

  private final DoubleProperty share = new SimpleDoubleProperty(SHARE_OF_ITEMS);
  private final ApprovalViewModel model;
  private final ReviewViewModel stage;
  private final ExclusionViewModel exclusion;
  private final CommandButtons commands;
  private InclusionKeys<ApprovalItem> selection;
  private BooleanBinding whole; // kept here, for bindings are held weakly

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  ReviewView(ApprovalViewModel model, CommandButtons commands) {
    this.model = model;
    this.stage = model.review();
    this.exclusion = stage.exclusion();
    this.commands = commands;
  }

  @FXML
  void initialize() {
    columns();
    WholeLines.in(evidence);
    Nodes.whenNarrow(review, model.screen().textScale(), this::arrange);
    choosing();
    items.setPlaceholder(new Label(Texts.get("approval.items.reading")));
    DoubleBinding wanted =
        Bindings.createDoubleBinding(
            this::heightOfItems,
            items.getItems(),
            items.fixedCellSizeProperty(),
            model.screen().textScale());
    items.maxHeightProperty().bind(wanted);
    whole =
        Bindings.createBooleanBinding(
            () -> items.getHeight() >= wanted.get(), items.heightProperty(), wanted);
    whole.subscribe(all -> items.pseudoClassStateChanged(WHOLE, all));
    items
        .minHeightProperty()
        .bind(
            Bindings.max(
                model.screen().textScale().multiply(LEAST_OF_ITEMS),
                Bindings.min(wanted, review.heightProperty().multiply(share))));
    items
        .getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (observable, was, is) -> {
              if (is != null) {
                diff.show(is.detail());
              }
            });
    diff.setAccessibleText(Texts.get("approval.items.diff"));
    rehearsed.setOnAction(event -> diff.show(stage.dryRunLines().getValue()));
    stage
        .dryRunText()
        .subscribe(
            text -> {
              rehearsed.setText(text);
              Nodes.show(rehearsed, !text.isEmpty());
            });
    stage.dryRunLines().subscribe(this::rehearsed);
  }

  /** Also over what the selected file says: it was just asked for. */
  private void rehearsed(List<Line> told) {
    if (!told.isEmpty()) {
      diff.show(told);
    }
  }

  private void columns() {
    Cells.fixed(
        included,
        ApprovalItem::included,
        Cells.check(ApprovalItem::path, item -> exclusion.toggle(List.of(item.key()))));
    Cells.fixed(operation, ApprovalItem::operation, Cells.text());
    Cells.fixed(path, ApprovalItem::path, Cells.path());
    Cells.fixed(lines, ApprovalItem::lines, Cells.number(words -> words));
    Cells.fixed(wayBack, ApprovalItem::wayBack, Cells.text());
    Cells.fixed(state, ApprovalItem::state, Cells.badgeOrNone(model.screen().ticker()));
    new ResponsiveColumns(items, model.screen().textScale())
        .fitting(operation, words -> words)
        .fitting(lines, words -> words)
        .fitting(wayBack, words -> words)
        .flexible(path, 1, 170)
        .hideFirst(lines)
        .follow();
  }

  /** With large text the files have the whole width, and the evidence stands below them. */
  private void arrange(boolean narrow) {
    review.getChildren().remove(evidence);
    below.getChildren().remove(evidence);
    (narrow ? below : review).getChildren().addFirst(evidence);
    review.pseudoClassStateChanged(NARROW, narrow);
    share.set(narrow ? 0 : SHARE_OF_ITEMS); // there the evidence wants room below them, too
  }

  /** Space takes in and leaves out, Delete leaves out; the menu says the same. */
  private void choosing() {
    Command takeIn = exclusion.takeAllIn();
    offer(leaveOutRefused, exclusion.leaveOutRefused());
    offer(takeAllIn, takeIn);
    pattern();
    selection =
        InclusionKeys.join(items, ApprovalItem::key, exclusion::toggle, exclusion::leaveOut);
    ContextMenu menu = new ContextMenu();
    menu.getItems()
        .setAll(
            entry("approval.menu.toggle", exclusion::toggle),
            entry("approval.menu.leave-out", exclusion::leaveOut),
            entry("approval.menu.leave-out-folder", exclusion::leaveOutFolders),
            commands.item(takeIn));
    items.setContextMenu(menu);
  }

  /** What a pattern matches stands there before it is used; Enter in the field uses it. */
  private void pattern() {
    Command leaveOut = exclusion.leaveOutPattern();
    pattern.textProperty().bindBidirectional(exclusion.patternProperty());
    pattern.setAccessibleText(pattern.getPromptText());
    pattern.setOnAction(event -> leaveOut.run());
    patternText.textProperty().bind(exclusion.patternText());
    commands.join(leaveOutPattern, leaveOut);
  }

  /** A button for a state that most changes are not in. */
  private void offer(Button button, Command command) {
    commands.join(button, command);
    command.whyNot().subscribe(why -> Nodes.show(button, why.isEmpty()));
  }

  private MenuItem entry(String key, Consumer<List<String>> act) {
    MenuItem item = new MenuItem(Texts.get(key));
    item.setOnAction(event -> act.accept(selection.selected()));
    return item;
  }

  /** Shows what is known; nothing while it is being read. */
  void show(@Nullable ApprovalContent now) {
    if (now == null) {
      List.of(risk, riskWhy, needs).forEach(label -> label.setText(""));
      facts.getChildren().clear();
      items.getItems().clear();
      diff.getItems().clear();
      return;
    }
    risk.setText(now.risk());
    risk.pseudoClassStateChanged(RAISED, now.raised());
    riskWhy.setText(now.riskWhy());
    needs.setText(now.needs());
    Nodes.show(needs, !now.needs().isEmpty());
    facts(now.facts());
    included.setVisible(now.divisible());
    Nodes.show(choices, now.divisible());
    items(now.items());
  }

  /** No more than its rows need, with a pixel for their sum: the difference below has the rest. */
  private double heightOfItems() {
    int rows = items.getItems().isEmpty() ? ROWS_OF_NONE : items.getItems().size();
    return HEADER * model.screen().textScale().get() + items.getFixedCellSize() * rows + 1;
  }

  /** The same files keep the selection; other files begin with the first. */
  private void items(List<ApprovalItem> now) {
    List<String> before = items.getItems().stream().map(ApprovalItem::key).toList();
    if (!before.equals(now.stream().map(ApprovalItem::key).toList())) {
      items.getItems().setAll(now);
      int first = firstToSee(now);
      items.getSelectionModel().clearAndSelect(first);
      items.scrollTo(first);
      return;
    }
    List<Integer> places = List.copyOf(items.getSelectionModel().getSelectedIndices());
    for (int i = 0; i < now.size(); i++) {
      if (!now.get(i).equals(items.getItems().get(i))) {
        items.getItems().set(i, now.get(i));
      }
    }
    places.forEach(items.getSelectionModel()::select);
  }

  /** What stands in the way comes before what does not. */
  private static int firstToSee(List<ApprovalItem> files) {
    for (int i = 0; i < files.size(); i++) {
      Badge state = files.get(i).state();
      if (state != null && state.hue() == Badge.Hue.BAD) {
        return i;
      }
    }
    return 0;
  }

  /** What differs from the judgement that holds, in the place of what one file says. */
  void showDifference() {
    ApprovalContent now = model.content().getValue();
    if (now != null) {
      diff.show(now.difference());
    }
  }

  private void facts(List<Fact> told) {
    facts.getChildren().clear();
    for (Fact fact : told) {
      Label name = new Label(fact.name());
      name.getStyleClass().add("fact-name");
      name.setMinWidth(Region.USE_PREF_SIZE);
      Label value = new Label(fact.value());
      value.setWrapText(true);
      GridPane.setValignment(name, VPos.TOP);
      int row = facts.getRowCount();
      facts.add(name, 0, row, 2, 1);
      facts.add(value, 0, row + 1, 2, 1);
    }
  }

  /** What is shown and hidden with the stage. */
  Node node() {
    return review;
  }
}
