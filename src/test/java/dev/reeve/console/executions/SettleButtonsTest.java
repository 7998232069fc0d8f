package dev.reeve.console.executions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleData;
import dev.reeve.engine.change.ExecutionDetail;
import dev.reeve.engine.change.ExecutionRow;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class SettleButtonsTest {
  private static final String ID = "EX-00000077";

  private static List<String> buttons(ConsoleWindow window) {
    return window.visible().stream()
        .filter(Button.class::isInstance)
        .filter(node -> String.valueOf(node.getId()).startsWith("executions-drawer-action"))
        .map(node -> ((Button) node).getText())
        .toList();
  }

  @Test
  @DisplayName("The drawer offers to settle what needs attention, and nothing else")
  void offered() {
    FakeSession session = SampleData.session();
    ExecutionDetail one = session.executions.values().iterator().next();
    ExecutionRow row = SampleData.attention(ID);
    session.executions.put(
        ID,
        new ExecutionDetail(
            row,
            one.files(),
            one.steps(),
            one.trail(),
            one.reasons(),
            one.integrity(),
            false,
            "it does not stand."));
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.press(KeyCode.DIGIT6, false, true, false);
      window.act(model -> model.executions().select(ID));
      window.settle();
      window.picture("executions-settle");
      assertEquals(
          List.of(
              "Put the files back\u2026",
              "Take the files as they are\u2026",
              "They were put back by hand\u2026"),
          buttons(window).subList(0, 3));
      window.act(model -> model.executions().select("EX-3b9e7c0c"));
      window.settle();
      assertEquals("Review\u2026", buttons(window).getFirst());
    }
  }
}
