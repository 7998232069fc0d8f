package dev.reeve.console.registry;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Cells;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.ResponsiveColumns;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.TablePane;
import dev.reeve.console.fx.Texts;
import java.time.Instant;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The Generators tab: joins {@code registry-generators.fxml} with {@link RegistryViewModel}. */
public final class GeneratorsView extends TablePane<GeneratorsRow> {
  @FXML private Button build;
  @FXML private Button buildAll;
  @FXML private Button difference;
  @FXML private TableColumn<GeneratorsRow, String> name;
  @FXML private TableColumn<GeneratorsRow, Badge> state;
  @FXML private TableColumn<GeneratorsRow, String> output;
  @FXML private TableColumn<GeneratorsRow, Long> files;
  @FXML private TableColumn<GeneratorsRow, Long> rows;
  @FXML private TableColumn<GeneratorsRow, @Nullable Instant> built;

  private final RegistryViewModel model;
  private final BooleanProperty drawerOpen;

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public GeneratorsView(RegistryViewModel model, BooleanProperty drawerOpen) {
    super(model.generators().list(), model::refresh, drawerOpen);
    this.model = model;
    this.drawerOpen = drawerOpen;
  }

  @FXML
  void initialize() {
    GeneratorsViewModel generators = model.generators();
    Screen screen = generators.list().screen();
    join(
        Texts.get("registry.generators.prompt"),
        Texts.get("registry.generators.drawer"),
        nothing(generators));
    Cells.column(name, GeneratorsRow::name, Cells.text());
    Cells.column(state, GeneratorsRow::badgeValue, Cells.badge(screen.ticker()));
    Cells.column(output, GeneratorsRow::output, Cells.path());
    Cells.column(files, GeneratorsRow::files, Cells.number(Formats::count));
    Cells.column(rows, GeneratorsRow::rows, Cells.number(Formats::count));
    Cells.column(built, GeneratorsRow::built, Cells.stamp(screen.ticker()));
    new ResponsiveColumns(table, screen.textScale())
        .times(built, screen.ticker())
        .flexible(name, 2, 120)
        .flexible(output, 3, 140)
        .hideFirst(rows, files, built)
        .follow();

    Asking asking = new Asking(table);
    Command one = generators.build(asking);
    Command different =
        generators.difference(
            () -> {
              drawerOpen.set(true);
              drawer.openPage(1);
            });
    ObservableBooleanValue any = generators.list().inScopeProperty().greaterThan(0);
    for (Button each : List.of(build, buildAll, difference)) {
      each.visibleProperty().bind(any); // until there is something to build
      each.managedProperty().bind(any);
    }
    buttons.join(build, one);
    buttons.join(buildAll, generators.buildAll(asking));
    buttons.join(difference, different);
    offerInTable(one, different);
  }

  /** A command stands below the words, in its own type, and can be taken from there. */
  private static Node nothing(GeneratorsViewModel generators) {
    Label words = new Label();
    words.setWrapText(true);
    words.textProperty().bind(generators.emptyText());
    TextField command = new TextField();
    command.setId("generators-command");
    command.setEditable(false);
    command.getStyleClass().addAll("mono", "command");
    command.accessibleTextProperty().bind(words.textProperty());
    command.textProperty().bind(generators.remedy());
    command.visibleProperty().bind(command.textProperty().isNotEmpty());
    command.managedProperty().bind(command.visibleProperty());
    VBox both = new VBox(words, command);
    both.getStyleClass().add("nothing-here");
    both.setAlignment(Pos.CENTER);
    return both;
  }
}
