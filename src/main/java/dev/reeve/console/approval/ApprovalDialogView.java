package dev.reeve.console.approval;

import dev.reeve.console.approval.ApprovalViewModel.Step;
import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.BadgeLabel;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.CommandButtons;
import dev.reeve.console.fx.DrawerContent.Fact;
import dev.reeve.console.fx.Keymap;
import dev.reeve.console.fx.LineList;
import dev.reeve.console.fx.ProblemStrip;
import dev.reeve.console.fx.Questions;
import dev.reeve.console.fx.ResponsiveColumns;
import dev.reeve.console.fx.Texts;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The approval dialog: joins {@code approval.fxml} with {@link ApprovalViewModel}. Cancel has the
 * focus at every step, Enter never approves, Ctrl+Enter does, Esc sets it aside.
 */
public final class ApprovalDialogView {
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
  private static final PseudoClass RAISED = PseudoClass.getPseudoClass("raised");

  @FXML private VBox root;
  @FXML private Label title;
  @FXML private HBox standing;
  @FXML private Label identity;
  @FXML private Label totals;
  @FXML private FlowPane stepLine;
  @FXML private ProblemStrip problem;
  @FXML private VBox mismatch;
  @FXML private Label mismatchTitle;
  @FXML private VBox mismatchLines;
  @FXML private Button judgeAgain;
  @FXML private Button openNewer;
  @FXML private HBox review;
  @FXML private ScrollPane evidence;
  @FXML private Label risk;
  @FXML private Label riskWhy;
  @FXML private Label needs;
  @FXML private GridPane facts;
  @FXML private TableView<ApprovalItem> items;
  @FXML private TableColumn<ApprovalItem, String> operation;
  @FXML private TableColumn<ApprovalItem, String> path;
  @FXML private TableColumn<ApprovalItem, String> lines;
  @FXML private TableColumn<ApprovalItem, Badge> state;
  @FXML private TableColumn<ApprovalItem, String> wayBack;
  @FXML private LineList diff;
  @FXML private ScrollPane confirm;
  @FXML private Label sentence;
  @FXML private Label confirmRisk;
  @FXML private VBox permanentBox;
  @FXML private ListView<String> permanent;
  @FXML private Label who;
  @FXML private Label confirmNeeds;
  @FXML private Label validity;
  @FXML private Label notesLabel;
  @FXML private TextArea notes;
  @FXML private VBox typedBox;
  @FXML private Label typedLabel;
  @FXML private TextField typed;
  @FXML private VBox run;
  @FXML private Label runText;
  @FXML private ProgressBar progress;
  @FXML private LineList runSteps;
  @FXML private VBox result;
  @FXML private HBox endBadge;
  @FXML private Label ended;
  @FXML private LineList resultSteps;
  @FXML private Label whyNot;
  @FXML private Button dryRun;
  @FXML private Button reject;
  @FXML private Button back;
  @FXML private Button show;
  @FXML private Button stop;
  @FXML private Button cancel;
  @FXML private Button next;
  @FXML private Button act;
  @FXML private MenuButton more;

  private final ApprovalViewModel model;
  private final CommandButtons commands;

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public ApprovalDialogView(ApprovalViewModel model) {
    this.model = model;
    this.commands = new CommandButtons(model.screen().notices());
  }

  @FXML
  void initialize() {
    model.screen().keymap().rule(root);
    problem.bind(model.problemProperty(), model.screen().ticker());
    items();
    confirmation();
    running();
    bar();
    ObservableValue<@Nullable ApprovalContent> content = model.content();
    content.subscribe(this::show);
    model.stepProperty().subscribe(this::go);
    content.addListener((observable, was, is) -> buttons());
    model.busyProperty().addListener((observable, was, is) -> buttons());
  }

