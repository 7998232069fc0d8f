package dev.reeve.console.registry;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Cells;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.CommandButtons;
import dev.reeve.console.fx.Drawer;
import dev.reeve.console.fx.FilterField;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.LiveTable;
import dev.reeve.console.fx.PaneView;
import dev.reeve.console.fx.ProblemStrip;
import dev.reeve.console.fx.ResponsiveColumns;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import java.time.Instant;
import javafx.beans.property.BooleanProperty;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** The Generators tab: joins {@code registry-generators.fxml} with {@link RegistryViewModel}. */
public final class GeneratorsView implements PaneView {
  @FXML private FilterField filter;
  @FXML private Button pill;
  @FXML private ProblemStrip problem;
  @FXML private TableView<GeneratorsRow> table;
  @FXML private Button build;
  @FXML private Button buildAll;
  @FXML private Button difference;
  @FXML private TableColumn<GeneratorsRow, String> name;
  @FXML private TableColumn<GeneratorsRow, Badge> state;
  @FXML private TableColumn<GeneratorsRow, String> output;
  @FXML private TableColumn<GeneratorsRow, Long> files;
  @FXML private TableColumn<GeneratorsRow, Long> rows;
  @FXML private TableColumn<GeneratorsRow, @Nullable Instant> built;
  @FXML private StackPane tableBox;
  @FXML private Drawer drawer;

  private final RegistryViewModel model;
  private final BooleanProperty drawerOpen;

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public GeneratorsView(RegistryViewModel model, BooleanProperty drawerOpen) {
    this.model = model;
    this.drawerOpen = drawerOpen;
  }

  @FXML
  void initialize() {
    Generators generators = model.generators();
    Screen screen = generators.list().screen();
    filter.bind(Texts.get("registry.generators.prompt"), generators.list());
    problem.bind(generators.list(), model::refresh);
    Cells.column(name, GeneratorsRow::name, Cells.text());
    Cells.column(state, GeneratorsRow::badgeValue, Cells.badge(screen.ticker()));
    Cells.column(output, GeneratorsRow::output, Cells.path());
    Cells.column(files, GeneratorsRow::files, Cells.number(Formats::count));
    Cells.column(rows, GeneratorsRow::rows, Cells.number(Formats::count));
    Cells.column(built, GeneratorsRow::built, Cells.stamp(screen.ticker()));
    new ResponsiveColumns(table, screen.textScale())
        .flexible(name, 2, 120)
        .flexible(output, 3, 140)
        .hideFirst(rows, files, built)
        .follow();
    LiveTable.join(table, generators.list(), pill);
    LiveTable.whenEmpty(table, model.noGeneratorsText());
    drawer.bind(generators.list(), Texts.get("registry.generators.drawer"));

    CommandButtons buttons = new CommandButtons(screen.notices());
    Asking asking = new Asking(table);
    Command one = generators.build(asking);
    Command different =
        generators.difference(
            () -> {
              drawerOpen.set(true);
              drawer.openPage(1);
            });
    buttons.join(build, one);
    buttons.join(buildAll, generators.buildAll(asking));
    buttons.join(difference, different);
    buttons.keys(table, one, different);
    table.setContextMenu(new ContextMenu(buttons.item(one), buttons.item(different)));
    drawer.beside(tableBox, drawerOpen);
  }

  @Override
  public Node filter() {
    return filter.field();
  }

  @Override
  public Node table() {
    return table;
  }

  @Override
  public Drawer drawer() {
    return drawer;
  }
}
