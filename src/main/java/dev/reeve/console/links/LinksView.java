package dev.reeve.console.links;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.BadgeLabel;
import dev.reeve.console.fx.Cells;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.CommandButtons;
import dev.reeve.console.fx.Drawer;
import dev.reeve.console.fx.FilterField;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.LiveTable;
import dev.reeve.console.fx.Nodes;
import dev.reeve.console.fx.PaneView;
import dev.reeve.console.fx.Primary;
import dev.reeve.console.fx.ProblemStrip;
import dev.reeve.console.fx.ResponsiveColumns;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.TablePane;
import dev.reeve.console.fx.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The Doc links pane: joins {@code links.fxml} with {@link LinksViewModel}. */
public final class LinksView implements PaneView {
  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");
  private static final PseudoClass TIGHT = PseudoClass.getPseudoClass("tight");

  @FXML private VBox pane;
  @FXML private StackPane need;
  @FXML private FlowPane heading;
  @FXML private PartsBar bar;
  @FXML private VBox figures;
  @FXML private Label progressText;
  @FXML private Label paceText;
  @FXML private HBox scanBox;
  @FXML private ProgressBar scanBar;
  @FXML private Label scanText;
  @FXML private MenuButton more;
  @FXML private Button scan;
  @FXML private Button apply;
  @FXML private FilterField filter;
  @FXML private Button pill;
  @FXML private ToggleButton nav;
  @FXML private ToggleButton deep;
  @FXML private MenuButton grouping;
  @FXML private ProblemStrip problem;
  @FXML private Label told;
  @FXML private StackPane body;
  @FXML private HBox wide;
  @FXML private VBox tall;
  @FXML private StackPane tableBox;
  @FXML private VBox side;
  @FXML private TableView<LinkRow> table;
  @FXML private TableColumn<LinkRow, Boolean> mark;
  @FXML private TableColumn<LinkRow, Badge> state;
  @FXML private TableColumn<LinkRow, LinkRow.Where> where;
  @FXML private TableColumn<LinkRow, String> words;
  @FXML private TableColumn<LinkRow, String> target;
  @FXML private TableColumn<LinkRow, String> reason;
  @FXML private TableColumn<LinkRow, LinkRow.Score> score;
  @FXML private TableColumn<LinkRow, @Nullable Integer> candidates;
  @FXML private TableColumn<LinkRow, @Nullable Integer> same;
  @FXML private TableColumn<LinkRow, String> decision;
  @FXML private TableColumn<LinkRow, String> by;
  @FXML private TableColumn<LinkRow, @Nullable Instant> when;
  @FXML private Drawer noDrawer;

  private final LinksViewModel model;
  private final Screen screen;
  private final CommandButtons buttons;
  private final CandidatesView candidatesView;
  private final ObservableBooleanValue sideOpen;
  private final Button clearFilter = new Button();

  /**
   * @param sideOpen whether what stands beside the table is shown
   */
  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public LinksView(LinksViewModel model, ObservableBooleanValue sideOpen) {
    this.model = model;
    this.screen = model.list().screen();
    this.sideOpen = sideOpen;
    this.buttons = new CommandButtons(screen.notices());
    this.candidatesView = new CandidatesView(model, buttons);
  }

  /** The controllers that {@code links.fxml} and its include name. */
  public Object[] controllers() {
    return new Object[] {this, candidatesView};
  }

  @FXML
  void initialize() {
    Nodes.show(noDrawer, false);
    header();
    filter.bind(Texts.get("links.filter.prompt"), model.list(), table);
    filter.countTells(model.header().lookedText());
    problem.bind(model.list(), model.scanning()::scan);
    LiveTable.join(table, model.list(), pill);
    Label none = new Label();
    none.setWrapText(true);
    none.textProperty().bind(model.header().emptyText());
    table.setPlaceholder(TablePane.noRows(table, model.list(), none, clearFilter));
    model
        .list()
        .reading()
        .staleSinceProperty()
        .subscribe(
            since -> {
              table.pseudoClassStateChanged(STALE, since != null);
              side.pseudoClassStateChanged(STALE, since != null);
              table.setAccessibleHelp(
                  since == null
                      ? null
                      : Texts.get("console.table.stale-told", Formats.clock(since)));
            });
    told.textProperty().bind(model.header().told());
    told.textProperty().subscribe(text -> Nodes.show(told, !text.isEmpty()));
    columns();
    modes();
    commands();
    ObservableBooleanValue beside =
        BesideOrBelow.follow(
            body,
            wide,
            tall,
            screen.textScale(),
            new BesideOrBelow.Part(tableBox, SidePlace.THREE_ROWS),
            new BesideOrBelow.Part(side, SidePlace.ONE_CANDIDATE));
    beside.subscribe(hasRoom -> bar.stand(hasRoom, heading, figures));
    beside.subscribe(fits -> pane.pseudoClassStateChanged(TIGHT, !fits));
    SidePlace.follow(tableBox, side, beside, sideOpen, model, candidatesView);
    model.onFocus(this::go);
  }

  private void header() {
    BadgeLabel left = new BadgeLabel(screen.ticker());
    left.setId("links-left");
    model.header().need().subscribe(left::show);
    need.getChildren().setAll(left);
    model.header().need().subscribe(badge -> Nodes.show(need, badge != null));
    progressText.textProperty().bind(model.header().progressText());
    paceText.textProperty().bind(model.decisions().paceText());
    progressText.textProperty().subscribe(text -> Nodes.show(figures, !text.isEmpty()));
    paceText.textProperty().subscribe(text -> Nodes.show(paceText, !text.isEmpty()));
    scanText.textProperty().bind(model.scanning().text());
    model.scanning().scanningProperty().subscribe(now -> Nodes.show(scanBox, now));
    scanBar.progressProperty().bind(model.scanning().fraction());
    bar.accessibleTextProperty().bind(model.header().barText());
    model.header().parts().subscribe(bar::show);
  }

