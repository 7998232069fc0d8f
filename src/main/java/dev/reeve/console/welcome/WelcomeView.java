package dev.reeve.console.welcome;

import dev.reeve.console.fx.EnterPresses;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Icons;
import dev.reeve.console.fx.Nodes;
import dev.reeve.console.fx.ProblemStrip;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.fx.WholeLine;
import dev.reeve.console.welcome.WelcomeViewModel.RecentEntry;
import java.io.File;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;

/** The first window: joins {@code welcome.fxml} with {@link WelcomeViewModel}. */
public final class WelcomeView {
  private static final double NO_RECENT = 72;
  private static final double RECENT = 260;

  @FXML private StackPane welcome;
  @FXML private Label standing;
  @FXML private VBox start;
  @FXML private VBox look;
  @FXML private ProblemStrip problem;
  @FXML private Button open;
  @FXML private Button sample;
  @FXML private ListView<RecentEntry> recent;
  @FXML private Label lookTitle;
  @FXML private Label lookText;
  @FXML private ListView<String> creates;
  @FXML private Button adopt;
  @FXML private ProgressIndicator busy;
  @FXML private Label busyText;

  private final WelcomeViewModel model;

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public WelcomeView(WelcomeViewModel model) {
    this.model = model;
  }

  @FXML
  void initialize() {
    EnterPresses.in(welcome);
    standing.setGraphic(Icons.of(Icon.CIRCLE, 14));
    model.busyProperty().subscribe(is -> Nodes.show(standing, !is));
    model.looked().subscribe(this::turn);
    problem.bind(model.problemProperty(), model.screen().ticker());
    model
        .problemProperty()
        .subscribe(
            why -> {
              if (why != null) { // the button could not have the keys while it was at work
                model.screen().thread().execute(open::requestFocus);
              }
            });
    busy.visibleProperty().bind(model.busyProperty());
    busyText.visibleProperty().bind(model.busyProperty());
    busyText.managedProperty().bind(model.busyProperty());
    open.disableProperty().bind(model.busyProperty());
    sample.disableProperty().bind(model.busyProperty());
    adopt.disableProperty().bind(model.busyProperty());
    recent.disableProperty().bind(model.busyProperty());
    lookTitle.textProperty().bind(model.lookTitle());
    lookText.textProperty().bind(model.lookText());
    creates.setCellFactory(list -> new WholeLine());
    model.creates().subscribe(lines -> creates.getItems().setAll(lines));
    recent.setItems(model.recent());
    Label none = new Label(Texts.get("welcome.recent.none"));
    none.getStyleClass().add("muted");
    recent.setPlaceholder(none);
    recent
        .prefHeightProperty()
        .bind(Bindings.size(model.recent()).map(n -> n.intValue() == 0 ? NO_RECENT : RECENT));
    recent.setCellFactory(list -> new RecentCell());
    recent.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            openRecent();
          }
        });
    recent.setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2) {
            openRecent();
          }
        });
  }

  private void turn(boolean looked) {
    Nodes.show(start, !looked);
    Nodes.show(look, looked);
    standing.setText(Texts.get(looked ? "welcome.standing.looked" : "welcome.standing.start"));
  }

  private void openRecent() {
    RecentEntry entry = recent.getSelectionModel().getSelectedItem();
    if (entry != null) {
      model.choose(entry.folder());
    }
  }

  @FXML
  void openFolder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(Texts.get("welcome.open.title"));
    File chosen = chooser.showDialog(open.getScene().getWindow());
    if (chosen != null) {
      model.choose(chosen.getPath());
    }
  }

  @FXML
  void trySample() {
    model.sample();
  }

  @FXML
  void adoptFolder() {
    model.adopt();
  }

  @FXML
  void goBack() {
    model.back();
  }

  private static final class RecentCell extends ListCell<RecentEntry> {
    private final Label name = new Label();
    private final Label folder = new Label();
    private final VBox box = new VBox(name, folder);

    RecentCell() {
      getStyleClass().add("recent-cell");
      name.getStyleClass().add("recent-name");
      folder.getStyleClass().addAll("muted", "path-cell");
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(RecentEntry entry, boolean none) {
      super.updateItem(entry, none);
      if (none || entry == null) {
        setGraphic(null);
        return;
      }
      name.setText(entry.name());
      folder.setText(Texts.get("welcome.recent.line", entry.folder(), entry.opened()));
      setGraphic(box);
    }
  }
}
