package dev.reeve.console.inbox;

import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.LiveList;
import dev.reeve.engine.inbox.InboxItem;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

/** The pane's own button: while nothing is selected, it is about the row that is first. */
final class MostUrgent {
  private final LiveList<InboxItem, InboxRow> list;
  private final Fates fates;
  private final Command ofSelected;

  /**
   * @param ofSelected what it does while something is selected
   */
  MostUrgent(LiveList<InboxItem, InboxRow> list, Fates fates, Command ofSelected) {
    this.list = list;
    this.fates = fates;
    this.ofSelected = ofSelected;
  }

  Command command() {
    return new Command(
        told(InboxWords::verb, ofSelected.text()),
        ofSelected.key(),
        told(first -> "", ofSelected.whyNot()),
        () -> {
          first().ifPresent(row -> list.selected().setAll(row.key()));
          ofSelected.run();
        });
  }

  private ObservableValue<String> told(
      Function<InboxItem, String> ofFirst, ObservableValue<String> otherwise) {
    return Bindings.createStringBinding(
        () -> first().map(InboxRow::latest).map(ofFirst).orElseGet(otherwise::getValue),
        otherwise,
        list.selected(),
        list.rows().shown(),
        fates.changes());
  }

  /** The first row that waits, while nothing is selected. */
  private Optional<InboxRow> first() {
    return list.selected().isEmpty()
        ? list.rows().shown().stream().filter(row -> !row.isSettled()).findFirst()
        : Optional.empty();
  }
}
