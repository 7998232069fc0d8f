package dev.reeve.console.links;

import dev.reeve.console.fx.BackgroundWork;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.Notices;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.ExecutionEvent;
import dev.reeve.engine.links.triage.Triage.Wish;
import dev.reeve.engine.links.triage.TriagePreview;
import dev.reeve.engine.links.triage.TriageResult;
import dev.reeve.engine.links.triage.TriageView;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The dialog before many decisions are made together, or all staged ones are carried out: each can
 * be left out, what stands in the way comes first. Screen thread.
 */
public final class ApplyViewModel {
  /** Where it is. */
  enum Stage {
    READING,
    REVIEW,
    RUNNING,
    RESULT
  }

  private final LinksViewModel model;
  private final TriageView triage;
  private final Screen screen;
  private final String operator;
  private final Consumer<String> toExecution;
  private final BackgroundWork.Latest reading;

  private final BooleanProperty open = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<Stage> stage = new ReadOnlyObjectWrapper<>(Stage.READING);
  private final ApplyItems items = new ApplyItems();
  private final ObjectProperty<@Nullable Problem> problem = new SimpleObjectProperty<>(null);
  private final ReadOnlyStringWrapper execution = new ReadOnlyStringWrapper("");
  private final ApplyRun run;
  private final ApplyWords words;
  private List<Wish> wishes = List.of();

  ApplyViewModel(
      LinksViewModel model,
      TriageView triage,
      Screen screen,
      String operator,
      Consumer<String> toExecution) {
    this.model = model;
    this.triage = triage;
    this.screen = screen;
    this.operator = operator;
    this.toExecution = toExecution;
    this.reading = screen.work().latest();
    this.run = new ApplyRun(triage, screen, operator, items::written);
    this.words = new ApplyWords(stage, run.meter().text());
  }

  /** Shows what carrying out all staged decisions would do. */
  void openStaged() {
    if (isRunning()) {
      return;
    }
    begin(Texts.get("links.apply.title"), List.of(), "");
    reading.run(() -> triage.preview(Set.of()), this::show, this::failed);
  }

  /**
   * Shows what deciding so would do.
   *
   * @param notPossible what of the choice may not be decided so, in a sentence; may be empty
   */
  void openBulk(String heading, List<Wish> wanted, String notPossible) {
    if (isRunning()) {
      return;
    }
    begin(heading, wanted, notPossible);
    reading.run(() -> triage.trial(wanted, operator), this::show, this::failed);
  }

  /** What runs is shown; nothing else is begun beside it. */
  private boolean isRunning() {
    boolean running = run.runningProperty().get();
    if (running) {
      open.set(true);
    }
    return running;
  }

  private void begin(String heading, List<Wish> wanted, String notPossible) {
    wishes = wanted;
    items.begin(bulk(), notPossible);
    problem.set(null);
    words.begin(heading, bulk());
    execution.set("");
    stage.set(Stage.READING);
    open.set(true);
  }

  private boolean bulk() {
    return !wishes.isEmpty();
  }

  private void failed(Problem why) {
    problem.set(why);
    stage.set(items.all().isEmpty() ? Stage.RESULT : Stage.REVIEW);
  }

  private void show(TriagePreview told) {
    items.show(told);
    stage.set(Stage.REVIEW);
  }

  /** Takes decisions in, or leaves them out. What cannot be done stays out. */
  public void toggle(List<String> keys) {
    if (stage.get() == Stage.REVIEW) {
      items.toggle(keys);
    }
  }

  /** Leaves decisions out; they stay as they are. */
  public void leaveOut(List<String> keys) {
    if (stage.get() == Stage.REVIEW) {
      items.leaveOut(keys);
    }
  }

  /** Exactly what would be written to the file of a decision. */
  public List<Line> detail(ApplyItem item) {
    return items.detail(item);
  }

  /** Does it: makes the decisions, or carries them out. */
  public Command act() {
    ObservableValue<String> text =
        Bindings.createStringBinding(
            () -> Texts.get(bulk() ? "links.apply.stage" : "links.apply.act", items.chosen().get()),
            items.chosen(),
            stage);
    ObservableValue<String> whyNot =
        Bindings.createStringBinding(
            () ->
                switch (stage.get()) {
                  case READING -> Texts.get("links.apply.reading");
                  case RUNNING -> Texts.get("links.apply.running");
                  case RESULT -> Texts.get("links.apply.over");
                  case REVIEW -> items.chosen().get() == 0 ? Texts.get("links.apply.nothing") : "";
                },
            stage,
            items.chosen());
    return new Command(text, "Ctrl+Enter", whyNot, this::run);
  }

