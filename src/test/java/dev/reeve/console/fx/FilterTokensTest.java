package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.shell.Place;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is in force in a filter is seen as chips while nobody types. */
final class FilterTokensTest {
  /** Where a chip's own edge ends, from its bounds. */
  private static final double EDGE = 3;

  private ConsoleWindow window;
  private TextField field;

  @BeforeEach
  void open() {
    window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1);
    field = window.find("queue-filter");
  }

  @AfterEach
  void close() {
    window.close();
  }

  private void filter(String text) {
    window.act(model -> model.queue().list().filterProperty().set(text));
  }

  private List<Node> tokens() {
    return Headless.call(
        () ->
            field.lookup(".filter-tokens").lookupAll("*").stream()
                .filter(each -> each instanceof Label || isRemove(each))
                .filter(FilterTokensTest::isShown)
                .toList());
  }

  private static boolean isRemove(Node node) {
    return node.getStyleClass().contains("filter-token-remove");
  }

  private static boolean isShown(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (!each.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private List<String> words() {
    return tokens().stream()
        .filter(Label.class::isInstance)
        .map(node -> ((Label) node).getText())
        .toList();
  }

  @Test
  @DisplayName("Each token is a chip that a press takes away; free words stay words")
  void chips() {
    filter("state:dead docs -age:>1d");
    assertEquals(List.of("state:dead", "docs", "-age:>1d"), words());
    List<Node> removes = tokens().stream().filter(FilterTokensTest::isRemove).toList();
    assertEquals(
        List.of("Remove state:dead", "Remove -age:>1d"),
        removes.stream().map(Node::getAccessibleText).toList());
    window.picture("filter-tokens");
    Node first = removes.getFirst();
    Headless.run(() -> first.getOnMouseClicked().handle(null));
    Headless.settle(() -> true);
    assertEquals("docs -age:>1d", Headless.call(field::getText));
    assertEquals(List.of("docs", "-age:>1d"), words());
    filter("docs");
    assertEquals(List.of(), words(), "one free word needs no chips");
  }

  @Test
  @DisplayName("With twice the text a chip is drawn around its words, and its cross stands clear")
  void chipsOfLargeText() {
    window.close();
    window = ConsoleWindow.open(SampleData.session(), 1280, 800, 2);
    field = window.find("queue-filter");
    filter("path:nowhere/** state:retry");
    window.picture("filter-tokens-200");
    List<Node> removes = tokens().stream().filter(FilterTokensTest::isRemove).toList();
    assertEquals(2, removes.size());
    for (Node remove : removes) {
      Region chip = (Region) Headless.call(remove::getParent);
      Bounds words = at(Headless.call(() -> chip.lookup(".text")));
      Bounds all = at(chip);
      assertTrue(all.getMinY() + EDGE <= words.getMinY(), words + " above " + all);
      assertTrue(words.getMaxY() <= all.getMaxY() - EDGE, words + " below " + all);
      Bounds cross = at(Headless.call(() -> remove.lookup(".icon-box")));
      assertTrue(words.getMaxX() + 4 <= cross.getMinX(), words + " beside " + cross);
      Bounds within = at(field);
      assertTrue(within.contains(all), all + " within " + within);
    }
  }

  private static Bounds at(Node node) {
    return Headless.call(() -> node.localToScene(node.getLayoutBounds()));
  }

  @Test
  @DisplayName("What is in force from the start is a chip from the start")
  void fromTheStart() {
    window.act(model -> model.placeProperty().set(Place.EXECUTIONS));
    field = window.find("executions-filter");
    assertEquals(List.of("-is:routine"), words());
  }

  @Test
  @DisplayName("Who edits the filter sees its text")
  void textWhileEdited() {
    filter("state:dead");
    Headless.run(field::requestFocus);
    Headless.settle(() -> true);
    assertEquals(List.of(), words());
    Node table = window.find("queue-table");
    Headless.run(table::requestFocus);
    Headless.settle(() -> true);
    assertEquals(List.of("state:dead"), words());
  }

  @Test
  @DisplayName("What has no room is counted and told whole, and nothing is shown over an edge")
  void counted() {
    assertNull(Headless.call(field::getTooltip));
    String all = "state:dead path:docs/** age:>1h -state:done path:runs/** age:<5m";
    filter(all);
    List<String> shown = words();
    assertTrue(shown.getLast().matches("\\+[1-5]"), shown::toString);
    int hidden = Integer.parseInt(shown.getLast().substring(1));
    assertEquals(6, shown.size() - 1 + hidden);
    assertEquals(all, Objects.requireNonNull(Headless.call(field::getTooltip)).getText());
    double end = Headless.call(() -> field.localToScene(field.getLayoutBounds()).getMaxX());
    for (Node node : tokens()) {
      double right = Headless.call(() -> node.localToScene(node.getLayoutBounds()).getMaxX());
      assertTrue(right <= end, node + " ends at " + right + " beyond " + end);
    }
    window.picture("filter-tokens-counted");
    filter("");
    assertNull(Headless.call(field::getTooltip));
  }

  @Test
  @DisplayName("Examples in an empty filter, where no cross is, end with a whole word in the field")
  void promptIsWhole() {
    Region filter = (Region) Headless.call(() -> field.getParent());
    for (int width = 60; width < 460; width += 9) {
      int wide = width;
      Headless.run(
          () -> {
            filter.setMinWidth(wide);
            filter.setMaxWidth(wide);
          });
      Headless.settle(() -> true);
      if (Headless.call(() -> field.getPromptText().isEmpty())) {
        assertTrue(wide < 260, "no word at " + wide);
        continue;
      }
      double end = Headless.call(() -> end(field, ".text"));
      double room =
          Headless.call(
              () ->
                  field.localToScene(field.getLayoutBounds()).getMaxX()
                      - field.snappedRightInset());
      assertTrue(end <= room, field.getPromptText() + " ends at " + end + " of " + room);
    }
  }

  private static double end(Node within, String what) {
    return within.lookupAll(what).stream()
        .filter(node -> !(node instanceof Text text) || !text.getText().isEmpty())
        .mapToDouble(node -> node.localToScene(node.getLayoutBounds()).getMaxX())
        .max()
        .orElseThrow();
  }
}
