package dev.reeve.console.shell;

import dev.reeve.console.fx.BackgroundWork;
import dev.reeve.console.fx.Notices;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Ticker;
import dev.reeve.console.layout.Memory;
import dev.reeve.engine.inbox.InboxEvent;
import dev.reeve.engine.inbox.InboxItem;
import dev.reeve.engine.inbox.InboxKind;
import dev.reeve.engine.inbox.InboxList;
import dev.reeve.engine.inbox.InboxPlace;
import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueEvent;
import dev.reeve.engine.queue.WorkItem;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.css.PseudoClass;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the window of a workspace once for nobody, beside the screen's thread: what is done the
 * first time in a process, Java has to load, link and translate, and that is nine tenths of the
 * time it takes. The window a person sees is made after it, on the screen's thread, which need not
 * stand still for all that. Source: {@code docs/decisions/010-drawing.md}.
 */
public final class ShellRehearsal {
  private static final Logger LOG = LoggerFactory.getLogger(ShellRehearsal.class);
  private static final Executor NEVER = work -> {};

  /** States that the toolkit's controls and our rows name besides those in the style sheets. */
  private static final List<String> STATES =
      List.of(
          "cancel",
          "cell-selection",
          "determinate",
          "editable",
          "even",
          "fitToHeight",
          "fitToWidth",
          "hue-idle",
          "hue-ok",
          "no-side-nodes",
          "pannable",
          "row-selection",
          "text-field-has-focus",
          "unconstrained-resize");

  private ShellRehearsal() {}

  /**
   * Begins; screen thread. Nodes may be made on any thread as long as no window shows them.
   *
   * @param worn a dressed scene; this one is dressed alike
   * @return done when it is over, also when it failed: it is of use to nobody then, and no harm
   */
  public static CompletableFuture<@Nullable Void> begin(Scene worn) {
    nameStates(worn);
    List<String> sheets = List.copyOf(worn.getStylesheets());
    String style = worn.getRoot().getStyle();
    double width = worn.getWidth();
    double height = worn.getHeight();
    CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("console-rehearsal")
        .start(
            () -> {
              try {
                rehearse(new Scene(new Group(), width, height), sheets, style);
              } catch (RuntimeException | LinkageError e) {
                LOG.warn("The window was not made beforehand; it opens a little later", e);
              } finally {
                over.complete(null);
              }
            });
    return over;
  }

  /**
   * Has every state of a control named before two threads ask for them: the toolkit numbers them as
   * they are first named, without a lock.
   */
  static void nameStates(Scene worn) {
    worn.getRoot().applyCss(); // reads the sheets
    STATES.forEach(PseudoClass::getPseudoClass);
  }

  /**
   * Makes it and lets go of it.
   *
   * @param scene one that no window shows
   */
  static void rehearse(Scene scene, List<String> sheets, String style) {
    NoSession session = new NoSession();
    Ticker ticker = new Ticker(session.clock());
    Screen screen =
        new Screen(
            new BackgroundWork(NEVER, NEVER),
            Runnable::run,
            (wait, work) -> {},
            session.clock()::nanos,
            ticker,
            new Notices(ticker),
            new SimpleDoubleProperty(1));
    try (ShellMaking making =
        new ShellMaking(session, screen, Memory.none(), Memory.none(), () -> {})) {
      making.steps().forEach(Runnable::run);
      making.later().forEach(Runnable::run);
      Parent root = making.root();
      scene.setRoot(root);
      scene.getStylesheets().setAll(sheets);
      root.setStyle(style);
      session.bus().publish(new QueueEvent.Changed(jobs(ticker.now())));
      look(root);
      session.bus().publish(new InboxEvent.Changed(inbox(ticker.now())));
      making.model().placeProperty().set(Place.INBOX);
      look(root);
    }
  }

  private static void look(Parent root) {
    root.applyCss();
    root.layout();
  }

  private static List<WorkItem> jobs(Instant at) {
    return Stream.of(ItemState.values())
        .map(
            state ->
                new WorkItem(
                    state.name(),
                    ".",
                    "a.md",
                    null,
                    FileEventKind.MODIFIED,
                    true,
                    state,
                    null,
                    1,
                    1,
                    1,
                    1,
                    3,
                    100,
                    at,
                    at,
                    null,
                    at,
                    at,
                    null,
                    null,
                    null,
                    null,
                    "IO_FAILED",
                    "a",
                    null))
        .toList();
  }

  private static InboxList inbox(Instant at) {
    List<InboxItem> items =
        Stream.of(InboxKind.values())
            .map(
                kind ->
                    new InboxItem(
                        kind.code(),
                        kind,
                        InboxItem.State.OPEN,
                        "a",
                        "b",
                        at,
                        null,
                        null,
                        new InboxPlace(InboxPlace.Pane.JOBS, List.of()),
                        List.of(),
                        null,
                        null,
                        null,
                        null))
            .toList();
    return new InboxList(at, items, null, List.of());
  }
}
