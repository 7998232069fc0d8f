package dev.reeve.console.fx;

import dev.reeve.console.fx.DrawerContent.Line;
import java.util.List;
import javafx.scene.control.ListView;

/** Lines of evidence, such as a diff or a log; long ones wrap. Screen thread. */
public final class LineList extends ListView<Line> {
  public LineList() {
    getStyleClass().add("lines");
    setCellFactory(view -> new LineCell());
  }

  /** Shows these lines from the first on. */
  public void show(List<Line> lines) {
    getItems().setAll(lines);
    scrollTo(0);
  }
}
