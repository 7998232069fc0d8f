package dev.reeve.console.links;

import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Notices;
import dev.reeve.console.fx.Screen;
import dev.reeve.engine.LinksEvent;
import dev.reeve.engine.change.ExecutionEvent;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.links.index.LinkSnapshot;
import dev.reeve.engine.links.triage.Decision;
import dev.reeve.engine.links.triage.TriageEvent;
import dev.reeve.engine.links.triage.TriageSnapshot;
import dev.reeve.engine.links.triage.TriageView;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * The Doc links pane: joins its rows with who works on them, and both with the engine. Screen
 * thread.
 */
public final class LinksViewModel implements AutoCloseable {
  private final TriageView triage;
  private final Screen screen;
  private final EventBus.Subscription subscription;
  private final LinkRows rows;
  private final LinkCursor cursor;
  private final LinkScanViewModel scan;
  private final LinksHeader header;
  private final LinkDecisions decisions;
  private final CandidatesViewModel candidates;
  private final ApplyViewModel apply;
  private final ReadOnlyIntegerWrapper left = new ReadOnlyIntegerWrapper();
  private Consumer<Spot> focus = spot -> {};

  /**
   * @param operator who decides
   * @param toExecution shows an execution in its pane
   */
  public LinksViewModel(
      TriageView triage,
      EventBus bus,
      Screen screen,
      String operator,
      Consumer<String> toExecution) {
    this.triage = triage;
    this.screen = screen;
    this.rows = new LinkRows(screen);
    this.cursor = new LinkCursor(rows.list());
    this.scan = new LinkScanViewModel(rows, triage, screen);
    this.header = new LinksHeader(rows, scan, screen.ticker());
    this.decisions = new LinkDecisions(this, triage, screen, operator);
    this.candidates = new CandidatesViewModel(this, triage, screen, operator);
    this.apply = new ApplyViewModel(this, triage, screen, operator, toExecution);
    left.bind(rows.figuresProperty().map(LinksFigures::left));
    rows.knownProperty().addListener((observable, was, is) -> begin(was == null));
    this.subscription = bus.subscribe(this::hear);
  }

  private void begin(boolean first) {
    cursor.follow();
    if (first) {
      cursor.begin();
    }
  }

  private void hear(EngineEvent event) {
    if (event instanceof TriageEvent.Changed changed) {
      screen.thread().execute(() -> rows.take(changed.now()));
    } else if (event instanceof LinksEvent.Changed(LinkSnapshot now) && now.complete()) {
      String state = LinkScanViewModel.stateOf(now.findings());
      screen.thread().execute(() -> scan.heard(state));
    } else if (event instanceof ExecutionEvent told) {
      apply.follow(told);
    }
  }

  /** Asks for what the newest scan found. */
  public void refresh() {
    list()
        .reading()
        .run(
            () -> new Told(triage.snapshot().orElse(null), triage.decisions()),
            told -> {
              decisions.recall(told.decisions());
              TriageSnapshot now = told.now();
              if (now != null) {
                rows.take(now);
              } else {
                list().lookAgain();
                scan.goOn();
              }
            });
  }

  private record Told(@Nullable TriageSnapshot now, List<Decision> decisions) {}

  /** The scan behind the rows. */
  public LinkScanViewModel scanning() {
    return scan;
  }

  /** Chooses a link by its id, or the first of a document. */
  public void select(String id) {
    cursor.select(id);
  }

  /** Marks the row, or its group, or takes the mark away. */
  public void toggleMark(LinkItem item) {
    rows.toggleMark(item);
  }

  /** Marks the current row and goes on, so that the mark grows with every step. */
  void extendMark(int by) {
    LinkItem from = cursor.current();
    cursor.step(by);
    LinkItem to = cursor.current();
    rows.addMarks(
        java.util.stream.Stream.of(from, to == null || to.heads() ? null : to)
            .flatMap(java.util.stream.Stream::ofNullable)
            .toList());
  }

  /** Hides the links of the current group, or shows them. */
  public void fold(boolean close) {
    LinkItem item = cursor.current();
    if (item == null || item.group().isEmpty()) {
      return;
    }
    if (close) {
      cursor.select(LinkCursor.headOf(item));
    }
    rows.fold(item.group(), close);
  }

  /** Hides the links of a group, or shows them. */
  public void toggleFold(LinkItem item) {
    cursor.select(item.key());
    fold(!item.closed());
  }

  /** Says where the keys go next. */
  public void onFocus(Consumer<Spot> listener) {
    focus = listener;
  }

  void focus(Spot spot) {
    focus.accept(spot);
  }

  void say(String text, Notices.Action... actions) {
    screen.notices().say(text, List.of(actions));
  }

  /** Keeps for the list of notices what stands on screen in any case. */
  void keep(String text) {
    screen.notices().keep(text);
  }

  /** Says what is missing until it is there. */
  void sayWhile(ObservableValue<String> missing) {
    screen.notices().sayWhile(missing);
  }

  /** What can be done here. */
  public LinkCommands commands() {
    return new LinkCommands(this, triage);
  }

  LinkRows rows() {
    return rows;
  }

  LinkCursor cursor() {
    return cursor;
  }

  /** What is said around the rows. */
  public LinksHeader header() {
    return header;
  }

  /** Rows, filter and selection. */
  public LiveList<LinkItem, LinkRow> list() {
    return rows.list();
  }

  /** What is decided about the chosen rows. */
  public LinkDecisions decisions() {
    return decisions;
  }

  /** Where the chosen link should perhaps lead. */
  public CandidatesViewModel candidates() {
    return candidates;
  }

  /** The dialog before many decisions are made or carried out. */
  public ApplyViewModel apply() {
    return apply;
  }

  /** The newest state; null before the first scan. */
  public ReadOnlyObjectProperty<@Nullable TriageSnapshot> knownProperty() {
    return rows.knownProperty();
  }

  /** How many links need a person, whatever is looked at. */
  public ReadOnlyIntegerProperty needCount() {
    return rows.needing();
  }

  /** How many links nobody has decided in what is looked at. */
  public ReadOnlyIntegerProperty leftCount() {
    return left.getReadOnlyProperty();
  }

  /** By what the rows are put together. */
  public ObjectProperty<Grouping> groupingProperty() {
    return rows.groupingProperty();
  }

  /** Whether only documents that lead through the workspace are shown. */
  public BooleanProperty navOnlyProperty() {
    return rows.navOnlyProperty();
  }

  /** Whether a column sorts the table, so that groups make no sense. */
  public BooleanProperty sortedProperty() {
    return rows.sortedProperty();
  }

  @Override
  public void close() {
    subscription.close();
    list().close();
  }
}
