package dev.reeve.console.links;

import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.CommandButtons;
import dev.reeve.console.fx.Keymap;
import dev.reeve.console.fx.LineHead;
import dev.reeve.console.fx.LineList;
import dev.reeve.console.fx.LongWords;
import dev.reeve.console.fx.Nodes;
import dev.reeve.console.fx.ShortPath;
import java.util.List;
import java.util.Map;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;

/** What stands beside the table: joins {@code links-side.fxml} with its models. */
public final class CandidatesView {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  @FXML private ScrollPane side;
  @FXML private Label empty;
  @FXML private VBox parts;
  @FXML private HBox top;
  @FXML private Hyperlink back;
  @FXML private Label heading;
  @FXML private Label message;
  @FXML private VBox deciding;
  @FXML private ScrollPane candidateScroll;
  @FXML private VBox candidates;
  @FXML private Label chipTold;
  @FXML private VBox searching;
  @FXML private TextField search;
  @FXML private VBox found;
  @FXML private FlowPane actions;
  @FXML private Button accept;
  @FXML private Button stub;
  @FXML private Button manual;
  @FXML private Button historical;
  @FXML private Button ignore;
  @FXML private Button later;
  @FXML private Button undo;
  @FXML private VBox form;
  @FXML private Label making;
  @FXML private TextField target;
  @FXML private TextField title;
  @FXML private FlowPane scopes;
  @FXML private RadioButton scopeLink;
  @FXML private RadioButton scopeFile;
  @FXML private RadioButton scopePattern;
  @FXML private TextField sources;
  @FXML private TextField pattern;
  @FXML private CheckBox suffix;
  @FXML private TextField rationale;
  @FXML private MenuButton recent;
  @FXML private Label rationaleText;
  @FXML private Label previewTitle;
  @FXML private LineHead previewHead;
  @FXML private LineList preview;
  @FXML private VBox edge;

  private final LinksViewModel model;
  private final CandidatesViewModel shown;
  private final LinkDecisions decisions;
  private final DecisionDraft draft;
  private final CommandButtons buttons;
  private final List<Command> commands;
  private final FieldKeys keys = new FieldKeys();
  private SideScroll scroll;
  private CandidateRoom room;
  private SearchPlace searchPlace;
  private PinnedActions pinned;
  private boolean beside = true;
  private boolean covers;

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  CandidatesView(LinksViewModel model, CommandButtons buttons) {
    this.model = model;
    this.shown = model.candidates();
    this.decisions = model.decisions();
    this.draft = decisions.draft();
    this.buttons = buttons;
    LinkCommands offered = model.commands();
    this.commands =
        List.of(
            offered.accept(),
            offered.stub(),
            offered.manual(),
            offered.historical(),
            offered.ignore(),
            offered.later(),
            offered.undo());
  }

  /** What its buttons do, the usual first. */
  List<Command> commands() {
    return commands;
  }

  /** The button that takes the highlighted candidate. */
  Button accept() {
    return accept;
  }

  @FXML
  void initialize() {
    preview.pin(previewHead);
    scroll = new SideScroll(side, deciding, candidateScroll, preview);
    room =
        new CandidateRoom(candidateScroll, candidates, preview, model.list().screen().textScale());
    searchPlace = new SearchPlace(searching, deciding, chipTold, top);
    pinned = new PinnedActions(deciding, searching, actions, edge);
    heading.textProperty().bind(shown.heading().map(LongWords::atSlashes));
    candidates.accessibleTextProperty().bind(shown.heading());
    shown.heading().subscribe(text -> someRow(!text.isEmpty()));
    shown.decidable().subscribe(is -> arrange());
    List<Button> buttonsInOrder = List.of(accept, stub, manual, historical, ignore, later, undo);
    for (int i = 0; i < buttonsInOrder.size(); i++) {
      join(
          buttonsInOrder.get(i),
          commands.get(i),
          i == 0 ? decisions.missingText() : new SimpleStringProperty(""));
    }
    shown.candidates().addListener((ListChangeListener<CandidateItem>) change -> candidates());
    shown.highlightedProperty().subscribe(this::highlight);
    candidates();
    back.setOnAction(event -> decisions.cancel());
    search();
    form();
    reason();
    shown.preview().title().subscribe(ShortPath.in(previewTitle)::show);
    previewTitle.tooltipProperty().bind(shown.preview().title().map(Tooltip::new));
    shown.preview().nothing().subscribe(room::nothingBelow);
    shown.preview().lines().subscribe(told -> scroll.show(told, shown.preview().brief()));
    tell("");
    cover(false);
  }

  /** Below the table it scrolls as a whole, over the buttons, and says no more than it must. */
  void stand(boolean besideTable) {
    beside = besideTable;
    scroll.stand(beside);
    arrange();
  }

  /**
   * In the table's place it holds what the decision being made needs, so that all of that is in
   * sight together.
   */
  void cover(boolean now) {
    covers = now;
    scroll.cover(now);
    Nodes.show(top, now);
    arrange();
  }

