package dev.reeve.console.approval;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.BadgeLabel;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.CommandButtons;
import dev.reeve.console.fx.Copying;
import dev.reeve.console.fx.EnterPresses;
import dev.reeve.console.fx.FingerprintTile;
import dev.reeve.console.fx.Keymap;
import dev.reeve.console.fx.LongWords;
import dev.reeve.console.fx.Nodes;
import dev.reeve.console.fx.OneClick;
import dev.reeve.console.fx.Primary;
import dev.reeve.console.fx.ProblemStrip;
import dev.reeve.console.fx.Questions;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.fx.WholeLines;
import dev.reeve.console.fx.WorkspaceMark;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The approval dialog: joins {@code approval.fxml} with {@link ApprovalViewModel}, and holds the
 * view of each stage. Cancel has the focus at every stage, Enter never approves, Ctrl+Enter does,
 * Esc sets it aside.
 */
public final class ApprovalDialogView {
  /** What two files and some lines of a difference need below what no longer holds, in px. */
  private static final double LEAST = 210;

  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

  @FXML private VBox root;
  @FXML private Label title;
  @FXML private WorkspaceMark workspace;
  @FXML private HBox standing;
  @FXML private FingerprintTile fingerprint;
  @FXML private Label identity;
  @FXML private Label totals;
  @FXML private Label leftOut;
  @FXML private FlowPane stepLine;
  @FXML private ProblemStrip problem;
  @FXML private ScrollPane scroll;
  @FXML private StackPane stages;
  @FXML private VBox mismatch;
  @FXML private Label mismatchTitle;
  @FXML private Label mismatchWhy;
  @FXML private VBox mismatchLines;
  @FXML private Button showDifference;
  @FXML private Button copyMismatch;
  @FXML private Button judgeAgain;
  @FXML private Button openNewer;
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
  private final WorkspaceMark.Of setting;
  private final CommandButtons commands;
  private final ReviewView review;
  private final ConfirmView confirm;
  private final RunView run;
  private final ResultView result;

  /**
   * @param setting what it is done to: the dialog lies over the bar that says so
   */
  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public ApprovalDialogView(ApprovalViewModel model, WorkspaceMark.Of setting) {
    this.model = model;
    this.setting = setting;
    this.commands = new CommandButtons(model.screen().notices());
    this.review = new ReviewView(model, commands);
    this.confirm = new ConfirmView(model);
    this.run = new RunView(model.run());
    this.result = new ResultView(model);
  }

  /** The controllers that {@code approval.fxml} and its includes name. */
  public Object[] controllers() {
    return new Object[] {this, review, confirm, run, result};
  }

  @FXML
  void initialize() {
    model.screen().keymap().rule(root);
    problem.bind(model.problemProperty(), model.screen().ticker());
    workspace.tell(setting);
    confirm.tabsTo(back, cancel);
    WholeLines.in(scroll);
    bar();
    ObservableValue<@Nullable ApprovalContent> content = model.content();
    content.subscribe(this::show);
    model.standing().subscribe(badge -> put(standing, badge));
    identity.textProperty().bind(model.identity().map(LongWords::dotsAtEnd));
    model.fingerprint().subscribe(fingerprint::show);
    model.stepProperty().subscribe(this::go);
    content.addListener((observable, was, is) -> buttons());
    model.busyProperty().addListener((observable, was, is) -> buttons());
  }

