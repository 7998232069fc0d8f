package dev.reeve.console.registry;

import dev.reeve.console.fx.LiveList;
import java.util.Collection;
import java.util.concurrent.Callable;
import javafx.beans.value.ObservableValue;

/**
 * Reads a list that costs much to read only while somebody looks at its tab. Screen thread.
 *
 * @param <S> snapshot
 */
final class ReadWhenShown<S> {
  private final LiveList<S, ?> list;
  private final ObservableValue<RegistryTab> tab;
  private final RegistryTab own;
  private final Callable<? extends Collection<? extends S>> query;
  private boolean old = true;
  private boolean asked = true;

  /**
   * @param query what the list is to have; runs on a background thread and may block
   */
  ReadWhenShown(
      LiveList<S, ?> list,
      ObservableValue<RegistryTab> tab,
      RegistryTab own,
      Callable<? extends Collection<? extends S>> query) {
    this.list = list;
    this.tab = tab;
    this.own = own;
    this.query = query;
    list.activeProperty().addListener((observable, was, is) -> look());
    tab.addListener((observable, was, is) -> look());
  }

  /** What was read is old now; rows stay where they are while somebody reads. */
  void old() {
    old = true;
    look();
  }

  /** Somebody asks for all as it is now. */
  void anew() {
    asked = true;
    old();
  }

  private void look() {
    if (!old || !list.activeProperty().get() || tab.getValue() != own) {
      return;
    }
    boolean all = asked;
    old = false;
    asked = false;
    if (all) {
      list.read(query);
    } else {
      list.reread(query);
    }
  }
}
