package dev.reeve.console.fx;

import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * Asks a {@link Question} in a window-modal dialog. The focus begins where nothing can happen: in
 * the field of the reason, if one is needed, else on Cancel. Screen thread.
 */
public final class Questions {
  private static final int FEW = 6;
  private static final double SCROLLED = 260;

  private Questions() {}

  /**
   * Asks, and hands on the reason, empty when none was asked for; nothing on Cancel.
   *
   * @param owner a node of the window that waits
   */
  public static void ask(Node owner, Question question, Consumer<String> yes) {
    Dialog<ButtonType> dialog = new Dialog<>();
    Window window = owner.getScene().getWindow();
    dialog.initOwner(window);
    Behind.pale(window, dialog.showingProperty());
    TextField reason = pane(dialog.getDialogPane(), question);
    dialog.setTitle(question.title());
    dialog.getDialogPane().setStyle(owner.getScene().getRoot().getStyle());
    Node first = reason == null ? dialog.getDialogPane().lookupButton(ButtonType.CANCEL) : reason;
    beginAt(dialog, first);
    dialog
        .showAndWait()
        .filter(pressed -> pressed.getButtonData() == ButtonData.OTHER)
        .ifPresent(pressed -> yes.accept(reason == null ? "" : reason.getText().strip()));
  }

  /** Has a dialog begin within its screen, with the focus on this node. */
  public static void beginAt(Dialog<?> dialog, Node first) {
    dialog.setOnShown(
        event -> {
          dialog.getDialogPane().applyCss(); // the bar puts its buttons in order, which moves focus
          dialog.getDialogPane().layout();
          DialogPlace.keep(dialog.getDialogPane().getScene().getWindow(), dialog.getOwner());
          first.requestFocus();
        });
  }

  /** Few lines stand there in whole; many are scrolled. */
  private static Node lines(Question question) {
    VBox lines = new VBox();
    lines.getStyleClass().add("question-lines");
    for (String text : question.lines()) {
      Label line = new Label(text);
      line.setWrapText(true);
      line.setMinHeight(Region.USE_PREF_SIZE); // never cut: it is read before an answer
      lines.getChildren().add(line);
    }
    if (question.lines().size() <= FEW) {
      return lines;
    }
    ScrollPane scrolled = new ScrollPane(lines);
    scrolled.setId("question-lines");
    scrolled.setFitToWidth(true);
    scrolled.setPrefHeight(SCROLLED);
    scrolled.setAccessibleText(question.title());
    return scrolled;
  }

  /** A wrong text is told in words beside the field; only the right one lets the act through. */
  private static void typed(VBox body, Button act, String wanted) {
    Label label = new Label(Texts.get("console.question.type", wanted));
    label.setWrapText(true);
    TextField field = new TextField();
    field.setId("question-typed");
    label.setLabelFor(field);
    Label wrong = new Label(Texts.get("console.question.typed-wrong", wanted));
    wrong.getStyleClass().add("muted");
    var right = field.textProperty().map(text -> text.strip().equals(wanted));
    wrong
        .visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> !field.getText().isBlank() && !field.getText().strip().equals(wanted),
                field.textProperty()));
    act.disableProperty().bind(right.map(yes -> !yes));
    body.getChildren().addAll(label, field, wrong);
  }

  /** Orders the buttons as in every dialog here: what does nothing first. */
  public static void inOrder(DialogPane pane) {
    ((ButtonBar) pane.lookup(".button-bar")).setButtonOrder("+CU");
  }

  /** Fills a dialog pane; gives the reason's field, null when no reason is asked for. */
  static @Nullable TextField pane(DialogPane pane, Question question) {
    pane.setId("question");
    pane.getStyleClass().add("question");
    EnterPresses.in(pane);
    ButtonType verb = new ButtonType(question.verb(), ButtonData.OTHER);
    pane.getButtonTypes().setAll(ButtonType.CANCEL, verb);
    inOrder(pane);
    Button act = (Button) pane.lookupButton(verb);
    act.setId("question-act");
    EnterPresses.neverOn(act);
    Button cancel = (Button) pane.lookupButton(ButtonType.CANCEL);
    cancel.setId("question-cancel");
    cancel.setText(Texts.get("console.question.cancel"));
    if (question.danger()) {
      act.getStyleClass().add("danger");
    } else {
      (question.advised() ? act : cancel).getStyleClass().add("primary");
    }

    Label title = new Label(question.title());
    title.getStyleClass().add("section-title");
    title.setWrapText(true);
    Label text = new Label(question.text());
    text.setWrapText(true);
    VBox body = new VBox(title, text);
    body.getStyleClass().add("question-body");
    if (!question.lines().isEmpty()) {
      body.getChildren().add(lines(question));
    }
    pane.setContent(body);
    if (question.typed() != null) {
      typed(body, act, question.typed());
      return null;
    }
    if (question.reason() == null) {
      return null;
    }
    Label label = new Label(question.reason());
    TextField reason = new TextField();
    reason.setId("question-reason");
    label.setLabelFor(reason);
    Label needed = new Label(Texts.get("console.question.reason-needed"));
    needed.getStyleClass().add("muted");
    needed.setWrapText(true);
    needed
        .visibleProperty()
        .bind(
            Bindings.createBooleanBinding(() -> reason.getText().isBlank(), reason.textProperty()));
    act.disableProperty().bind(needed.visibleProperty());
    body.getChildren().addAll(label, reason, needed);
    return reason;
  }
}
