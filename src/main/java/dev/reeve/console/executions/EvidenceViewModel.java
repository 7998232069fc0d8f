package dev.reeve.console.executions;

import dev.reeve.console.fx.BackgroundWork;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.ExecutionComparison;
import dev.reeve.engine.change.ExecutionEvent;
import dev.reeve.engine.change.ExecutionView;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * What needs more room than the drawer has: an execution's files side by side, its logs, or two
 * executions compared. It reads only. Screen thread.
 */
public final class EvidenceViewModel {
  /** What is shown. */
  public enum Mode {
    SIDES,
    LOGS,
    COMPARISON
  }

  private final ExecutionView executions;
  private final Screen screen;
  private final EventBus.Subscription subscription;
  private final BackgroundWork.Latest reading;

  private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<Mode> mode = new ReadOnlyObjectWrapper<>(Mode.SIDES);
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper noSides = new ReadOnlyStringWrapper("");
  private final ObjectProperty<@Nullable Problem> problem = new SimpleObjectProperty<>(null);
  private final ObservableList<EvidenceWords.FileSides> files = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<@Nullable ExecutionComparison> comparison =
      new ReadOnlyObjectWrapper<>(null);

  private final ObservableList<LogLine> lines = FXCollections.observableArrayList();
  private final StringProperty query = new SimpleStringProperty("");
  private final BooleanProperty problemsOnly = new SimpleBooleanProperty();
  private final BooleanProperty wrap = new SimpleBooleanProperty();
  private final BooleanProperty whole = new SimpleBooleanProperty();
  private final BooleanProperty follow = new SimpleBooleanProperty();
  private final ReadOnlyIntegerWrapper found = new ReadOnlyIntegerWrapper(-1);
  private List<LogLine> all = List.of();
  private LogLine.Shape shape = LogLine.Shape.of(List.of());
  private String subject = "";

  public EvidenceViewModel(ExecutionView executions, EventBus bus, Screen screen) {
    this.executions = executions;
    this.screen = screen;
    this.reading = screen.work().latest();
    problemsOnly.subscribe(this::sift);
    query.subscribe(this::fromTheTop);
    this.subscription = bus.subscribe(this::hear);
  }

  /** While somebody follows, every step of the execution on show brings its lines. Any thread. */
  private void hear(EngineEvent event) {
    if (event instanceof ExecutionEvent.StepChanged step) {
      screen
          .thread()
          .execute(
              () -> {
                boolean shown = open.get() && mode.get() == Mode.LOGS && follow.get();
                if (shown && step.executionId().equals(subject)) {
                  readLogs();
                }
              });
    }
  }

  /** Stops listening to the engine. */
  public void end() {
    subscription.close();
  }

  /** Shows what an execution did to each file, before and after. */
  public void sides(String executionId) {
    begin(Mode.SIDES, executionId, Texts.get("executions.evidence.sides", executionId));
    files.clear();
    noSides.set(Texts.get("console.drawer.reading"));
    reading.run(
        () -> executions.show(executionId),
        detail -> {
          noSides.set(ExecutionWords.noSides(detail));
          files.setAll(EvidenceWords.sides(detail));
        },
        problem::set);
  }

  /** What stands in place of the two sides of a file. */
  public ReadOnlyStringProperty noSides() {
    return noSides.getReadOnlyProperty();
  }

  /** Shows what an execution logged. */
  public void logs(String executionId) {
    begin(Mode.LOGS, executionId, Texts.get("executions.evidence.logs", executionId));
    query.set("");
    all = List.of();
    sift();
    readLogs();
  }

  private void readLogs() {
    String id = subject;
    reading.run(
        () ->
            EvidenceWords.logs(executions.show(id), executions.evidence(id), executions.replay(id)),
        read -> {
          all = read;
          shape = LogLine.Shape.of(read);
          sift();
        },
        problem::set);
  }

  /** Sets two executions side by side. */
  public void compare(String left, String right) {
    begin(Mode.COMPARISON, left, Texts.get("executions.evidence.comparison"));
    comparison.set(null);
    reading.run(() -> executions.compare(left, right), comparison::set, problem::set);
  }

  private void begin(Mode shown, String about, String name) {
    subject = about;
    problem.set(null);
    title.set(name);
    mode.set(shown);
    open.set(true);
  }

  /** Closes it. */
  public void close() {
    open.set(false);
    reading.forget();
  }

  private void sift() {
    List<LogLine> wanted =
        problemsOnly.get() ? all.stream().filter(LogLine::problem).toList() : all;
    if (!wanted.equals(lines)) {
      lines.setAll(wanted);
    }
    fromTheTop();
  }

