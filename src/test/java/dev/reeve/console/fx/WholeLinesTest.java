package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.reeve.console.Headless;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WholeLinesTest {
  private static final double LINE = 30;
  private static final double WIDTH = 200;

  @BeforeAll
  static void start() {
    Headless.start();
  }

  /** Each as high as a line. */
  private static List<TextField> fields(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            n -> {
              TextField field = new TextField("line " + n);
              field.setMinHeight(LINE);
              field.setMaxHeight(LINE);
              return field;
            })
        .toList();
  }

  private static void lay(Scene scene) {
    for (int i = 0; i < 3; i++) {
      scene.getRoot().applyCss();
      scene.getRoot().layout();
    }
  }

  private static ScrollPane shown(List<? extends Node> fields, double height) {
    ScrollPane scroll = new ScrollPane(new VBox(fields.toArray(Node[]::new)));
    scroll.setStyle("-fx-padding: 0; -fx-background-insets: 0;");
    scroll.setFitToWidth(true);
    WholeLines.in(scroll);
    lay(new Scene(scroll, WIDTH, height));
    nudge(scroll);
    return scroll;
  }

  /** Out of a window it looks at once, and layouts come later. */
  private static void nudge(ScrollPane scroll) {
    double at = scroll.getVvalue();
    scroll.setVvalue(at == 0 ? 0.5 : 0);
    scroll.setVvalue(at);
  }

  private static @Nullable Bounds clip(ScrollPane scroll) {
    Node clip = scroll.getContent().getClip();
    return clip == null ? null : clip.getBoundsInLocal();
  }

  private static void ends(ScrollPane scroll, double from, double to) {
    Bounds clip = Objects.requireNonNull(clip(scroll));
    assertEquals(List.of(from, to), List.of(clip.getMinY(), clip.getMaxY()));
  }

  @Test
  @DisplayName("A line that the lower edge would cut stays out of sight")
  void endsBetweenLines() {
    Headless.run(() -> ends(shown(fields(10), 3 * LINE + 12), 0, 3 * LINE));
  }

  @Test
  @DisplayName("Of words on many lines, too, no line is cut: not even the first")
  void wordsOnManyLines() {
    Headless.run(
        () -> {
          Label words = new Label("one two three ".repeat(40).strip());
          words.setWrapText(true);
          words.setMinHeight(Region.USE_PREF_SIZE);
          ScrollPane scroll = shown(List.of(fields(1).getFirst(), words), LINE + 8);
          ends(scroll, 0, LINE);
        });
  }

  @Test
  @DisplayName("Further down it begins between two lines too")
  void beginsBetweenLines() {
    Headless.run(
        () -> {
          ScrollPane scroll = shown(fields(10), 4 * LINE + 12);
          double hidden = 6 * LINE - 12;
          scroll.setVvalue(40 / hidden);
          lay(scroll.getScene());
          ends(scroll, 2 * LINE, 5 * LINE);
        });
  }

  @Test
  @DisplayName("What has the keys is not taken out of sight")
  void keysStay() {
    Headless.run(
        () -> {
          List<TextField> fields = fields(10);
          ScrollPane scroll = shown(fields, 3 * LINE + 12);
          fields.get(3).requestFocus();
          nudge(scroll);
          ends(scroll, 0, 3 * LINE + 12);
        });
  }

  @Test
  @DisplayName("Where all has room nothing is taken away")
  void allHasRoom() {
    Headless.run(() -> assertNull(clip(shown(fields(2), 3 * LINE))));
  }

  /** In a window, where nobody asks it to look. */
  private static final class Shown implements AutoCloseable {
    private final Stage stage;

    Shown(ScrollPane scroll, double height) {
      stage =
          Headless.call(
              () -> {
                WholeLines.in(scroll);
                scroll.setFitToWidth(true);
                Stage made = new Stage();
                made.setScene(new Scene(new StackPane(scroll), WIDTH, height));
                made.show();
                return made;
              });
    }

    @Override
    public void close() {
      Headless.run(stage::close);
    }
  }

  private static ScrollPane plain(Node content) {
    ScrollPane scroll = new ScrollPane(content);
    scroll.setStyle("-fx-padding: 0; -fx-background-insets: 0;");
    return scroll;
  }

  private static VBox box(List<? extends Node> nodes) {
    return new VBox(nodes.toArray(Node[]::new));
  }

  private static boolean endsAt(ScrollPane scroll, double end) {
    Node clip = scroll.getContent().getClip();
    return clip != null && Math.abs(clip.getBoundsInLocal().getMaxY() - end) < 0.6;
  }

  @Test
  @DisplayName("Lines of a place that scrolls in another are lines of that")
  void nested() {
    ScrollPane scroll =
        Headless.call(
            () -> {
              ScrollPane inner = plain(box(fields(10)));
              inner.setMinHeight(Region.USE_PREF_SIZE);
              inner.setFitToWidth(true);
              return plain(new VBox(inner));
            });
    try (Shown _ = new Shown(scroll, 4 * LINE + 12)) {
      Headless.settle(() -> endsAt(scroll, 4 * LINE));
    }
  }

  @Test
  @DisplayName("What gets the keys comes into sight, and goes again when they go")
  void keysMove() {
    List<TextField> fields = Headless.call(() -> fields(10));
    ScrollPane scroll = Headless.call(() -> plain(box(fields)));
    try (Shown _ = new Shown(scroll, 3 * LINE + 12)) {
      Headless.settle(() -> endsAt(scroll, 3 * LINE));
      Headless.run(
          () -> {
            fields.get(3).requestFocus();
            scroll.setVvalue(0);
          });
      Headless.settle(() -> endsAt(scroll, 3 * LINE + 12));
      Headless.run(() -> fields.getFirst().requestFocus());
      Headless.settle(() -> endsAt(scroll, 3 * LINE));
    }
  }

  @Test
  @DisplayName("What has the keys stays in sight also where a higher neighbour is cut")
  void keysBesideHigher() {
    TextField low = Headless.call(() -> fields(1).getFirst());
    ScrollPane scroll =
        Headless.call(
            () -> {
              Region high = new Button("high");
              high.setMinHeight(2 * LINE);
              HBox row = new HBox(high, low);
              row.setAlignment(Pos.CENTER_LEFT);
              VBox all = box(fields(4));
              all.getChildren().add(row);
              all.getChildren().addAll(fields(4));
              return plain(all);
            });
    try (Shown _ = new Shown(scroll, 4 * LINE + 1.5 * LINE)) {
      Headless.settle(() -> endsAt(scroll, 4 * LINE));
      Headless.run(
          () -> {
            low.requestFocus();
            scroll.setVvalue(0);
          });
      Headless.settle(() -> endsAt(scroll, 4 * LINE + 1.5 * LINE));
    }
  }

  @Test
  @DisplayName("Other content and another height are looked at by themselves")
  void followsContentAndHeight() {
    ScrollPane scroll = Headless.call(() -> plain(box(fields(10))));
    try (Shown shown = new Shown(scroll, 3 * LINE + 12)) {
      Headless.settle(() -> endsAt(scroll, 3 * LINE));
      Headless.run(() -> shown.stage.setHeight(shown.stage.getHeight() + LINE));
      Headless.settle(() -> endsAt(scroll, 4 * LINE));
      Headless.run(() -> scroll.setContent(box(fields(2))));
      Headless.settle(() -> scroll.getContent().getClip() == null);
      VBox again = Headless.call(() -> box(fields(10)));
      Headless.run(() -> scroll.setContent(again));
      Headless.settle(() -> endsAt(scroll, 4 * LINE));
      Headless.run(() -> again.getChildren().addFirst(new Region()));
      Headless.run(() -> ((Region) again.getChildren().getFirst()).setMinHeight(LINE / 2));
      Headless.settle(() -> endsAt(scroll, 3.5 * LINE));
    }
  }
}
