package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.console.Headless;
import java.util.List;
import javafx.scene.control.DialogPane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class QuestionsTest {
  @BeforeAll
  static void start() {
    Headless.start();
  }

  /** Which buttons stand out, and how. */
  private static List<String> looks(Question question) {
    return Headless.call(
        () -> {
          DialogPane pane = new DialogPane();
          QuestionPanes.fill(pane, question);
          return pane.getButtonTypes().stream()
              .map(pane::lookupButton)
              .flatMap(
                  button ->
                      button.getStyleClass().stream()
                          .filter(List.of("primary", "danger")::contains)
                          .map(look -> button.getId() + " " + look))
              .toList();
        });
  }

  @Test
  @DisplayName("The act is the main button, unless it would come to nothing: then Cancel is")
  void oneMainButton() {
    Question plain = new Question("Requeue", "It begins again.", List.of(), null, "Requeue", false);
    assertEquals(List.of("question-act primary"), looks(plain));
    Question danger = new Question("Reset", "All goes.", List.of(), null, "Reset", true);
    assertEquals(List.of("question-act danger"), looks(danger));
    Question futile = Question.unadvised("Requeue", "It fails.", List.of(), "Requeue anyway");
    assertEquals(List.of("question-cancel primary"), looks(futile));
  }
}