  private void columns() {
    mark.setCellValueFactory(data -> data.getValue().marked());
    mark.setCellFactory(column -> new LinkCells.Mark(model::toggleMark));
    Cells.column(state, LinkRow::badgeValue, Cells.badge(screen.ticker()));
    Cells.column(where, LinkRow::where, column -> new LinkCells.Place(model::toggleFold));
    Cells.column(words, LinkRow::words, Cells.text());
    Cells.column(target, LinkRow::target, Cells.path());
    Cells.column(reason, LinkRow::reason, Cells.<LinkRow>text().bare());
    Cells.column(score, LinkRow::score, LinkCells.sureness());
    Cells.column(candidates, LinkRow::candidates, Cells.number(LinksView::count));
    Cells.column(same, LinkRow::same, Cells.number(LinksView::count));
    Cells.column(decision, LinkRow::decision, Cells.<LinkRow>path().bare());
    Cells.column(by, LinkRow::by, Cells.text());
    Cells.column(when, LinkRow::when, Cells.stamp(screen.ticker()));
    new ResponsiveColumns(table, screen.textScale())
        .flexible(where, 3, 240)
        .flexible(target, 2, 140)
        .flexible(decision, 3, 150)
        .hideFirst(when, by, words, candidates, same, reason, decision, score, target)
        .notBelow(candidates, LinkRow::isDecided)
        .notBelow(same, LinkRow::isDecided)
        .follow();
    table
        .getSortOrder()
        .addListener(
            (ListChangeListener<TableColumn<LinkRow, ?>>)
                change -> model.sortedProperty().set(!table.getSortOrder().isEmpty()));
  }

  private static String count(@Nullable Integer number) {
    return number == null ? "" : Formats.count(number);
  }

  private void modes() {
    model.navOnlyProperty().subscribe(nav::setSelected);
    model.navOnlyProperty().subscribe(only -> deep.setSelected(!only));
    nav.setTooltip(new Tooltip(Texts.get("links.mode.nav-told")));
    Tooltip all = new Tooltip();
    all.textProperty()
        .bind(
            model
                .header()
                .lookedText()
                .map(looked -> (Texts.get("links.mode.deep-told") + ". " + looked).strip()));
    deep.setTooltip(all);
    nav.setOnAction(event -> mode(true));
    deep.setOnAction(event -> mode(false));
    GroupingMenu.join(grouping, model);
  }

  private void mode(boolean navOnly) {
    model.navOnlyProperty().set(navOnly);
    nav.setSelected(navOnly);
    deep.setSelected(!navOnly);
  }

  private void commands() {
    LinkCommands offered = model.commands();
    Command carryOut = offered.apply();
    Command read = offered.scan();
    Command export = offered.export(name -> ExportFile.choose(table, name));
    buttons.join(apply, carryOut);
    buttons.join(scan, read);
    model.knownProperty().subscribe(now -> Nodes.show(apply, now != null));
    model.knownProperty().subscribe(this::markPrimary);
    model.rows().figuresProperty().subscribe(this::markPrimary);
    model.candidates().decidable().subscribe(this::markPrimary);
    sideOpen.subscribe(this::markPrimary);
    clearFilter.visibleProperty().subscribe(this::markPrimary);
    table.getItems().addListener((InvalidationListener) rows -> markPrimary());
    markPrimary();
    List<Command> rare =
        List.of(offered.acceptSure(), offered.likeThis(), export, offered.burnDown());
    rare.forEach(each -> more.getItems().add(buttons.item(each)));

    List<Command> onRow = new ArrayList<>(candidatesView.commands());
    onRow.addAll(offered.numbers());
    onRow.addAll(
        List.of(
            offered.undoToo(),
            offered.next(),
            offered.before(),
            offered.mark(),
            offered.markNext(),
            offered.markBefore(),
            offered.fold(),
            offered.unfold(),
            offered.peek(),
            offered.search(),
            offered.repeat(),
            offered.likeThis()));
    onRow.addAll(offered.recent());
    buttons.keys(table, onRow.toArray(Command[]::new));
    buttons.keys(pane, carryOut, export);
    table.setContextMenu(
        new ContextMenu(
            java.util.stream.Stream.concat(candidatesView.commands().stream(), rare.stream())
                .map(buttons::item)
                .toArray(MenuItem[]::new)));
    table.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
  }

  /** What brings the work on: what is staged, else deciding, else seeing rows, else reading. */
  private void markPrimary() {
    boolean staged = model.rows().figuresProperty().get().staged() > 0;
    boolean deciding = model.candidates().decidable().getValue() && sideOpen.get();
    Button accept = candidatesView.accept();
    boolean hidden = table.getItems().isEmpty() && clearFilter.isVisible();
    Button primary = staged ? apply : deciding ? accept : hidden ? clearFilter : scan;
    for (Button each : List.of(scan, apply, accept, clearFilter)) {
      Primary.mark(each, each == primary);
    }
  }

  /** Where a layout has these two on other keys. */
  private void typed(KeyEvent event) {
    switch (event.getCharacter()) {
      case "/" -> model.focus(Spot.SEARCH);
      case "'" -> model.decisions().repeat(1);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void go(Spot spot) {
    switch (spot) {
      case TABLE -> table.requestFocus();
      case RATIONALE, TARGET, SEARCH -> candidatesView.go(spot);
    }
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
    return noDrawer;
  }

  @Override
  public Node beside() {
    return candidatesView.first();
  }
}
