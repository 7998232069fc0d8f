package dev.reeve.console.settings;

import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.CommandButtons;
import dev.reeve.console.fx.Drawer;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Icons;
import dev.reeve.console.fx.Nodes;
import dev.reeve.console.fx.PaneView;
import dev.reeve.console.fx.Primary;
import dev.reeve.console.fx.ProblemStrip;
import dev.reeve.console.fx.RowInSight;
import dev.reeve.console.fx.SearchField;
import dev.reeve.console.fx.StaleStamp;
import dev.reeve.console.fx.SystemFiles;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.fx.WhileShown;
import dev.reeve.console.fx.WholeLines;
import dev.reeve.console.settings.Setting.Section;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The Settings pane: joins {@code settings.fxml} with {@link SettingsViewModel}. */
public final class SettingsView implements PaneView {
  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");
  private static final PseudoClass POINTED = PseudoClass.getPseudoClass("pointed");

  @FXML private SearchField search;
  @FXML private Label count;
  @FXML private StaleStamp stale;
  @FXML private Button file;
  @FXML private ListView<Section> sections;
  @FXML private ProblemStrip problem;
  @FXML private ScrollPane scroll;
  @FXML private Label note;
  @FXML private VBox problems;
  @FXML private VBox rows;

  private final SettingsViewModel model;
  private final Drawer noDrawer = new Drawer();
  private final Map<Setting, SettingRowNode> made = new IdentityHashMap<>();
  private @Nullable RowInSight sight;

  /** Id of the setting that a link points at, until it was brought into sight. */
  private @Nullable String sought;

  private final Map<Section, Label> titles = new EnumMap<>(Section.class);
  private final Label none = new Label();
  private final Button clear = new Button(Texts.get("settings.clear"));
  private boolean choosing;

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public SettingsView(SettingsViewModel model) {
    this.model = model;
  }

  @FXML
  void initialize() {
    noDrawer.setVisible(false);
    problem.bind(
        model.problemProperty(), model.screen().ticker(), model.unreadProperty(), model::refresh);
    search.textProperty().bindBidirectional(model.searchProperty());
    count.textProperty().bind(model.nOfM());
    CommandButtons commands = new CommandButtons(model.screen().notices());
    Command open = model.openFile(SystemFiles::open);
    commands.join(file, open);
    commands.keys(sections, open);
    sections.getItems().setAll(Section.values());
    sections.setCellFactory(view -> new SectionCell());
    model.sectionProperty().subscribe(this::mark);
    model.searchProperty().subscribe(this::mark);
    model.searchProperty().subscribe(() -> none.setText(model.emptyText()));
    sections
        .getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (observable, was, is) -> {
              if (is != null) {
                choose(is);
              }
            });
    model.staleSinceProperty().subscribe(stale::show);
    model
        .staleSinceProperty()
        .subscribe(since -> rows.pseudoClassStateChanged(STALE, since != null));
    model.problemProperty().subscribe(this::show);
    model.pointedProperty().subscribe(this::show);
    model.shown().addListener((ListChangeListener<Setting>) change -> show());
    model.problems().addListener((ListChangeListener<FileProblem>) change -> show());
    none.setWrapText(true);
    clear.setId("settings-clear");
    clear.setOnAction(event -> model.searchProperty().set(""));
    mark();
    show();
    sight = RowInSight.keep(scroll, rows);
    WholeLines.in(scroll);
    WhileShown.listen(
        scroll,
        () ->
            model
                .pointedProperty()
                .subscribe(
                    id -> {
                      sought = id;
                      reveal();
                    }));
  }

  private void choose(Section section) {
    choosing = true;
    model.searchProperty().set("");
    model.sectionProperty().set(section);
    choosing = false;
  }

  /** Marks the section that is shown; none over what was found in several. */
  private void mark() {
    if (choosing) {
      return;
    }
    if (model.searching()) {
      sections.getSelectionModel().clearSelection();
      if (sections.isFocused()) {
        search.requestFocus(); // the keys are where one searches, not at a list that marks nothing
      }
    } else {
      sections.getSelectionModel().select(model.sectionProperty().get());
    }
  }

  private void show() {
    note.setText(model.note());
    boolean policy = model.sectionProperty().get() == Section.POLICY && !model.searching();
    Nodes.show(note, !note.getText().isEmpty());
    problems
        .getChildren()
        .setAll(policy ? model.problems().stream().map(SettingsView::problem).toList() : List.of());
    made.keySet().removeIf(each -> !model.all().contains(each));
    List<Node> nodes = new ArrayList<>();
    Section last = null;
    for (Setting setting : model.shown()) {
      if (setting.section() != last && model.searching()) {
        nodes.add(titles.computeIfAbsent(setting.section(), SettingsView::title));
      }
      last = setting.section();
      Node row = made.computeIfAbsent(setting, this::made);
      row.pseudoClassStateChanged(POINTED, isPointed(setting));
      nodes.add(row);
    }
    if (nodes.isEmpty()) {
      nodes.addAll(none());
    }
    if (!rows.getChildren().equals(nodes)) { // a field that stays keeps the keys
      rows.getChildren().setAll(nodes);
    }
    markPrimary();
    reveal();
  }

  /** Once, when it is there: whoever scrolls on is not taken back. */
  private void reveal() {
    if (sight == null || sought == null) {
      return;
    }
    for (Setting setting : model.shown()) {
      SettingRowNode row = made.get(setting);
      if (row != null && setting.id().equals(sought)) {
        sought = null;
        sight.reveal(row);
        return;
      }
    }
  }

  private boolean isPointed(Setting setting) {
    return setting.id().equals(model.pointedProperty().get());
  }

  private SettingRowNode made(Setting setting) {
    SettingRowNode node = new SettingRowNode(setting);
    if (node.save() != null) {
      node.save().visibleProperty().addListener((observable, was, is) -> markPrimary());
    }
    return node;
  }

  /** The first change on show that waits to be saved; without one, the file. */
  private void markPrimary() {
    boolean waits = false;
    for (Node each : rows.getChildren()) {
      Button save = each instanceof SettingRowNode row ? row.save() : null;
      if (save != null) {
        Primary.mark(save, !waits && save.isVisible());
        waits |= save.isVisible();
      }
    }
    Primary.mark(file, !waits);
  }

  private static Label title(Section section) {
    Label title = new Label(SettingsViewModel.sectionName(section));
    title.getStyleClass().add("section-title");
    return title;
  }

  private List<Node> none() {
    none.setText(model.emptyText());
    return model.searching() ? List.of(none, clear) : List.of(none);
  }

  private static Node problem(FileProblem problem) {
    Label text =
        new Label(
            problem.line() == 0
                ? problem.text()
                : Texts.get("settings.policy.problem", problem.line(), problem.text()));
    text.setWrapText(true);
    HBox line = new HBox(8, Icons.of(Icon.TRIANGLE), text);
    line.getStyleClass().add("settings-problem");
    return line;
  }

  private static final class SectionCell extends ListCell<Section> {
    @Override
    protected void updateItem(@Nullable Section section, boolean none) {
      super.updateItem(section, none);
      setText(none || section == null ? null : SettingsViewModel.sectionName(section));
    }
  }

  @Override
  public Node filter() {
    return search;
  }

  @Override
  public Node table() {
    return sections;
  }

  @Override
  public Drawer drawer() {
    return noDrawer;
  }
}