  private void bar() {
    Command toConfirm = model.review().next();
    Command toAct = model.confirm().act();
    Command andRun = model.confirm().actAndRun();
    Command look = model.review().dryRun();
    commands.join(dryRun, look);
    commands.join(
        reject,
        model.confirm().reject(question -> Questions.ask(root, question, model.confirm()::reject)));
    commands.join(back, model.confirm().back());
    commands.join(show, model.result().showExecution());
    commands.join(stop, model.run().stop());
    commands.join(next, toConfirm);
    commands.join(act, toAct);
    commands.join(judgeAgain, model.review().judgeAgain());
    commands.join(openNewer, model.openNewer());
    commands.join(copyMismatch, model.copyMismatch(Copying::text));
    showDifference.setOnAction(
        event -> {
          review.showDifference();
          scroll.setVvalue(1);
        });
    commands.menu(more, andRun);
    cancel.setOnAction(event -> model.close());
    OneClick.only(dryRun, reject, back, show, stop, cancel, next, act);
    EnterPresses.neverOn(act);
    EnterPresses.neverOn(more); // its menu approves, too
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
            (act.isVisible() ? toAct : next.isVisible() ? toConfirm : model.confirm().back()).run();
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
                  : now == Step.CONFIRM ? whyNotOrKeys(toAct) : "";
            },
            model.stepProperty(),
            toConfirm.whyNot(),
            toAct.text(),
            toAct.whyNot());
    whyNot.textProperty().bind(reason);
    reason.subscribe(why -> whyNot(model.content().getValue()));
  }

  /** Enter never says the word: by which keys it is said stands beside the button. */
  private String whyNotOrKeys(Command toAct) {
    String why = toAct.whyNot().getValue();
    return why.isEmpty()
        ? Texts.get(
            "approval.confirm.keys",
            Keymap.shown(Keymap.of(root).key(toAct.key())),
            toAct.text().getValue())
        : why;
  }

  /** Where another judgement holds, the panel above has said why. */
  private void whyNot(@Nullable ApprovalContent now) {
    Nodes.show(whyNot, !whyNot.getText().isEmpty() && (now == null || now.holds()));
  }

  private void show(@Nullable ApprovalContent now) {
    review.show(now);
    whyNot(now);
    if (now == null) {
      title.setText(Texts.get("approval.items.reading"));
      List.of(totals, leftOut).forEach(label -> label.setText(""));
      Nodes.show(mismatch, false);
      scroll.setVvalue(0);
      return;
    }
    title.setText(now.title());
    identity.getStyleClass().remove("warning-text");
    if (now.old()) {
      identity.getStyleClass().add("warning-text");
    }
    totals.setText(now.totals());
    leftOut.setText(now.leftOut());
    Nodes.show(leftOut, !now.leftOut().isEmpty());
    Nodes.show(mismatch, !now.holds());
    stages.setMinHeight(now.holds() ? 0 : LEAST * model.screen().textScale().get());
    mismatchWhy.setText(now.mismatchWhy());
    Nodes.show(mismatchLines, !now.mismatch().isEmpty());
    Nodes.show(showDifference, !now.difference().isEmpty());
    mismatchTitle.setText(now.mismatchTitle());
    mismatchLines.getChildren().setAll(MismatchLine.of(now));
    Nodes.show(openNewer, now.newer());
    Nodes.show(judgeAgain, !now.newer());
    confirm.show(now);
  }

  private void put(Pane place, @Nullable Badge badge) {
    BadgeLabel label = new BadgeLabel(model.screen().ticker());
    label.show(badge);
    label.setMinWidth(Region.USE_PREF_SIZE);
    place.getChildren().setAll(label);
  }

  private void go(Step step) {
    Nodes.show(review.node(), step == Step.REVIEW);
    Nodes.show(confirm.node(), step == Step.CONFIRM);
    Nodes.show(run.node(), step == Step.RUN);
    Nodes.show(result.node(), step == Step.RESULT);
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
    Nodes.show(stepLine, open || !reviewing); // where nothing can be done, no step comes next
    Nodes.show(dryRun, reviewing && open);
    boolean said = now != null && (now.rejectable() || now.divisible());
    Nodes.show(reject, said && (reviewing || confirming)); // a choice of files moves no button
    Nodes.show(back, confirming);
    Nodes.show(show, step != Step.RUN && model.result().showExecution().enabled());
    Nodes.show(stop, step == Step.RUN);
    Nodes.show(next, reviewing && open);
    boolean left = step == Step.RESULT && open && !model.result().completed();
    Nodes.show(act, confirming || left);
    Nodes.show(more, confirming && now != null && now.waiting());
    boolean other = now != null && !now.holds() && reviewing;
    boolean only = !next.isVisible() && !act.isVisible() && !other && now != null;
    Primary.mark(cancel, only);
    cancel.setText(
        Texts.get(
            switch (step) {
              case RUN -> "approval.action.hide";
              case RESULT -> "approval.action.close";
              default -> now == null || open ? "console.question.cancel" : "approval.action.close";
            }));
  }

  /** Where the keys are when it opens. */
  public Node first() {
    return cancel;
  }
}
