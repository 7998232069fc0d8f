package dev.reeve.console.registry;

import dev.reeve.console.fx.BadgeLabel;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.CommandButtons;
import dev.reeve.console.fx.Drawer;
import dev.reeve.console.fx.PaneHeader;
import dev.reeve.console.fx.PaneView;
import dev.reeve.console.fx.Primary;
import dev.reeve.console.fx.TablePane;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.fx.ToggleTabs;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;

/** The Registry pane: title row with figures, and its four tabs. Joins {@code registry.fxml}. */
public final class RegistryPaneView implements PaneView {
  @FXML private Parent pane;
  @FXML private ToggleButton recordsTab;
  @FXML private ToggleButton findingsTab;
  @FXML private ToggleButton backupsTab;
  @FXML private ToggleButton generatorsTab;
  @FXML private HBox upgradeOffer;
  @FXML private Label upgradeText;
  @FXML private Hyperlink upgrade;
  @FXML private HBox conflictStrip;
  @FXML private Label conflictText;
  @FXML private Button rebase;
  @FXML private Button threeWay;
  @FXML private Button conflictClose;
  @FXML private PaneHeader header;
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
  @FXML private Parent generators;
  @FXML private RecordsView recordsController;
  @FXML private FindingsView findingsController;
  @FXML private BackupsView backupsController;
  @FXML private GeneratorsView generatorsController;

  private final RegistryViewModel model;
  private final ObservableBooleanValue comparisonFirst;

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public RegistryPaneView(RegistryViewModel model) {
    this.model = model;
    ObservableBooleanValue first = model.figures().comparisonFirst();
    this.comparisonFirst =
        Bindings.createBooleanBinding(
            () -> first.get() && model.tabProperty().get() != RegistryTab.FINDINGS,
            first,
            model.tabProperty());
  }

  @FXML
  void initialize() {
    ToggleTabs.join(model.tabProperty())
        .tab(RegistryTab.RECORDS, recordsTab, records)
        .tab(RegistryTab.FINDINGS, findingsTab, findings)
        .tab(RegistryTab.BACKUPS, backupsTab, backups)
        .tab(RegistryTab.GENERATORS, generatorsTab, generators);
    findingsTab.textProperty().bind(model.findings().tab());
    backupsTab.textProperty().bind(model.figures().backupsTab());
    figure(hash, model.figures().hash());
    hash.setTooltip(new Tooltip(Texts.get("registry.header.hash")));
    hash.setAccessibleHelp(Texts.get("registry.header.hash"));
    figure(recordCount, model.figures().recordCount());
    figure(validation, model.figures().validation());
    validation.setTooltip(new Tooltip(Texts.get("registry.header.validated-hint")));
    validation.setAccessibleHelp(Texts.get("registry.header.validated-hint"));
    showHeldPlan();
    model.tabProperty().subscribe(tab -> current().besideFilter(figures));
    comparisonFirst.subscribe(
        first -> {
          Primary.mark(reconcile, first);
          Primary.mark(validate, !first);
        });
    progressText.textProperty().bind(model.reconciliation().text());
    progress.progressProperty().bind(model.reconciliation().fraction());
    progressBox.visibleProperty().bind(model.reconciliation().running());
    progressBox.managedProperty().bind(progressBox.visibleProperty());

    CommandButtons buttons = new CommandButtons(model.records().list().screen().notices());
    Command check = model.validate();
    buttons.join(validate, check);
    Asking asking = new Asking(pane);
    buttons.join(reconcile, model.reconciliation().command(asking));
    buttons.join(upgrade, model.upgrade().command(asking));
    buttons.join(rebase, model.conflicts().rebase());
    buttons.join(threeWay, model.conflicts().threeWay(asking));
    conflictClose.setText(Texts.get("console.problem.close"));
    conflictClose.setOnAction(event -> model.conflicts().forget());
    strip(upgradeOffer, upgradeText, model.upgrade().offer());
    strip(conflictStrip, conflictText, model.conflicts().text());
  }

  /** A figure is there while it is known. */
  private static void figure(Label label, ObservableValue<String> words) {
    label.textProperty().bind(words);
    label.visibleProperty().bind(label.textProperty().isNotEmpty());
    label.managedProperty().bind(label.visibleProperty());
  }

  /** A strip is there while it has something to say. */
  private static void strip(HBox strip, Label text, ObservableValue<String> words) {
    text.textProperty().bind(words);
    strip.visibleProperty().bind(text.textProperty().isNotEmpty());
    strip.managedProperty().bind(strip.visibleProperty());
  }

  /** Beside the button that settles it. */
  private void showHeldPlan() {
    BadgeLabel held = new BadgeLabel(model.records().list().screen().ticker());
    held.setId("registry-held");
    Tooltip why = new Tooltip();
    why.textProperty().bind(model.figures().heldReason());
    held.setTooltip(why);
    model.figures().heldPlan().subscribe(held::show);
    header.getChildren().add(header.getChildren().indexOf(reconcile), held);
  }

  private TablePane<?> current() {
    return switch (model.tabProperty().get()) {
      case RECORDS -> recordsController;
      case FINDINGS -> findingsController;
      case BACKUPS -> backupsController;
      case GENERATORS -> generatorsController;
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
