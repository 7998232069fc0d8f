package dev.reeve.console.tour;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.console.SampleData;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Questions;
import dev.reeve.console.shell.ShellWindow;
import dev.reeve.console.tour.TourWindow.Content;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where the keys go when a dialog opens. */
final class QuestionFocusTest {
  private static TourWindow open() {
    var session = SampleData.session();
    return TourWindow.open(
        new Look(Look.Theme.LIGHT, Look.Size.NORMAL),
        session.clock(),
        true,
        screen -> {
          ShellWindow shell = ShellWindow.open(session, screen, () -> {});
          return new Content(shell.root(), shell::close);
        });
  }

  private static String focusInDialog(TourWindow window) {
    return Headless.call(
        () ->
            Window.getWindows().stream()
                .filter(each -> !each.equals(window.root().getScene().getWindow()))
                .map(each -> each.getScene().getFocusOwner())
                .filter(Objects::nonNull)
                .map(Node::getId)
                .findFirst()
                .orElse("nothing"));
  }

  @Test
  @DisplayName("Releasing a lock begins at the reason, without which nothing can happen")
  void releasingALockBeginsAtTheReason() {
    try (TourWindow window = open()) {
      window.operator().press("rail-queue");
      window.operator().press("queue-tab-locks");
      window.operator().selectFirstConcern();
      window.operator().press("locks-drawer-action-1");
      assertEquals("question-reason", focusInDialog(window));
    }
  }

  @Test
  @DisplayName("A question without a reason, or with a text to type, begins at Cancel")
  void anyOtherQuestionBeginsAtCancel() {
    for (@Nullable String typed : new @Nullable String[] {null, "2026-11-21"}) {
      try (TourWindow window = open()) {
        Question question =
            new Question(
                "Restore it",
                "12 records change.",
                List.of("a", "b"),
                null,
                typed,
                "Restore",
                true);
        Headless.begin(() -> Questions.ask(window.root(), question, nothing -> {}));
        window.operator().settle();
        assertEquals("question-cancel", focusInDialog(window));
        window.operator().tidy();
      }
    }
  }
}
