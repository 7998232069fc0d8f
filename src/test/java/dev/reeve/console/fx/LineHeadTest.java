package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.Headless;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.DrawerContent.Line.Kind;
import dev.reeve.console.shell.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.Parent;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What stands above lines says what the first of them in sight is of. */
final class LineHeadTest {
  private LineHead head;
  private LineList list;
  private BareWindow window;

  @BeforeEach
  void open() {
    Headless.start();
    Headless.run(
        () -> {
          Theme.install();
          head = new LineHead();
          list = new LineList();
          list.pin(head);
          VBox.setVgrow(list, Priority.ALWAYS);
          window = new BareWindow(new VBox(head, list), 400, 160).themed();
        });
  }

  @AfterEach
  void close() {
    window.close();
  }

  /** One link, then a file that changes some lines below its name. */
  private static List<Line> lines(int before) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(Kind.HEAD, "It would take 1 link now:"));
    lines.add(new Line(Kind.PLAIN, "  ", "docs/index.md:10"));
    lines.add(new Line(Kind.HEAD, "rules.json"));
    for (int i = 1; i <= before; i++) {
      lines.add(new Line(Kind.PLAIN, " " + i + "   ", "before"));
    }
    lines.add(new Line(Kind.ADDED, " 9 + ", "new"));
    for (int i = 10; i < 40; i++) {
      lines.add(new Line(Kind.PLAIN, i + "   ", "after"));
    }
    return lines;
  }

  private VirtualFlow<?> flow() {
    return (VirtualFlow<?>) list.lookup(".virtual-flow");
  }

  private Optional<IndexedCell<?>> cell(int line) {
    return list.lookupAll(".line-cell").stream()
        .<IndexedCell<?>>map(each -> (IndexedCell<?>) each)
        .filter(each -> each.isVisible() && each.getIndex() == line)
        .findFirst();
  }

  private boolean inSight(int line) {
    return cell(line).filter(each -> each.getLayoutY() + each.getHeight() > 0.5).isPresent();
  }

  private int first() {
    return IntStream.range(0, list.getItems().size()).filter(this::inSight).findFirst().orElse(-1);
  }

  @Test
  @DisplayName("No pinned head has another right below it, however many lines lead to the change")
  void noHeadBelowAHead() {
    for (int before = 0; before < 12; before++) {
      int now = before;
      Headless.run(() -> list.showChange(lines(now)));
      Headless.settle(() -> flow().getFirstVisibleCell() != null);
      Headless.run(
          () -> {
            String lead = now + " lines lead to the change";
            assertTrue(list.getItems().get(first()).kind() != Kind.HEAD, lead);
            boolean fromFirst = first() == 0;
            assertEquals(
                fromFirst ? "It would take 1 link now:" : "rules.json", head.getText(), lead);
          });
    }
  }

  @Test
  @DisplayName("A head that comes to the top is pinned, and does not stand below once more")
  void pinnedOnce() {
    List<Line> unchanged = lines(6).stream().filter(line -> line.kind() != Kind.ADDED).toList();
    Headless.run(() -> list.show(unchanged));
    Headless.settle(() -> flow().getFirstVisibleCell() != null);
    assertEquals(1, opacity(1));
    Headless.run(() -> flow().scrollToTop(1));
    Headless.settle(() -> first() == 1);
    assertEquals("rules.json", Headless.call(head::getText));
    assertEquals(0, opacity(1));
    assertEquals(1, opacity(2));
    Headless.run(() -> flow().scrollToTop(0));
    Headless.settle(() -> first() == 0);
    assertEquals("It would take 1 link now:", Headless.call(head::getText));
    assertEquals(1, opacity(1));
  }

  @Test
  @DisplayName("A head that waited for a layout when its scene was changed follows in the new one")
  void followsInAnotherScene() {
    List<Line> unchanged = lines(6).stream().filter(line -> line.kind() != Kind.ADDED).toList();
    Headless.run(() -> list.show(unchanged));
    Headless.settle(() -> flow().getFirstVisibleCell() != null);
    Headless.run(
        () -> {
          flow().scrollToTop(1);
          Parent all = window.scene().getRoot();
          window.scene().setRoot(new VBox());
          window.show(all, 400, 160);
        });
    Headless.settle(() -> flow().getFirstVisibleCell() != null);
    Headless.run(() -> flow().scrollToTop(0));
    Headless.settle(() -> first() == 0);
    Headless.run(() -> flow().scrollToTop(1));
    Headless.settle(() -> first() == 1);
    assertEquals("rules.json", Headless.call(head::getText));
  }

  @Test
  @DisplayName(
      "Where the head took no room of the lines, another height leaves them where they are")
  void anotherHeightLater() {
    Headless.run(
        () -> {
          list.setMinHeight(100);
          list.setMaxHeight(100);
        });
    Headless.settle(() -> list.getHeight() == 100);
    Headless.run(() -> list.showChange(lines(20)));
    Headless.settle(() -> flow().getFirstVisibleCell() != null && first() > 0);
    Headless.run(() -> flow().scrollToTop(0));
    Headless.settle(() -> first() == 0);
    Headless.run(() -> list.setMaxHeight(110));
    Headless.settle(() -> list.getHeight() > 100);
    assertEquals(0, Headless.call(this::first));
  }

  private double opacity(int line) {
    return Headless.call(() -> cell(line).orElseThrow().getOpacity());
  }
}
