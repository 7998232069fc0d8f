package dev.reeve.console.fx;

import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.DrawerContent.Line.Kind;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import org.jspecify.annotations.Nullable;

/** Lines of evidence, such as a diff or a log; long ones wrap. Screen thread. */
public final class LineList extends ListView<Line> {
  private static final double ROUNDING = 0.5;
  private static final int ROUNDS = 3;

  /** Whether what changes is still to be brought into sight. */
  private boolean pending;

  private boolean waiting;

  /** Whether the first line is still to be brought into sight. */
  private boolean fromFirst;

  private @Nullable LineHead head;

  /** Whether the head above may take from its height, or give back, in the next layout. */
  private boolean gives;

  public LineList() {
    getStyleClass().add("lines");
    setCellFactory(view -> new LineCell());
    sceneProperty()
        .subscribe(
            (was, is) -> {
              waiting = false;
              gives = false;
              begin();
              await();
            });
  }

  /** What the lines in sight are of stands above them from now on, however far down they are. */
  public void pin(LineHead above) {
    head = above;
    setCellFactory(
        view -> {
          LineCell cell = new LineCell();
          above.standsFor(cell);
          return cell;
        });
    heightProperty().subscribe(height -> resized());
    skinProperty()
        .subscribe(
            skin -> {
              if (lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
                above.follow(flow, getItems());
              }
            });
  }

  /** Where a line lies is known after a layout. */
  private void await() {
    Scene scene = getScene();
    if (pending && !waiting && scene != null) {
      waiting = true;
      AfterLayout.once(scene, this::look);
    }
  }

  /** Shows these lines from the first on. */
  public void show(List<Line> lines) {
    pending = false;
    getItems().setAll(head == null ? lines : below(head, lines));
    fromFirst = true;
    begin();
  }

  private List<Line> below(LineHead above, List<Line> lines) {
    boolean before = above.isVisible();
    List<Line> left = above.take(lines);
    Scene scene = getScene();
    if (above.isVisible() != before && scene != null) {
      gives = true;
      AfterLayout.once(scene, () -> gives = false);
    }
    return left;
  }

  /** What was in sight with another height may not be any more. */
  private void resized() {
    if (gives) {
      gives = false;
      pending = firstChange() >= 0;
      await();
    }
  }

  /** Out of a window the toolkit cannot tell how many lines there is room for. */
  private void begin() {
    if (fromFirst && getScene() != null) {
      fromFirst = false;
      scrollTo(0);
    }
  }

  /** Shows these lines from the first on, or as far down as the first change needs. */
  public void showChange(List<Line> lines) {
    show(lines);
    pending = firstChange() >= 0;
    await();
  }

  private int firstChange() {
    for (int i = 0; i < getItems().size(); i++) {
      if (changes(i, Kind.REMOVED) || changes(i, Kind.ADDED)) {
        return i;
      }
    }
    return -1;
  }

  private boolean changes(int line, Kind how) {
    return line < getItems().size() && getItems().get(line).kind() == how;
  }

  /** The line that is to be read with the first change: what comes in the place of what goes. */
  private int read(int first) {
    int last = first;
    while (changes(last, Kind.REMOVED)) {
      last++;
    }
    return changes(last, Kind.ADDED) ? last : last - 1;
  }

  private void look() {
    waiting = false;
    if (pending
        && getHeight() > 0
        && lookup(".virtual-flow") instanceof VirtualFlow<?> flow
        && flow.getLastVisibleCell() != null) {
      pending = false;
      int first = firstChange();
      int last = read(first);
      if (isCut(flow, last)) {
        end(flow, last);
        beginWhole(flow, first);
      }
    }
    await();
  }

  /** Brings a line to the lower end, so that as much as can be of what leads to it stays. */
  private static void end(VirtualFlow<?> flow, int line) {
    flow.scrollTo(line);
    flow.layout();
    IndexedCell<?> cell = flow.getVisibleCell(line);
    if (cell != null) {
      flow.scrollPixels(cell.getLayoutY() + cell.getHeight() - flow.getHeight());
    }
  }

  /**
   * A line that is cut above gives way to the next, unless it changes itself, and so does one that
   * stands pinned above. How high lines are is known only once they are there, so that the next may
   * be cut in its turn.
   */
  private void beginWhole(VirtualFlow<?> flow, int change) {
    for (int round = 0; round < ROUNDS; round++) {
      IndexedCell<?> top = flow.getFirstVisibleCell();
      if (top == null || top.getIndex() >= change || isWhole(top)) {
        return;
      }
      flow.scrollPixels(top.getLayoutY() + top.getHeight());
      flow.layout();
    }
  }

  private boolean isWhole(IndexedCell<?> top) {
    boolean pinned =
        head != null && head.isVisible() && LineHead.isHead(getItems().get(top.getIndex()));
    return top.getLayoutY() >= -ROUNDING && !pinned;
  }

  private static boolean isCut(VirtualFlow<?> flow, int line) {
    IndexedCell<?> last = flow.getLastVisibleCell();
    boolean whole = last.getLayoutY() + last.getHeight() <= flow.getHeight() + 1;
    return line > last.getIndex() || (line == last.getIndex() && !whole);
  }
}
