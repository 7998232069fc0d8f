package dev.reeve.console.fx;

import javafx.scene.Node;

/** The regions of a pane, for F6 and Ctrl+F. Screen thread. */
public interface PaneView {
  /** The field that filters what is on screen now. */
  Node filter();

  /** The table on screen now. */
  Node table();

  /** The drawer on screen now; one that is not visible in a pane that has none. */
  Drawer drawer();

  /** What stands beside the table, where it is not the drawer. */
  default Node beside() {
    return drawer();
  }
}