  private void run() {
    if (bulk()) {
      Set<String> in = items.included();
      List<Wish> chosen = wishes.stream().filter(each -> in.contains(each.findingId())).toList();
      open.set(false);
      model.decisions().decide(chosen);
      model.rows().unmark();
      model.say(Texts.get("links.done.staged", chosen.size()), undo());
      model.cursor().toNext(in);
      return;
    }
    stage.set(Stage.RUNNING);
    run.start(items.leftOut(), this::ended, this::notCarriedOut);
  }

  /** It may have failed before anything was written, or after all was: only a look tells. */
  private void notCarriedOut(Problem why) {
    tell(why);
    stage.set(Stage.READING);
    reading.run(
        () -> triage.preview(Set.of()),
        told -> {
          items.show(told);
          stage.set(told.items().isEmpty() ? Stage.RESULT : Stage.REVIEW);
        },
        unknown -> {
          items.begin(false, "");
          stage.set(Stage.RESULT);
        });
  }

  /** In the pane where nobody looks at the dialog any more. */
  private void tell(Problem why) {
    problem.set(why);
    if (!open.get()) {
      model.list().problemProperty().set(why);
    }
  }

  private Notices.Action undo() {
    return new Notices.Action(Texts.get("console.notice.undo"), model.decisions()::undo);
  }

  private void ended(TriageResult done) {
    model.rows().showDone(done.done().items().stream().map(item -> item.decision().id()).toList());
    items.show(done.done());
    stage.set(Stage.RESULT);
    execution.set(done.executionId() == null ? "" : done.executionId());
    if (done.code() != null) {
      tell(new Problem(done.message(), Texts.get("links.apply.safe"), "", done.code()));
    }
    int gone = done.done().gone();
    String said =
        Texts.get("links.apply.done", done.applied(), done.done().conflicts().size() - gone, gone);
    words.ended(said, done.code() == null && done.executionId() != null);
    model.rows().take(done.now());
    String id = done.executionId();
    if (id != null && open.get()) {
      model.keep(said); // the result stands there
    } else if (id != null) {
      model.say(
          said, new Notices.Action(Texts.get("links.apply.show"), () -> toExecution.accept(id)));
    }
  }

  /** Shows the execution, from where it can be undone. */
  public Command showExecution() {
    return Command.of(
        Texts.get("links.apply.show"),
        "",
        execution.map(id -> id.isEmpty() ? Texts.get("links.apply.no-execution") : ""),
        () -> {
          String id = execution.get();
          open.set(false);
          toExecution.accept(id);
        });
  }

  /** Closes it; what runs goes on. */
  public void close() {
    open.set(false);
    reading.forget();
  }

  /** Whether it is open. */
  public BooleanProperty openProperty() {
    return open;
  }

  /** Whether decisions are being carried out. */
  public ReadOnlyBooleanProperty runningProperty() {
    return run.runningProperty();
  }

  /** How far that is, 0 to 1; negative while it is unknown. */
  public ObservableValue<Double> fraction() {
    return run.meter().fraction();
  }

  /** Whether nothing is done yet, so that it can be left as it is. */
  public ObservableValue<Boolean> reviewing() {
    return stage.map(now -> now == Stage.READING || now == Stage.REVIEW);
  }

  /** Whether it shows how it ended. */
  public ObservableValue<Boolean> over() {
    return stage.map(now -> now == Stage.RESULT);
  }

  /** What is about to be done, is being done, or was done. */
  public ObservableValue<String> title() {
    return words.title();
  }

  /** What leaving it means now. */
  public ObservableValue<String> leaveText() {
    return words.leaveText();
  }

  /** How many of what. */
  public ObservableValue<String> counts() {
    return items.counts();
  }

  /** Where the former content is kept, or that nothing is written yet, or how it ended. */
  public ObservableValue<String> note() {
    return words.note();
  }

  /** What stands in the way first, then by file and line. */
  public ObservableList<ApplyItem> items() {
    return items.all();
  }

  /** The failure on show, null for none. */
  public ObjectProperty<@Nullable Problem> problemProperty() {
    return problem;
  }

  /** What the engine tells while it writes; on any thread. */
  void follow(ExecutionEvent told) {
    run.follow(told);
  }

  Screen screen() {
    return screen;
  }
}
