package dev.reeve.console.fx;

import dev.reeve.console.fx.DrawerContent.Line;
import java.util.List;
import javafx.scene.control.ListView;

/**
 * The lines of a drawer's page: a list that scrolls or, where the drawer scrolls as a whole, a
 * stack as high as they are, so that no scroll bar stands in another's place. Screen thread.
 */
final class DrawerLines {
  /** More would take long to lay out at once. */
  private static final int STACKED = 400;

  private final ListView<Line> list;
  private final LineStack stack;
  private boolean page;
  private boolean low;

  DrawerLines(ListView<Line> list, LineStack stack) {
    this.list = list;
    this.stack = stack;
    list.setCellFactory(view -> new LineCell());
  }

  /**
   * Shows the lines of a page.
   *
   * @param page false to show none, for the summary
   */
  void show(boolean page, String title, List<Line> lines) {
    this.page = page;
    list.setAccessibleText(title);
    stack.setAccessibleText(title);
    list.getItems().setAll(lines);
    look();
  }

  /** Says whether the drawer scrolls as a whole. */
  void low(boolean is) {
    low = is;
    look();
  }

  private void look() {
    boolean stacked = page && low && list.getItems().size() <= STACKED;
    Nodes.show(list, page && !stacked);
    Nodes.show(stack, stacked);
    stack.show(stacked ? List.copyOf(list.getItems()) : List.of());
  }
}
