package dev.reeve.console.tray;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.Headless;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The question on closing the window. */
final class ClosingsTest {
  @BeforeAll
  static void start() {
    Headless.start();
  }

  private static List<String> buttons(DialogPane pane) {
    return pane.getButtonTypes().stream()
        .map(pane::lookupButton)
        .map(node -> node.getId() + ": " + ((Labeled) node).getText())
        .sorted()
        .toList();
  }

  private static ClosingViewModel.Asked asked(boolean tray) {
    return asked(tray, new SimpleObjectProperty<>(List.of("a")));
  }

  private static ClosingViewModel.Asked asked(boolean tray, ObservableValue<List<String>> goesOn) {
    return new ClosingViewModel.Asked("Close the window", "Quit ends it.", goesOn, tray);
  }

  private static List<String> lines(DialogPane pane) {
    return pane.getContent().lookupAll(".question-lines > .label").stream()
        .map(node -> ((Labeled) node).getText())
        .toList();
  }

  @Test
  void whatEndsWhileItIsAskedGoesFromTheQuestion() {
    Headless.run(
        () -> {
          ObjectProperty<List<String>> goesOn = new SimpleObjectProperty<>(List.of("a", "b"));
          DialogPane pane = new DialogPane();
          CheckBox _ = Closings.fill(pane, asked(false, goesOn));
          assertEquals(List.of("a", "b"), lines(pane));
          goesOn.set(List.of("b"));
          assertEquals(List.of("b"), lines(pane));
          goesOn.set(List.of());
          assertEquals(List.of("Nothing goes on any more."), lines(pane));
        });
  }

  @Test
  void whereThereIsATrayItIsOfferedAndTheAnswerCanBeKept() {
    Headless.run(
        () -> {
          DialogPane pane = new DialogPane();
          CheckBox keep = Closings.fill(pane, asked(true));
          assertEquals(
              List.of(
                  "closing-cancel: Cancel", "closing-quit: Quit", "closing-tray: Keep in the tray"),
              buttons(pane));
          assertTrue(keep.isVisible());
          assertFalse(keep.isSelected(), "nobody keeps an answer by accident");
        });
  }

  @Test
  @DisplayName("The focus begins where the highlight is, or on Cancel: never where it ends")
  void whereTheFocusBegins() {
    Headless.run(
        () -> {
          DialogPane pane = new DialogPane();
          CheckBox _ = Closings.fill(pane, asked(true));
          Node first = Closings.first(pane);
          assertEquals("closing-tray", first.getId());
          assertTrue(first.getStyleClass().contains("primary"));

          DialogPane none = new DialogPane();
          CheckBox _ = Closings.fill(none, asked(false));
          assertEquals("closing-cancel", Closings.first(none).getId());
        });
  }

  @Test
  void withoutATrayThereIsOnlyQuit() {
    Headless.run(
        () -> {
          DialogPane pane = new DialogPane();
          Node keep = Closings.fill(pane, asked(false));
          assertEquals(List.of("closing-cancel: Cancel", "closing-quit: Quit"), buttons(pane));
          assertFalse(keep.isVisible());
        });
  }
}
