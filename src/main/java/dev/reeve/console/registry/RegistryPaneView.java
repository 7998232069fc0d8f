package dev.reeve.console.registry;

import dev.reeve.console.fx.BadgeLabel;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.CommandButtons;
import dev.reeve.console.fx.Drawer;
import dev.reeve.console.fx.PaneView;
import dev.reeve.console.fx.Questions;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.fx.ToggleTabs;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;

/** The Registry pane: title row with figures, and its three tabs. Joins {@code registry.fxml}. */
public final class RegistryPaneView implements PaneView {
  @FXML private Parent pane;
  @FXML private ToggleButton recordsTab;
  @FXML private ToggleButton findingsTab;
  @FXML private ToggleButton backupsTab;
  @FXML private FlowPane figures;
  @FXML private Label hash;
  @FXML private Label recordCount;
  @FXML private Label validation;
  @FXML private HBox progressBox;
  @FXML private ProgressBar progress;
  @FXML private Label progressText;
  @FXML private Button reconcile;
  @FXML private Button validate;
  @FXML private Parent records;
  @FXML private Parent findings;
  @FXML private Parent backups;
  @FXML private RecordsView recordsController;
  @FXML private FindingsView findingsController;
  @FXML private BackupsView backupsController;

  private final RegistryViewModel model;

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public RegistryPaneView(RegistryViewModel model) {
    this.model = model;
  }

  @FXML
  void initialize() {
    ToggleTabs.join(model.tabProperty())
        .tab(RegistryTab.RECORDS, recordsTab, records)
        .tab(RegistryTab.FINDINGS, findingsTab, findings)
        .tab(RegistryTab.BACKUPS, backupsTab, backups);
    findingsTab
        .textProperty()
        .bind(
            model
                .findings()
                .inScopeProperty()
                .map(n -> Texts.get("registry.tab.findings", n.intValue())));
    backupsTab
        .textProperty()
        .bind(
            model
                .backups()
                .inScopeProperty()
                .map(n -> Texts.get("registry.tab.backups", n.intValue())));
    hash.textProperty().bind(model.hash());
    recordCount.textProperty().bind(model.recordCount());
    validation.textProperty().bind(model.validation());
    showHeldPlan();
    progressText.textProperty().bind(model.reconciliation().text());
    progress.progressProperty().bind(model.reconciliation().fraction());
    progressBox.visibleProperty().bind(model.reconciliation().running());
    progressBox.managedProperty().bind(progressBox.visibleProperty());

    CommandButtons buttons = new CommandButtons(model.records().screen().notices());
    Command check = model.validate();
    buttons.join(validate, check);
    buttons.join(
        reconcile,
        model
            .reconciliation()
            .command(
                question ->
                    Questions.ask(pane, question, nothing -> model.reconciliation().start())));
  }

  /** First in the row: it is what needs a person. */
  private void showHeldPlan() {
    BadgeLabel held = new BadgeLabel(model.records().screen().ticker());
    held.setId("registry-held");
    Tooltip why = new Tooltip();
    why.textProperty().bind(model.heldReason());
    held.setTooltip(why);
    model.heldPlan().subscribe(held::show);
    figures.getChildren().addFirst(held);
  }

  private PaneView current() {
    return switch (model.tabProperty().get()) {
      case RECORDS -> recordsController;
      case FINDINGS -> findingsController;
      case BACKUPS -> backupsController;
    };
  }

  @Override
  public Node filter() {
    return current().filter();
  }

  @Override
  public Node table() {
    return current().table();
  }

  @Override
  public Drawer drawer() {
    return current().drawer();
  }
}
