package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.Headless;
import dev.reeve.console.shell.Theme;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two tabs of one pane, each with its strip. */
final class ProblemStripTest {
  private static final Problem WHY = new Problem("Not read.", "Safe.", "Retry.", "STORE_BUSY");

  private final TestScreen test = new TestScreen(new SettableClock());
  private final ObjectProperty<@Nullable Problem> firstProblem = new SimpleObjectProperty<>(null);
  private final ObjectProperty<@Nullable Problem> secondProblem = new SimpleObjectProperty<>(null);
  private final Reading first = new Reading(test.screen, firstProblem);
  private final Reading second = new Reading(test.screen, secondProblem);
  private final ObjectProperty<String> tab = new SimpleObjectProperty<>("first");
  private int read;
  private VBox pane;
  private BareWindow window;

  @BeforeEach
  void open() {
    Headless.start();
    Headless.run(
        () -> {
          VBox one = tab(firstProblem, first);
          VBox two = tab(secondProblem, second);
          ToggleTabs.join(tab)
              .tab("first", new ToggleButton(), one)
              .tab("second", new ToggleButton(), two);
          pane = new VBox(one, two);
          pane.getStyleClass().add("pane");
          window = new BareWindow(pane, 640, 400);
        });
  }

  private VBox tab(ObjectProperty<@Nullable Problem> problem, Reading reading) {
    ProblemStrip strip = new ProblemStrip();
    strip.bind(problem, test.screen.ticker(), reading.unread(), () -> read++);
    return new VBox(strip);
  }

  @AfterEach
  void close() {
    window.close();
  }

  private boolean isTroubled() {
    return Headless.call(
        () -> pane.getPseudoClassStates().contains(PseudoClass.getPseudoClass("troubled")));
  }

  private List<Button> primary() {
    return Headless.call(
        () ->
            pane.lookupAll(".primary").stream()
                .filter(Button.class::isInstance)
                .filter(Node::isVisible)
                .map(Button.class::cast)
                .toList());
  }

  @Test
  @DisplayName(
      "A pane is troubled while the tab on show could not be read, whatever the others say")
  void byTheTabOnShow() {
    assertFalse(isTroubled());
    Headless.run(() -> first.failed(WHY));
    Headless.run(() -> second.failed(WHY));
    assertTrue(isTroubled());
    Headless.run(second::arrived);
    assertTrue(isTroubled(), "the other tab was read, this one was not");
    Headless.run(() -> tab.set("second"));
    assertFalse(isTroubled(), "what was read stands here");
    Headless.run(() -> tab.set("first"));
    assertTrue(isTroubled());
    Headless.run(first::arrived);
    assertFalse(isTroubled());
  }

  @Test
  @DisplayName(
      "Who could not do something is not told to read again first; Retry takes the strip away")
  void whatReadingDoesNotCure() {
    Headless.run(first::arrived);
    Headless.run(() -> firstProblem.set(WHY));
    assertFalse(isTroubled());
    assertEquals(List.of(), primary());
    Headless.run(() -> ((Button) pane.lookup(".problem-strip .button")).fire());
    assertEquals(1, read);
    assertNull(firstProblem.get());
  }

  @Test
  @DisplayName("Retry does again what was not done, as often as it is wanted, and reads nothing")
  void doesAgain() {
    Headless.run(first::arrived);
    List<String> tries = new ArrayList<>();
    List<String> done = new ArrayList<>();
    Headless.run(
        () ->
            test.screen
                .work()
                .run(
                    () -> {
                      tries.add("archive");
                      if (tries.size() < 3) {
                        throw EngineException.of(
                            EngineException.Kind.CONFLICT, "LOCK_CHANGED", "Not released.");
                      }
                      return "archive";
                    },
                    done::add,
                    firstProblem::set));
    Headless.run(() -> ((Button) pane.lookup(".problem-strip .button")).fire());
    assertEquals(2, tries.size());
    assertEquals("LOCK_CHANGED", Objects.requireNonNull(firstProblem.get()).code());
    Headless.run(() -> ((Button) pane.lookup(".problem-strip .button")).fire());
    assertEquals(List.of("archive"), done);
    assertNull(firstProblem.get());
    assertEquals(0, read);
  }

  @Test
  @DisplayName("With large text Copy keeps all its words unless those cost the problem a line")
  void wordsWhereThereIsRoom() {
    Headless.run(
        () -> {
          Theme.apply(window.scene(), false, 2);
          window.setWidth(1150);
          firstProblem.set(WHY);
        });
    Headless.settle(() -> true);
    Headless.settle(() -> true);
    assertEquals(List.of("Retry", "Copy details", "Close"), written());
    Headless.run(() -> firstProblem.set(new Problem("Not read: busy.", "", "", "STORE_BUSY")));
    boolean few = false;
    for (double width = 1150; width > 400 && !few; width -= 20) {
      double narrower = width;
      Headless.run(() -> window.setWidth(narrower));
      Headless.settle(() -> true);
      few = written().equals(List.of("Retry", "Copy", "Close"));
    }
    assertTrue(few, "at some width more words would cost a line");
    Label what = (Label) pane.lookup(".problem-what");
    assertTrue(
        Headless.call(what::getHeight) < 2 * Fitting.height(Headless.call(what::getFont)),
        "with fewer it stands in one");
  }

  private List<String> written() {
    return Headless.call(
        () ->
            pane.lookupAll(".problem-strip .button").stream()
                .filter(node -> node.getParent().isVisible())
                .map(node -> ((Button) node).getText())
                .limit(3) // of the tab on show
                .toList());
  }

  @Test
  @DisplayName("Where rows are old as well, Retry reads them and does again what was not done")
  void doesAgainAndReads() {
    List<String> done = new ArrayList<>();
    Headless.run(() -> first.failed(WHY));
    Headless.run(() -> firstProblem.set(WHY.retriedBy(() -> done.add("archive"))));
    Button retry = primary().getFirst();
    Headless.run(retry::fire);
    assertEquals(List.of("archive"), done);
    assertEquals(1, read);
    assertNull(firstProblem.get());
  }

  @Test
  @DisplayName(
      "What was told of reading stays until it was read; what was told of else stays as well")
  void stays() {
    Headless.run(() -> first.failed(WHY));
    Button retry = primary().getFirst();
    Headless.run(retry::fire);
    assertEquals(WHY, firstProblem.get());
    Headless.run(first::arrived);
    assertNull(firstProblem.get());
    Headless.run(() -> firstProblem.set(WHY));
    Headless.run(first::arrived);
    assertEquals(WHY, firstProblem.get(), "a reading of every second takes nothing away");
  }
}
