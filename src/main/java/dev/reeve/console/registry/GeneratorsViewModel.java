package dev.reeve.console.registry;

import dev.reeve.console.EngineSession;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.CountedTask;
import dev.reeve.console.fx.DrawerContent;
import dev.reeve.console.fx.FilterGrammar;
import dev.reeve.console.fx.KeyedRows;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.registry.generate.BuildResult;
import dev.reeve.engine.registry.generate.BuildResult.Outcome;
import dev.reeve.engine.registry.generate.GeneratorRow;
import dev.reeve.engine.registry.generate.GeneratorRow.State;
import dev.reeve.engine.workspace.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

/** The Generators tab: what is written from the registry, and whether it is what it should be. */
public final class GeneratorsViewModel {
  private final EngineSession session;
  private final Screen screen;
  private final RegistryFigures figures;
  private final LiveList<GeneratorRow, GeneratorsRow> list;
  private final ReadWhenShown<GeneratorRow> reading;

  GeneratorsViewModel(
      EngineSession session,
      Screen screen,
      RegistryFigures figures,
      ObservableValue<RegistryTab> tab) {
    this.session = session;
    this.screen = screen;
    this.figures = figures;
    this.list =
        new LiveList<>(
            new KeyedRows<>(GeneratorRow::id, GeneratorsRow::new, GeneratorsRow.ORDER),
            new FilterGrammar<GeneratorsRow>(
                    row -> row.key() + " " + row.snapshot().name() + " " + row.snapshot().output())
                .word(
                    "state",
                    List.of("edited", "stale", "fresh", "refused", "inactive"),
                    GeneratorsRow::stateWord)
                .path("path", row -> row.snapshot().output()),
            screen);
    list.describe(this::describe);
    list.why((generator, now) -> GeneratorWords.why(generator));
    this.reading =
        new ReadWhenShown<>(list, tab, RegistryTab.GENERATORS, session.registryDesk()::generators);
  }

  /** Blocks. */
  private DrawerContent describe(GeneratorRow generator) {
    String difference;
    try {
      difference = due(generator) ? session.registryDesk().generatorDifference(generator.id()) : "";
    } catch (EngineException e) {
      difference = e.getMessage() == null ? "" : e.getMessage();
    }
    return GeneratorWords.drawer(generator, difference);
  }

  private static boolean due(GeneratorRow generator) {
    return generator.state() == State.STALE || generator.state() == State.EDITED;
  }

  /** Each is compared with its outputs for the list, so that waits until somebody looks. */
  void changed() {
    reading.old();
  }

  /** Reads everything anew, as soon as somebody looks. */
  void refresh() {
    reading.anew();
  }

  /** Builds those selected that are not fresh; asks first when a person's edit is replaced. */
  public Command build(Restoration.Asker asker) {
    return list.overSelection(
        Texts.get("registry.action.build"),
        "B",
        GeneratorsViewModel::due,
        Texts.get("registry.why-not.build"),
        keys -> ask(list.chosen(GeneratorsViewModel::due).toList(), asker));
  }

  /** Builds all that are not fresh. */
  public Command buildAll(Restoration.Asker asker) {
    ObservableValue<String> whyNot =
        Bindings.createStringBinding(
            () -> all().findAny().isEmpty() ? Texts.get("registry.why-not.build-all") : "",
            list.rows().shown(),
            list.inScopeProperty(),
            list.drawer());
    return Command.of(
        Texts.get("registry.action.build-all"), "", whyNot, () -> ask(all().toList(), asker));
  }

  private Stream<GeneratorRow> all() {
    return list.rows().all().stream().map(GeneratorsRow::snapshot).filter(GeneratorsViewModel::due);
  }

  private void ask(List<GeneratorRow> which, Restoration.Asker asker) {
    List<String> edited = which.stream().flatMap(row -> row.edited().stream()).toList();
    List<String> ids = which.stream().map(GeneratorRow::id).toList();
    if (edited.isEmpty()) {
      run(ids);
      return;
    }
    asker.ask(
        new Question(
            Texts.get("registry.build.title", which.size()),
            Texts.get("registry.build.text", edited.size()),
            edited,
            null,
            Texts.get("registry.build.verb"),
            false),
        () -> run(ids));
  }

  private void run(List<String> ids) {
    AtomicBoolean stopped = new AtomicBoolean();
    CountedTask task =
        new CountedTask(
            screen.tasks(),
            Texts.get("registry.task.build", ids.size()),
            "registry.task.built",
            ids.size(),
            () -> stopped.set(true));
    screen
        .work()
        .run(
            () -> build(ids, stopped, done -> screen.thread().execute(() -> task.done(done))),
            results -> {
              task.end();
              built(results);
            },
            problem -> {
              task.end();
              refresh();
              list.problemProperty().set(problem.retriedBy(() -> run(ids)));
            });
  }

  /** One by one, so that it can be stopped between two. Blocks. */
  private List<BuildResult> build(List<String> ids, AtomicBoolean stopped, IntConsumer done) {
    List<BuildResult> results = new ArrayList<>();
    for (int i = 0; i < ids.size() && !stopped.get(); i++) {
      results.addAll(session.registryDesk().build(List.of(ids.get(i))));
      done.accept(i + 1);
    }
    return results;
  }

  private void built(List<BuildResult> results) {
    refresh();
    List<String> executions =
        results.stream().flatMap(result -> result.executionIds().stream()).toList();
    long files = results.stream().mapToLong(result -> result.written().size()).sum();
    String said =
        Texts.get(
            "registry.done.built",
            results.stream().filter(result -> result.outcome() == Outcome.BUILT).count(),
            files);
    if (executions.isEmpty()) {
      screen.notices().say(said);
    } else {
      screen.notices().say(said, () -> undo(executions));
    }
    results.stream()
        .filter(result -> result.outcome() == Outcome.FAILED)
        .findFirst()
        .ifPresent(
            failure ->
                list.problemProperty()
                    .set(
                        new Problem(
                            Texts.get("registry.build.failed", failure.id(), failure.message()),
                            Texts.get("registry.build.safe"),
                            "",
                            String.valueOf(failure.code()))));
  }

  /** The newest first, as each was made on top of those before it. */
  private void undo(List<String> executions) {
    screen
        .work()
        .run(
            () -> {
              for (String id : executions.reversed()) {
                session.executions().revert(id, session.operator());
              }
              return executions.size();
            },
            count -> {
              screen.notices().say(Texts.get("registry.done.unbuilt", count));
              refresh();
            },
            problem -> // some may be undone already
            list.problemProperty().set(problem.retriedBy(null)));
  }

  /** Shows what building the selected one would change, in the drawer. */
  public Command difference(Runnable show) {
    return list.overSelection(
        Texts.get("registry.action.difference"),
        "D",
        GeneratorsViewModel::due,
        Texts.get("registry.why-not.difference"),
        keys -> show.run());
  }

  /** What the table says when it is empty. */
  public ObservableValue<String> emptyText() {
    return figures.emptyText(
        list,
        Texts.get("registry.generators.unavailable"),
        now -> Texts.get("registry.generators.empty"),
        "registry.generators.filtered");
  }

  /** The command that makes the first one; empty where that is not what is missing. */
  public ObservableValue<String> remedy() {
    String nothing = Texts.get("registry.generators.empty");
    return emptyText()
        .map(says -> says.equals(nothing) ? Texts.get("registry.generators.apply") : "");
  }

  /** Rows, filter, selection and drawer. */
  public LiveList<GeneratorRow, GeneratorsRow> list() {
    return list;
  }
}
