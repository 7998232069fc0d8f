package dev.reeve.console.links;

import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Tasks;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.ExecutionEvent;
import dev.reeve.engine.change.ExecutionProgress;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.links.triage.TriageResult;
import dev.reeve.engine.links.triage.TriageView;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.jspecify.annotations.Nullable;

/** Carries staged decisions out, and tells how far that is. Screen thread. */
final class ApplyRun {
  /** To write is one of three steps, which are told as equal; the rest looks at the links again. */
  private static final double WRITING = 1 / 3.0;

  /** Of executions that write documents because of their links. */
  private static final String KIND = "links";

  private final TriageView triage;
  private final Screen screen;
  private final String operator;
  private final DocumentsMeter meter;
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
  private final Set<String> written = ConcurrentHashMap.newKeySet();

  /** So many files could not be done; whichever makes it more is not in place. */
  private volatile int givenUp;

  /** The execution that writes, once it is known. */
  private volatile @Nullable String writing;

  /**
   * @param told hears which files are in place so far
   */
  ApplyRun(TriageView triage, Screen screen, String operator, Consumer<Set<String>> told) {
    this.triage = triage;
    this.screen = screen;
    this.operator = operator;
    this.meter =
        new DocumentsMeter(
            screen,
            files -> {
              if (running.get()) {
                told.accept(files);
              }
            });
  }

  /**
   * Begins.
   *
   * @param leftOut ids of decisions that stay staged
   */
  void start(Set<String> leftOut, Consumer<TriageResult> done, Consumer<Problem> failed) {
    running.set(true);
    writing = null;
    givenUp = 0;
    written.clear();
    meter.begin(Texts.get("links.apply.running"), WRITING);
    Tasks.Task task =
        screen.tasks().start(Texts.get("links.apply.title"), meter.fraction(), meter.text(), null);
    screen
        .work()
        .run(
            () -> triage.apply(leftOut, operator, meter),
            result -> {
              ended(task);
              done.accept(result);
            },
            why -> {
              ended(task);
              failed.accept(why);
            });
  }

  private void ended(Tasks.Task task) {
    task.end();
    running.set(false);
  }

  /** What the engine tells while it writes; on any thread. */
  void follow(ExecutionEvent told) {
    switch (told) {
      case ExecutionEvent.Changed(ExecutionRow row) -> {
        if (row.kind().equals(KIND) && !row.status().terminal()) {
          writing = row.id();
        }
      }
      case ExecutionEvent.Progressed(String id, ExecutionProgress now) -> {
        if (id.equals(writing)) {
          if (now.failed() == givenUp) {
            written.add(now.path());
          }
          givenUp = now.failed();
          meter.written(written, now.of());
        }
      }
      case ExecutionEvent.StepChanged step -> {}
    }
  }

  /** Whether decisions are being carried out. */
  ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** How far that is, in figures and for a bar. */
  DocumentsMeter meter() {
    return meter;
  }
}
