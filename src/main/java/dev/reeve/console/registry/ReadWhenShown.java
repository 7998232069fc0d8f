package dev.reeve.console.registry;

import dev.reeve.console.fx.LiveList;
import javafx.beans.value.ObservableValue;

/** Reads a list that costs much to read only while somebody looks at its tab. Screen thread. */
final class ReadWhenShown {
  private final LiveList<?, ?> list;
  private final ObservableValue<RegistryTab> tab;
  private final RegistryTab own;
  private final Runnable read;
  private boolean old = true;

  ReadWhenShown(
      LiveList<?, ?> list, ObservableValue<RegistryTab> tab, RegistryTab own, Runnable read) {
    this.list = list;
    this.tab = tab;
    this.own = own;
    this.read = read;
    list.activeProperty().addListener((observable, was, is) -> look());
    tab.addListener((observable, was, is) -> look());
  }

  /** What was read is old now. */
  void old() {
    old = true;
    look();
  }

  private void look() {
    if (old && list.activeProperty().get() && tab.getValue() == own) {
      old = false;
      read.run();
    }
  }
}
