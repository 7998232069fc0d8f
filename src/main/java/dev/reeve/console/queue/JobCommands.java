package dev.reeve.console.queue;

import dev.reeve.console.EngineSession;
import dev.reeve.console.approval.AnotherId;
import dev.reeve.console.approval.Deed;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.FileCommands;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.SystemFiles;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueView;
import dev.reeve.engine.queue.WorkItem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.value.ObservableValue;

/** What can be done with the selected jobs. Screen thread. */
public final class JobCommands {
  private final EngineSession session;
  private final QueueView queue;
  private final Requeues requeues;
  private final Retries retries;
  private final LiveList<WorkItem, QueueRow> list;
  private final Screen screen;
  private final FileCommands<WorkItem> files;
  private final Consumer<String> openExecution;
  private final Runnable openIdSettings;
  private Consumer<Deed> anotherId = deed -> {};

  /**
   * @param openExecution shows an execution in its pane
   * @param openIdSettings shows where it is set how ids are made
   */
  JobCommands(
      EngineSession session,
      Requeues requeues,
      Retries retries,
      LiveList<WorkItem, QueueRow> list,
      Consumer<String> openExecution,
      Runnable openIdSettings) {
    this.session = session;
    this.queue = session.queue();
    this.requeues = requeues;
    this.retries = retries;
    this.list = list;
    this.screen = list.screen();
    this.files =
        new FileCommands<>(
            list,
            session.root(),
            item -> item.event() != FileEventKind.DELETED,
            WorkItem::path,
            Texts.get("queue.why-not.file"));
    this.openExecution = openExecution;
    this.openIdSettings = openIdSettings;
  }

  /** Makes waiting jobs due now, and tells what came of that. */
  public Command retryNow() {
    Predicate<WorkItem> suits = item -> item.state() == ItemState.RETRY_WAIT;
    return list.overSelection(
        Texts.get("queue.action.retry"),
        "R",
        suits,
        Texts.get("queue.why-not.retry"),
        ids -> {
          List<WorkItem> before = list.chosen(suits).toList();
          run(
              () -> queue.retryNow(ids),
              changed -> {
                screen.notices().say(Texts.get("queue.done.retried", changed));
                retries.follow(before);
              });
        });
  }

  /**
   * Brings dead or ended jobs back.
   *
   * @param asker asks where they would fail again, and goes on when the answer is yes
   */
  public Command requeue(BiConsumer<Question, Runnable> asker) {
    return list.overSelection(
        Texts.get("queue.action.requeue"),
        "Shift+R",
        item -> item.state().ended(),
        Texts.get("queue.why-not.requeue"),
        ids -> requeues.consider(ids, null, asker));
  }

  /** Whether one of the selected jobs is a dead letter: it stays one until somebody requeues it. */
  ObservableValue<Boolean> deadChosen() {
    return list.anyChosen(item -> item.state() == ItemState.DEAD_LETTER);
  }

  /** Whether one of the selected jobs has not ended: something comes next. */
  ObservableValue<Boolean> openChosen() {
    return list.anyChosen(item -> !item.state().ended());
  }

  /**
   * Tells who shows what giving a file another id would do.
   *
   * @param opener takes what would be done
   */
  public void anotherIdBy(Consumer<Deed> opener) {
    anotherId = opener;
  }

  /** Shows which id the file of a dead letter would get in place of one that another file has. */
  public Command anotherId() {
    return list.overSelection(
        Texts.get("queue.action.another-id"),
        "I",
        item -> Failures.isIdConflict(item) && list.selected().size() == 1,
        Texts.get("queue.why-not.another-id"),
        ids -> list.chosen(Failures::isIdConflict).findFirst().ifPresent(this::giveAnotherId));
  }

  /** Shows the setting that a job waits for whose tries all fail until it is another one. */
  public Command idSetting() {
    return list.overSelection(
        Texts.get("queue.action.id-setting"),
        "",
        Failures::isUsedUp,
        Texts.get("queue.why-not.id-setting"),
        ids -> openIdSettings.run());
  }

  private void giveAnotherId(WorkItem item) {
    anotherId.accept(AnotherId.of(session, item.path()));
  }

  /**
   * The same of one of these jobs, whatever is selected.
   *
   * @param ids the one that matters most last
   * @return false, and nothing is shown, when none of them is known to need another id
   */
  public boolean giveAnotherId(List<String> ids) {
    Optional<WorkItem> conflict =
        ids.reversed().stream()
            .flatMap(id -> list.rows().find(id).map(QueueRow::snapshot).stream())
            .filter(Failures::isIdConflict)
            .findFirst();
    conflict.ifPresent(this::giveAnotherId);
    return conflict.isPresent();
  }

  /**
   * Brings these jobs back, whatever is selected.
   *
   * @param otherwise what is asked when nothing speaks against it
   * @param asker asks, and goes on when the answer is yes
   */
  public void requeue(List<String> ids, Question otherwise, BiConsumer<Question, Runnable> asker) {
    requeues.consider(ids, otherwise, asker);
  }

  /** Takes jobs from the queue, with Undo; the files stay untouched. */
  public Command drop() {
    return list.overSelection(
        Texts.get("queue.action.drop"),
        "Delete",
        JobCommands::droppable,
        () ->
            Texts.get(
                list.chosen(item -> item.state() == ItemState.RUNNING).findAny().isPresent()
                    ? "queue.why-not.drop"
                    : "queue.why-not.drop-ended"),
        ids -> run(() -> queue.drop(ids), dropped -> tellDropped(dropped, ids)));
  }

  private static boolean droppable(WorkItem item) {
    return item.state() == ItemState.DEAD_LETTER
        || (item.state() != ItemState.RUNNING && !item.state().ended());
  }

  private void tellDropped(int dropped, List<String> ids) {
    String said = Texts.get("queue.done.dropped", dropped);
    if (dropped == 0) { // there is no way back from nothing
      screen.notices().say(said);
    } else {
      screen.notices().say(said, () -> requeues.run(ids));
    }
  }

  /** Opens the files of the selected jobs with the system's programs. */
  public Command openFile(SystemFiles.Act open) {
    return files.open(open);
  }

  /** Shows the files of the selected jobs in their folders. */
  public Command showInFolder(SystemFiles.Act reveal) {
    return files.showInFolder(reveal);
  }

  /** Shows the execution that carried out the selected job. */
  public Command goToExecution() {
    return list.overSelection(
        Texts.get("queue.action.execution"),
        "G",
        item -> item.executionId() != null,
        Texts.get("queue.why-not.execution"),
        ids ->
            list.chosen(item -> item.executionId() != null)
                .findFirst()
                .map(WorkItem::executionId)
                .ifPresent(openExecution));
  }

  /** Copies the paths of the selected jobs to the given place. */
  public Command copyPath(Consumer<String> clipboard) {
    return list.overSelection(
        Texts.get("console.action.copy-path"),
        "Ctrl+C",
        item -> true,
        "",
        ids -> {
          clipboard.accept(
              String.join("\n", list.chosen(item -> true).map(WorkItem::path).toList()));
          screen.notices().say(Texts.get("queue.done.copied", ids.size()));
        });
  }

  private <T> void run(Callable<T> work, Consumer<T> done) {
    screen.work().run(work, done, list.problemProperty()::set);
  }
}
