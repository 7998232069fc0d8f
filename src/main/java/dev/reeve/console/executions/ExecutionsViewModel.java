package dev.reeve.console.executions;

import dev.reeve.console.approval.ApprovalViewModel;
import dev.reeve.console.fx.FilterGrammar;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.KeyedRows;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.ExecutionEvent;
import dev.reeve.engine.change.ExecutionFilter;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionView;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** The Executions pane: what was done, its evidence, and how it is undone. */
public final class ExecutionsViewModel implements AutoCloseable {
  private static final int PAGE = 100;
  private static final int MOST = 500;
  private static final Duration A_DAY = Duration.ofDays(1);

  private final ExecutionView executions;
  private final Screen screen;
  private final ApprovalViewModel approval;
  private final EvidenceViewModel evidence;
  private final LastShown lastShown = new LastShown();
  private final ExecutionCommands commands;
  private final EventBus.Subscription subscription;
  private final LiveList<ExecutionRow, ExecutionsRow> list;
  private final ReadOnlyLongWrapper total = new ReadOnlyLongWrapper();

  /**
   * @param approval the dialog in which a change is approved, rejected or undone
   */
  public ExecutionsViewModel(
      ExecutionView executions, EventBus bus, Screen screen, ApprovalViewModel approval) {
    this.executions = executions;
    this.screen = screen;
    this.approval = approval;
    this.evidence = new EvidenceViewModel(executions, bus, screen);
    this.list =
        new LiveList<>(
            new KeyedRows<>(ExecutionRow::id, ExecutionsRow::new, ExecutionsRow.ORDER),
            ExecutionsFilter.grammar(this::startOfLast),
            screen);
    list.filterProperty().set(View.WITHOUT_ROUTINE.token);
    list.describe(
        row ->
            ExecutionWords.drawer(
                lastShown.hear(executions.show(row.id())),
                executions.evidence(row.id()),
                executions.replay(row.id()),
                this::select));
    list.why(ExecutionWords::why);
    this.commands =
        new ExecutionCommands(
            executions,
            list,
            approval,
            evidence,
            new SettleViewModel(
                executions,
                screen,
                list,
                approval.operator(),
                row -> list.rows().put(List.of(row))),
            lastShown);
    this.subscription = bus.subscribe(this::hear);
  }

  /** When the n-th newest execution began, null while there are fewer. */
  private @Nullable Instant startOfLast(int n) {
    List<Instant> newest =
        list().rows().all().stream()
            .map(row -> row.snapshot().startedAt())
            .sorted(Comparator.reverseOrder())
            .limit(n)
            .toList();
    return n < 1 || newest.size() < n ? null : newest.getLast();
  }

  private void hear(EngineEvent event) {
    if (event instanceof ExecutionEvent told) {
      switch (told) {
        case ExecutionEvent.Changed changed -> {
          list.rows().put(List.of(changed.row()));
          list.changed();
        }
        case ExecutionEvent.StepChanged step ->
            screen
                .thread()
                .execute(
                    () -> {
                      if (list.selected().equals(List.of(step.executionId()))) {
                        list.redraw();
                      }
                    });
        case ExecutionEvent.Progressed running -> {}
      }
    }
  }

  /** Reads everything anew. */
  public void refresh() {
    list.read(this::newest);
  }

  private List<ExecutionRow> newest() {
    List<ExecutionRow> rows = new ArrayList<>();
    ExecutionView.Page page;
    do {
      page = executions.list(page(rows.size()));
      rows.addAll(page.rows());
    } while (!page.rows().isEmpty() && rows.size() < Math.min(MOST, page.total()));
    long all = page.total();
    screen.thread().execute(() -> total.set(all));
    return rows;
  }

  private static ExecutionFilter page(int offset) {
    return new ExecutionFilter(PAGE, offset, null, null, null, null, null, null, null, null, null);
  }

