package dev.reeve.console.inbox;

import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.LiveList;
import dev.reeve.engine.inbox.InboxItem;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

/** The pane's own button: while nothing is selected, it is about the row that is first. */
final class MostUrgent {
  private final LiveList<InboxItem, InboxRow> list;
  private final Command ofSelected;

  /**
   * @param ofSelected what it does while something is selected
   */
  MostUrgent(LiveList<InboxItem, InboxRow> list, Command ofSelected) {
    this.list = list;
    this.ofSelected = ofSelected;
  }

  Command command() {
    return new Command(
        told(InboxWords::verb, ofSelected.text()),
        ofSelected.key(),
        told(first -> "", ofSelected.whyNot()),
        () -> {
          if (isAboutFirst()) {
            list.selected().setAll(list.rows().shown().getFirst().key());
          }
          ofSelected.run();
        });
  }

  private ObservableValue<String> told(
      Function<InboxItem, String> ofFirst, ObservableValue<String> otherwise) {
    return Bindings.createStringBinding(
        () ->
            isAboutFirst()
                ? ofFirst.apply(list.rows().shown().getFirst().latest())
                : otherwise.getValue(),
        otherwise,
        list.selected(),
        list.rows().shown());
  }

  private boolean isAboutFirst() {
    return list.selected().isEmpty() && !list.rows().shown().isEmpty();
  }
}
