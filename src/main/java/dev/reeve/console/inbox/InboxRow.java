package dev.reeve.console.inbox;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.SnapshotRow;
import dev.reeve.engine.inbox.InboxItem;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** A thing that waits for a person as a row. */
public final class InboxRow extends SnapshotRow<InboxItem> {
  static final Comparator<InboxRow> ORDER =
      Comparator.comparing(InboxRow::snapshot, InboxItem.ORDER);

  InboxRow(String id, InboxItem item) {
    super(id, item);
  }

  @Override
  public Badge badge() {
    return isGone() ? InboxWords.settled() : InboxWords.badge(snapshot());
  }

  @Override
  public ObservableValue<Badge> badgeValue() {
    return Bindings.createObjectBinding(this::badge, snapshots(), goneProperty());
  }

  /** The word of its state in a filter. */
  String stateWord() {
    return snapshot().state().name().toLowerCase(Locale.ROOT);
  }

  /** What free text is looked for in. */
  String searchText() {
    InboxItem item = snapshot();
    return String.join(" ", item.id(), item.what(), item.why(), Objects.toString(item.owner(), ""));
  }

  /** The thing. */
  public ObservableValue<String> what() {
    return value(InboxWords::thing);
  }

  /** Why it waits, and what to do. */
  public ObservableValue<String> why() {
    return value(InboxWords::whyNow);
  }

  /** Since when it waits. */
  public ObservableValue<@Nullable Instant> since() {
    return value(InboxItem::since);
  }

  /** When it is too late. */
  public ObservableValue<@Nullable Instant> deadline() {
    return value(InboxItem::deadline);
  }

  /** Whose it is. */
  public ObservableValue<String> owner() {
    return value(item -> Objects.toString(item.owner(), ""));
  }

  /** What its button does; empty where nothing is left to do. */
  public ObservableValue<String> verb() {
    return Bindings.createStringBinding(
        () -> isGone() ? "" : InboxWords.verb(snapshot()), snapshots(), goneProperty());
  }
}
