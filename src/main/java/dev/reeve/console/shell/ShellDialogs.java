package dev.reeve.console.shell;

import dev.reeve.console.approval.ApprovalDialogView;
import dev.reeve.console.approval.ApprovalViewModel;
import dev.reeve.console.executions.EvidenceView;
import dev.reeve.console.executions.EvidenceViewModel;
import dev.reeve.console.fx.SideWindow;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.fx.ViewLoader;
import dev.reeve.console.fx.WorkspaceMark;
import dev.reeve.console.links.ApplyView;
import dev.reeve.console.links.ApplyViewModel;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.StackPane;

/** The large dialogs of a workspace's window. Screen thread. */
final class ShellDialogs {
  private ShellDialogs() {}

  /**
   * Each opens over the window when its model says so.
   *
   * @return whether one is open, which tells what is said then
   */
  static ObservableBooleanValue join(Node shell, ShellViewModel model) {
    WorkspaceMark.Of setting = new WorkspaceMark.Of(model.workspace(), model.engine().badge());
    ApprovalViewModel approval = model.approval();
    ApprovalDialogView word = new ApprovalDialogView(approval, setting);
    SideWindow.join(
        shell,
        titled(approval.title(), model),
        approval.openProperty(),
        () ->
            telling(
                model,
                approval.openProperty(),
                ViewLoader.load("approval.fxml", word.controllers())),
        word::first,
        approval::close);
    model.queue().commands().anotherIdBy(approval::open);
    model.registry().records().anotherIdBy(approval::open);
    ApplyViewModel apply = model.links().apply();
    ApplyView before = new ApplyView(apply, setting);
    SideWindow.join(
        shell,
        titled(apply.title(), model),
        apply.openProperty(),
        () -> telling(model, apply.openProperty(), ViewLoader.load("links-apply.fxml", before)),
        before::first,
        apply::close);
    EvidenceViewModel evidence = model.executions().evidence();
    EvidenceView look = new EvidenceView(evidence, setting);
    SideWindow.join(
        shell,
        titled(new ReadOnlyStringWrapper(Texts.get("executions.evidence.title")), model),
        evidence.openProperty(),
        () -> telling(model, evidence.openProperty(), ViewLoader.load("evidence.fxml", look)),
        look::first,
        evidence::close);
    return Bindings.or(
        Bindings.or(approval.openProperty(), apply.openProperty()), evidence.openProperty());
  }

  /** The same with what is said while it is open: the window below is out of reach. */
  private static Parent telling(
      ShellViewModel model, ReadOnlyBooleanProperty open, Parent content) {
    Toast toast = new Toast();
    toast.tell(model.screen().notices(), open.not(), null);
    StackPane.setAlignment(toast, Pos.BOTTOM_LEFT);
    ToastPlace.keepLeft(toast, content);
    return new StackPane(content, toast);
  }

  /** Each says what workspace it is about. */
  private static ObservableValue<String> titled(
      ObservableValue<String> title, ShellViewModel model) {
    return title.map(words -> words + " \u2013 " + model.workspace());
  }
}
