package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.reeve.console.Headless;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.shell.Theme;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.scene.Node;
import javafx.scene.Scene;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Steps among lines are drawn in columns, with an icon, and not in the type of a log. */
final class StepColumnsTest {
  private static final List<Line> LINES =
      List.of(
          Line.of(step("Lock", "Completed", Icon.CHECK, "6 ms", 0.1)),
          Line.of(step("Health check", "Skipped", Icon.SKIP, "1.6 s", 1)),
          new Line(Line.Kind.PLAIN, "start verify"));

  private static RunStep step(String name, String word, Icon icon, String took, double share) {
    return new RunStep(
        name, Badge.of(0, word, icon, Badge.Hue.OK), took, share, "No check belongs to it.");
  }

  @BeforeAll
  static void toolkit() {
    Headless.start();
  }

  private static Scene scene(double scale) {
    LineList list = new LineList();
    list.show(LINES);
    Scene scene = new Scene(list, 420 * scale, 400);
    Theme.apply(scene, false, scale);
    list.getScene().getRoot().applyCss();
    list.getScene().getRoot().layout();
    return scene;
  }

  private static List<Double> places(Scene scene, String part, ToDoubleFunction<Node> edge) {
    return scene.getRoot().lookupAll("." + part).stream()
        .filter(node -> node.getScene() == scene)
        .map(edge::applyAsDouble)
        .distinct()
        .toList();
  }

  @Test
  void theyAreAlignedAtEveryTextSize() {
    Headless.run(
        () -> {
          for (double scale : new double[] {1, 2}) {
            Scene scene = scene(scale);
            assertEquals(2, scene.getRoot().lookupAll(".step-row").size());
            ToDoubleFunction<Node> left =
                node -> Math.rint(node.localToScene(node.getBoundsInLocal()).getMinX());
            ToDoubleFunction<Node> right =
                node -> Math.rint(node.localToScene(node.getBoundsInLocal()).getMaxX());
            assertEquals(1, places(scene, "step-state", left).size(), "states at " + scale);
            assertEquals(1, places(scene, "step-took", right).size(), "durations at " + scale);
          }
        });
  }

  @Test
  void onlyLinesOfALogAreInItsType() {
    Headless.run(
        () -> {
          for (Node cell : scene(1).getRoot().lookupAll(".line-cell")) {
            boolean step = cell.lookup(".step-row") != null;
            assertEquals(!step, cell.getStyleClass().contains("mono"));
            assertFalse(step && cell.lookup(".icon-box") == null, "a state without an icon");
          }
        });
  }
}