  private void fromTheTop() {
    found.set(-1);
    if (!query.get().isBlank()) {
      seek(1);
    }
  }

  /** The next line that holds what is looked for; round at the end. */
  public Command next() {
    return Command.of(Texts.get("executions.log.next"), "F3", whyNotSeek(), () -> seek(1));
  }

  /** The one before. */
  public Command previous() {
    return Command.of(
        Texts.get("executions.log.previous"), "Shift+F3", whyNotSeek(), () -> seek(-1));
  }

  private ObservableValue<String> whyNotSeek() {
    return Bindings.createStringBinding(
        () -> query.get().isBlank() ? Texts.get("executions.log.why-not.seek") : "", query);
  }

  private void seek(int step) {
    String wanted = query.get().toLowerCase(Locale.ROOT);
    int size = lines.size();
    int from = found.get() < 0 && step < 0 ? 0 : found.get();
    found.set(
        IntStream.rangeClosed(1, size)
            .map(i -> Math.floorMod(from + i * step, size))
            .filter(at -> lines.get(at).holds(wanted))
            .findFirst()
            .orElse(-1));
  }

  /** How the lines on show lie in columns. */
  LogLine.Shape shape() {
    return shape;
  }

  /** "2 of 7 lines", or that nothing was found. */
  public ObservableValue<String> foundText() {
    return Bindings.createStringBinding(
        () -> {
          if (query.get().isBlank()) {
            return Texts.get("executions.log.lines", lines.size());
          }
          return found.get() < 0
              ? Texts.get("executions.log.nothing", query.get())
              : Texts.get("executions.log.at", found.get() + 1, lines.size());
        },
        query,
        found,
        lines);
  }

  /** Copies the lines on show, whole, to the given place. */
  public Command copy(Consumer<String> clipboard) {
    return Command.of(
        Texts.get("executions.log.copy"),
        "",
        Bindings.createStringBinding(
            () -> lines.isEmpty() ? Texts.get("executions.log.why-not.copy") : "", lines),
        () -> {
          clipboard.accept(String.join("\n", lines.stream().map(LogLine::text).toList()));
          screen.notices().say(Texts.get("executions.log.copied", lines.size()));
        });
  }

  /** Rows of the comparison; those that differ say so. */
  public ObservableValue<List<ComparedWords.Pair>> pairs() {
    return comparison
        .map(found -> ComparedWords.pairs(Objects.requireNonNull(found)))
        .orElse(List.of());
  }

  /** Heads of the two columns of the comparison. */
  public ObservableValue<List<String>> pairHeads() {
    return comparison.map(found -> heads(Objects.requireNonNull(found))).orElse(List.of("", ""));
  }

  private static List<String> heads(ExecutionComparison found) {
    return List.of(found.left().id(), found.right().id());
  }

  /** What the two have in common, in a sentence. */
  public ObservableValue<String> comparisonText() {
    return comparison.map(found -> ComparedWords.verdict(Objects.requireNonNull(found))).orElse("");
  }

  /** Whether it stands. */
  public ReadOnlyBooleanProperty openProperty() {
    return open.getReadOnlyProperty();
  }

  /** What is shown. */
  public ReadOnlyObjectProperty<Mode> modeProperty() {
    return mode.getReadOnlyProperty();
  }

  /** What it is about. */
  public ReadOnlyStringProperty titleProperty() {
    return title.getReadOnlyProperty();
  }

  /** The failure on show, null for none. */
  public ObjectProperty<@Nullable Problem> problemProperty() {
    return problem;
  }

  /** Every file with its rows side by side. */
  public ObservableList<EvidenceWords.FileSides> files() {
    return files;
  }

  /** Lines of the log on show. */
  public ObservableList<LogLine> lines() {
    return lines;
  }

  /** What is looked for in the log. */
  public StringProperty queryProperty() {
    return query;
  }

  /** Whether only what went wrong is shown. */
  public BooleanProperty problemsOnlyProperty() {
    return problemsOnly;
  }

  /** Whether long lines wrap. */
  public BooleanProperty wrapProperty() {
    return wrap;
  }

  /** Whether very long lines are shown in whole. */
  public BooleanProperty wholeProperty() {
    return whole;
  }

  /** Whether new lines are shown as they come. */
  public BooleanProperty followProperty() {
    return follow;
  }

  /** Place of the line that was found, -1 for none. */
  public ReadOnlyIntegerProperty foundProperty() {
    return found.getReadOnlyProperty();
  }

  /** What the panes share. */
  public Screen screen() {
    return screen;
  }
}