  /** Selects an execution; one that is too old to be listed is read and added. */
  public void select(String id) {
    if (list.rows().find(id).isPresent()) {
      reveal(id);
      return;
    }
    screen
        .work()
        .run(() -> executions.show(id).row(), this::addAndSelect, list.problemProperty()::set);
  }

  private void addAndSelect(ExecutionRow row) {
    list.rows().put(List.of(row));
    list.rows().absorb();
    reveal(row.id());
  }

  /** Where the filter hides it, the filter gives way. */
  private void reveal(String id) {
    list.rows().show();
    if (list.rows().shown().stream().noneMatch(row -> row.key().equals(id))) {
      list.filterProperty().set("");
    }
    list.selected().setAll(id);
  }

  /** Filters by this alone; what the engine wrote alone stays left out where it was. */
  public void filter(String token) {
    String routine = View.WITHOUT_ROUTINE.token;
    boolean leftOut = filtersBy(View.WITHOUT_ROUTINE).getValue();
    list.filterProperty().set(leftOut ? token + " " + routine : token);
  }

  /** A filter that is offered by name. */
  public enum View {
    LAST("last:20"),
    FAILED("state:failed"),
    RISK("risk:high+"),
    ROLLED_BACK("state:rolled_back"),
    MINE("by:"),
    /** Leaves out what the engine wrote alone; it holds until somebody takes it out. */
    WITHOUT_ROUTINE("-is:routine");

    private final String token;

    View(String token) {
      this.token = token;
    }
  }

  private String token(View view) {
    return view == View.MINE ? view.token + approval.operator() : view.token;
  }

  /** Puts the view's token into the filter, or takes it out. */
  public void toggle(View view) {
    list.filterProperty().set(FilterGrammar.toggle(list.filterProperty().get(), token(view)));
  }

  /** Whether the view's token stands in the filter. */
  public ObservableValue<Boolean> filtersBy(View view) {
    return list.filterProperty()
        .map(text -> List.of(text.strip().split("\\s+")).contains(token(view)));
  }

  /** Account of who is at the console. */
  String operator() {
    return approval.operator();
  }

  /** What needs more room than the drawer has. */
  public EvidenceViewModel evidence() {
    return evidence;
  }

  /** Adds an execution that was just made and selects it. */
  public void show(ExecutionRow row) {
    addAndSelect(row);
  }

  /** What can be done with the selected executions. */
  public ExecutionCommands commands() {
    return commands;
  }

  /** Rows, filter, selection and drawer. */
  public LiveList<ExecutionRow, ExecutionsRow> list() {
    return list;
  }

  /** Whether something was done in the last 24 hours that is no routine of the engine. */
  public BooleanBinding doneInADay() {
    return Bindings.createBooleanBinding(
        () -> {
          Instant from = screen.ticker().now().minus(A_DAY);
          return list.rows().all().stream()
              .anyMatch(row -> !row.isRoutine() && row.snapshot().startedAt().isAfter(from));
        },
        list.inScopeProperty(),
        screen.ticker().nowProperty());
  }

  /** How many executions are older than what is listed; empty when none is. */
  public ObservableValue<String> older() {
    return Bindings.createStringBinding(
        () ->
            total.get() > MOST
                ? Texts.get("executions.header.older", Formats.count(total.get() - MOST))
                : "",
        total);
  }

  /** What the table says when it is empty. */
  public ObservableValue<String> emptyText() {
    return Bindings.createStringBinding(
        () -> {
          String typed = list.filterProperty().get().strip();
          if (typed.isEmpty() || list.inScopeProperty().get() == 0) {
            return Texts.get("executions.empty.none");
          }
          return typed.equals(View.WITHOUT_ROUTINE.token)
              ? Texts.get("executions.empty.routine", list.inScopeProperty().get())
              : Texts.get("executions.empty.filtered", typed);
        },
        list.filterProperty(),
        list.inScopeProperty());
  }

  @Override
  public void close() {
    evidence.end();
    subscription.close();
    list.close();
  }
}