  private void items() {
    column(operation, ApprovalItem::operation, "text-cell");
    column(path, ApprovalItem::path, "path-cell");
    column(lines, ApprovalItem::lines, "number-cell");
    column(wayBack, ApprovalItem::wayBack, "text-cell");
    state.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue().state()));
    state.setCellFactory(column -> new StateCell(model));
    new ResponsiveColumns(items, model.screen().textScale())
        .flexible(path, 1, 140)
        .hideFirst(wayBack, lines)
        .follow();
    Label reading = new Label(Texts.get("approval.items.reading"));
    items.setPlaceholder(reading);
    items
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((observable, was, is) -> diff.show(is == null ? List.of() : is.detail()));
    diff.setAccessibleText(Texts.get("approval.items.diff"));
  }

  private static void column(
      TableColumn<ApprovalItem, String> column,
      Function<ApprovalItem, String> words,
      String styleClass) {
    column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(words.apply(data.getValue())));
    column.setCellFactory(each -> new WordCell(styleClass));
  }

  private void confirmation() {
    notes.textProperty().bindBidirectional(model.notesProperty());
    typed.textProperty().bindBidirectional(model.typedProperty());
    notesLabel.setLabelFor(notes);
    typedLabel.setLabelFor(typed);
    who.setText(Texts.get("approval.confirm.who", model.operator()));
    // Tab leaves the field: it is a rationale, not a text with tabs in it
    notes.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.TAB && !event.isShortcutDown()) {
            event.consume();
            (event.isShiftDown() ? back : typedBox.isVisible() ? typed : cancel).requestFocus();
          }
        });
  }

  private void running() {
    runText.textProperty().bind(model.runText());
    progress.progressProperty().bind(model.fraction());
    progress.setAccessibleText(Texts.get("approval.run.progress"));
    model.stepLines().subscribe(steps -> runSteps.getItems().setAll(steps));
    model.stepLines().subscribe(steps -> resultSteps.getItems().setAll(steps));
    ended.textProperty().bind(model.ended());
    model.endBadge().subscribe(badge -> put(endBadge, badge));
  }

  private void bar() {
    Command toConfirm = model.next();
    Command toAct = model.act();
    Command andRun = model.actAndRun();
    Command look = model.dryRun();
    commands.join(dryRun, look);
    commands.join(reject, model.reject(question -> Questions.ask(root, question, model::reject)));
    commands.join(back, model.back());
    commands.join(show, model.showExecution());
    commands.join(stop, model.stop());
    commands.join(next, toConfirm);
    commands.join(act, toAct);
    commands.join(judgeAgain, model.judgeAgain());
    commands.join(openNewer, model.openNewer());
    more.setAccessibleText(andRun.text().getValue());
    more.getItems().setAll(commands.item(andRun));
    cancel.setOnAction(event -> model.close());
    act.addEventFilter(
        KeyEvent.ANY,
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            event.consume(); // whoever leans on Enter must not have approved anything
          }
        });
    root.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          Keymap keys = Keymap.of(root);
          if (event.getCode() == KeyCode.ESCAPE) {
            model.close();
          } else if (keys.matches(look.key(), event) && dryRun.isVisible()) {
            look.run();
          } else if (keys.matches(andRun.key(), event) && more.isVisible()) {
            andRun.run();
          } else if (keys.matches(toAct.key(), event)) {
            (act.isVisible() ? toAct : next.isVisible() ? toConfirm : model.back()).run();
          } else {
            return;
          }
          event.consume();
        });
    ObservableValue<String> reason =
        Bindings.createStringBinding(
            () -> {
              Step now = model.stepProperty().get();
              return now == Step.REVIEW
                  ? toConfirm.whyNot().getValue()
                  : now == Step.CONFIRM ? toAct.whyNot().getValue() : "";
            },
            model.stepProperty(),
            toConfirm.whyNot(),
            toAct.whyNot());
    whyNot.textProperty().bind(reason);
  }

  private void show(@Nullable ApprovalContent now) {
    if (now == null) {
      title.setText(Texts.get("approval.items.reading"));
      for (Label each : new Label[] {identity, totals, risk, riskWhy, needs}) {
        each.setText("");
      }
      standing.getChildren().clear();
      facts.getChildren().clear();
      items.getItems().clear();
      shown(mismatch, false);
      return;
    }
    title.setText(now.title());
    put(standing, now.standing());
    identity.setText(now.identity());
    identity.getStyleClass().remove("warning-text");
    if (now.old()) {
      identity.getStyleClass().add("warning-text");
    }
    totals.setText(now.totals());
    risk.setText(now.risk());
    risk.pseudoClassStateChanged(RAISED, now.raised());
    riskWhy.setText(now.riskWhy());
    needs.setText(now.needs());
    facts(now.facts());
    items.getItems().setAll(now.items());
    items.getSelectionModel().selectFirst();
    shown(mismatch, !now.mismatchTitle().isEmpty());
    mismatchTitle.setText(now.mismatchTitle());
    mismatchLines.getChildren().setAll(now.mismatch().stream().map(Label::new).toList());
    shown(openNewer, now.newer());
    shown(judgeAgain, !now.newer());
    sentence.setText(now.sentence());
    confirmRisk.setText(now.risk() + " \u00b7 " + now.riskWhy());
    permanent.getItems().setAll(now.permanent());
    permanent.setPrefHeight(
        model.screen().textScale().get() * Math.min(200, 8 + 27 * now.permanent().size()));
    shown(permanentBox, !now.permanent().isEmpty());
    confirmNeeds.setText(now.needs());
    validity.setText(now.validity());
    notesLabel.setText(now.notesLabel());
    shown(typedBox, !now.wanted().isEmpty());
    typedLabel.setText(Texts.get("console.question.type", now.wanted()));
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

  private void put(Pane place, @Nullable Badge badge) {
    BadgeLabel label = new BadgeLabel(model.screen().ticker());
    label.show(badge);
    label.setMinWidth(Region.USE_PREF_SIZE);
    place.getChildren().setAll(label);
  }

  private void go(Step step) {
    shown(review, step == Step.REVIEW);
    shown(confirm, step == Step.CONFIRM);
    shown(run, step == Step.RUN);
    shown(result, step == Step.RESULT);
    stepLine
        .getChildren()
        .setAll(List.of(Step.values()).stream().map(each -> step(each, step)).toList());
    buttons();
    cancel.requestFocus();
  }

  private static Label step(Step each, Step now) {
    Label label =
        new Label(
            Texts.get(
                switch (each) {
                  case REVIEW -> "approval.step.review";
                  case CONFIRM -> "approval.step.confirm";
                  case RUN -> "approval.step.run";
                  case RESULT -> "approval.step.result";
                }));
    label.getStyleClass().add("approval-step");
    label.pseudoClassStateChanged(CURRENT, each == now);
    return label;
  }

  private void buttons() {
    Step step = model.stepProperty().get();
    ApprovalContent now = model.content().getValue();
    boolean open = now != null && now.open();
    boolean reviewing = step == Step.REVIEW;
    boolean confirming = step == Step.CONFIRM;
    shown(dryRun, reviewing);
    shown(reject, now != null && now.rejectable() && (reviewing || confirming));
    shown(back, confirming);
    shown(show, step != Step.RUN && model.showExecution().enabled());
    shown(stop, step == Step.RUN);
    shown(next, reviewing && open);
    shown(act, confirming || (step == Step.RESULT && open));
    shown(more, confirming && now != null && now.waiting());
    cancel.setText(
        Texts.get(
            switch (step) {
              case RUN -> "approval.action.hide";
              case RESULT -> "approval.action.close";
              default -> "console.question.cancel";
            }));
  }

  /** Where the keys are when it opens. */
  public Node first() {
    return cancel;
  }

  private static void shown(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  /** Words that a screen reader hears with their column. */
  private static final class WordCell extends TableCell<ApprovalItem, String> {
    WordCell(String styleClass) {
      getStyleClass().add(styleClass);
    }

    @Override
    protected void updateItem(String text, boolean none) {
      super.updateItem(text, none);
      setText(none ? null : text);
      setAccessibleText(none ? "" : getTableColumn().getText() + ": " + text);
    }
  }

  private static final class StateCell extends TableCell<ApprovalItem, Badge> {
    private final BadgeLabel label;

    StateCell(ApprovalViewModel model) {
      label = new BadgeLabel(model.screen().ticker());
      getStyleClass().add("badge-cell");
    }

    @Override
    protected void updateItem(Badge badge, boolean none) {
      super.updateItem(badge, none);
      label.show(none ? null : badge);
      setGraphic(none ? null : label);
      setAccessibleText(
          none ? "" : Objects.requireNonNull(getTableColumn()).getText() + ": " + label.getText());
    }
  }
}