  private void arrange() {
    boolean decides = shown.decidable().getValue();
    boolean below = !beside && !covers;
    searchPlace.stand(covers && !draft.aims());
    FormHead.stand(making, form, scopes, covers && draft.ignores());
    pinned.pin(below);
    Nodes.show(edge, below && decides);
    Nodes.show(deciding, decides);
    message
        .textProperty()
        .bind(below ? shown.shortMessage() : covers ? shown.formMessage() : shown.message());
    boolean some = !shown.candidates().isEmpty() && !covers;
    Nodes.show(heading, !below); // the row above says the same
    Nodes.show(candidateScroll, some);
    Nodes.show(candidates, some);
  }

  /** The key stands on the button: who decides much uses nothing else. */
  private void join(Button button, Command command, ObservableValue<String> missing) {
    buttons.join(button, command, missing);
    button.textProperty().unbind();
    Runnable name =
        () ->
            button.setText(
                command.text().getValue()
                    + "  "
                    + Keymap.shown(Keymap.of(button).key(command.key())));
    command.text().subscribe(name);
    button.sceneProperty().subscribe(name);
  }

  private void someRow(boolean is) {
    Nodes.show(empty, !is);
    Nodes.show(parts, is);
  }

  private void candidates() {
    candidates.getChildren().setAll(shown.candidates().stream().map(this::card).toList());
    arrange();
    scroll.toTop();
    room.hold(candidates.getChildren());
    tell("");
    highlight();
  }

  private Node card(CandidateItem item) {
    CandidateCard card = new CandidateCard(item, this::tell);
    card.setOnMouseClicked(
        event -> {
          // the list may have lost room between the two: both have to meet the same candidate
          boolean again = shown.highlightedProperty().get() == item.number() - 1;
          shown.highlight(item.number() - 1);
          if (event.getClickCount() == 2 && again) {
            decisions.confirm();
          }
        });
    return card;
  }

  private void tell(String text) {
    chipTold.setText(text);
    Nodes.show(chipTold, !text.isEmpty());
  }

  private void highlight() {
    int at = shown.highlightedProperty().get();
    Pane inSight = null;
    for (int i = 0; i < candidates.getChildren().size(); i++) {
      Pane card = (Pane) candidates.getChildren().get(i);
      card.pseudoClassStateChanged(CHOSEN, i == at);
      if (i == at || (at < 0 && shown.candidates().get(i).taken())) {
        inSight = card;
      }
    }
    room.keep(inSight);
    scroll.choose(inSight);
  }

  private void search() {
    search.textProperty().bindBidirectional(shown.search().textProperty());
    search.setOnAction(event -> shown.search().found().stream().findFirst().ifPresent(shown::pick));
    FoundFiles.show(found, shown);
    leaving(search, () -> shown.search().textProperty().set(""));
  }

  private void form() {
    target.textProperty().bindBidirectional(draft.targetProperty());
    title.textProperty().bindBidirectional(draft.titleProperty());
    sources.textProperty().bindBidirectional(draft.sourcesProperty());
    pattern.textProperty().bindBidirectional(draft.patternProperty());
    suffix.selectedProperty().bindBidirectional(draft.suffixProperty());
    Map<RadioButton, Integer> scope = Map.of(scopeLink, 0, scopeFile, 1, scopePattern, 2);
    shown.chosenLinks().subscribe(n -> scopeLink.setText(LinkNames.links(n.intValue())));
    scope.forEach((button, at) -> button.setOnAction(event -> draft.scope(at)));
    draft
        .scopeIndex()
        .subscribe(
            now -> {
              scope.forEach((button, at) -> button.setSelected(at.equals(now)));
              fields();
            });
    draft.makingProperty().subscribe(now -> fields());
    for (TextField each : List.of(target, title, sources, pattern)) {
      each.setOnAction(event -> decisions.confirm());
      leaving(each, decisions::cancel);
    }
  }

  private void fields() {
    boolean aims = draft.aims();
    boolean ignores = draft.ignores();
    boolean byPattern = ignores && Integer.valueOf(2).equals(draft.scopeIndex().getValue());
    making.setText(draft.makingText());
    Nodes.show(target, aims);
    Nodes.show(title, draft.stubs());
    Nodes.show(scopes, ignores);
    Nodes.show(sources, byPattern);
    Nodes.show(pattern, byPattern);
    Nodes.show(suffix, draft.marksHistory());
    Nodes.show(form, !making.getText().isEmpty());
    arrange();
  }

  private void reason() {
    rationaleText.textProperty().bind(decisions.rationaleText());
    rationaleText.textProperty().subscribe(text -> Nodes.show(rationaleText, !text.isEmpty()));
    RationaleField.join(rationale, recent, model, keys);
    rationale.setOnAction(event -> decisions.confirm());
    leaving(rationale, decisions::cancel);
  }

  private void leaving(TextField field, Runnable leave) {
    keys.join(
        field,
        () -> {
          leave.run();
          model.focus(Spot.TABLE);
        });
  }

  /** Takes the keys to a field. */
  void go(Spot spot) {
    TextField field =
        switch (spot) {
          case TARGET -> target;
          case SEARCH -> search;
          default -> rationale;
        };
    keys.go(field);
    scroll.reveal(field);
  }

  /** Where the keys are when they come here from another part of the window. */
  Node first() {
    return parts.isVisible() ? rationale : side;
  }
}
