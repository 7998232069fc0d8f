package dev.reeve.console.executions;

import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.FilterGrammar;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.KeyedRows;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.ExecutionDetail;
import dev.reeve.engine.change.ExecutionEvent;
import dev.reeve.engine.change.ExecutionFilter;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.change.ExecutionView;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.value.ObservableValue;

/** The Executions pane: what was done, its evidence, and how it is undone. */
public final class ExecutionsViewModel implements AutoCloseable {
  private static final int PAGE = 100;
  private static final int MOST = 500;

  private final ExecutionView executions;
  private final Screen screen;
  private final String operator;
  private final EventBus.Subscription subscription;
  private final LiveList<ExecutionRow, ExecutionsRow> list;
  private final ReadOnlyLongWrapper total = new ReadOnlyLongWrapper();

  /**
   * @param operator account that is written beside a revert
   */
  public ExecutionsViewModel(
      ExecutionView executions, EventBus bus, Screen screen, String operator) {
    this.executions = executions;
    this.screen = screen;
    this.operator = operator;
    this.list =
        new LiveList<>(
            new KeyedRows<>(ExecutionRow::id, ExecutionsRow::new, ExecutionsRow.ORDER),
            grammar(),
            screen);
    list.describe(
        row ->
            ExecutionWords.drawer(
                executions.show(row.id()), executions.evidence(row.id()), this::select));
    list.why(ExecutionWords::why);
    this.subscription = bus.subscribe(this::hear);
  }

  private static FilterGrammar<ExecutionsRow> grammar() {
    return new FilterGrammar<>(ExecutionsRow::searchText)
        .word(
            "state",
            List.of("completed", "failed", "rolled_back", "needs_attention", "pending", "applying"),
            ExecutionsRow::stateWord)
        .word("kind", List.of(), row -> row.snapshot().kind())
        .word("risk", List.of("low", "medium", "high", "critical"), row -> row.snapshot().risk())
        .word("gate", List.of("allow", "need_approval", "deny"), row -> row.snapshot().verdict())
        .word("by", List.of(), row -> Objects.toString(row.snapshot().operator(), ""))
        .age("age", row -> row.snapshot().startedAt());
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
    list.filterProperty().set("");
    if (list.rows().find(id).isPresent()) {
      list.selected().setAll(id);
      return;
    }
    screen
        .work()
        .run(() -> executions.show(id).row(), this::addAndSelect, list.problemProperty()::set);
  }

  private void addAndSelect(ExecutionRow row) {
    list.rows().put(List.of(row));
    list.rows().absorb();
    list.rows().show();
    list.selected().setAll(row.id());
  }

  /** Undoes the selected execution: the asker sees what will happen, then {@link #revert}. */
  public Command revert(Consumer<Question> asker) {
    return list.overSelection(
        Texts.get("executions.action.revert"),
        "Z",
        row -> row.status() == ExecutionStatus.COMPLETED,
        Texts.get("executions.why-not.revert"),
        ids ->
            screen
                .work()
                .run(
                    () -> executions.show(ids.getFirst()),
                    detail -> preview(detail, asker),
                    list.problemProperty()::set));
  }

  private void preview(ExecutionDetail detail, Consumer<Question> asker) {
    if (!detail.revertible()) {
      screen
          .notices()
          .say(Texts.get("executions.why-not.this", Formats.orNone(detail.notRevertible())));
      return;
    }
    asker.accept(
        new Question(
            Texts.get("executions.revert.title", detail.row().id()),
            Texts.get("executions.revert.text", detail.row().intent(), detail.files().size()),
            ExecutionWords.reverse(detail),
            null,
            Texts.get("executions.revert.verb"),
            false));
  }

  /** Undoes the selected execution as a new one, and selects that. */
  public void revert() {
    list.chosen(row -> row.status() == ExecutionStatus.COMPLETED)
        .findFirst()
        .ifPresent(
            row ->
                screen
                    .work()
                    .run(
                        () -> executions.revert(row.id(), operator),
                        this::reverted,
                        list.problemProperty()::set));
  }

  private void reverted(ExecutionRow result) {
    addAndSelect(result);
    screen
        .notices()
        .say(
            result.status() == ExecutionStatus.COMPLETED
                ? Texts.get("executions.done.reverted", result.id(), result.filesChanged())
                : Texts.get(
                    "executions.done.not-reverted", result.id(), Formats.orNone(result.error())));
  }

  /** Copies the ids of the selected executions to the given place. */
  public Command copyId(Consumer<String> clipboard) {
    return list.overSelection(
        Texts.get("executions.action.copy-id"),
        "Ctrl+C",
        row -> true,
        "",
        ids -> {
          clipboard.accept(String.join("\n", ids));
          screen.notices().say(Texts.get("executions.done.copied", ids.size()));
        });
  }

  /** Rows, filter, selection and drawer. */
  public LiveList<ExecutionRow, ExecutionsRow> list() {
    return list;
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
    return list.filterProperty()
        .map(
            text ->
                text.isBlank()
                    ? Texts.get("executions.empty.none")
                    : Texts.get("executions.empty.filtered", text));
  }

  @Override
  public void close() {
    subscription.close();
  }
}
