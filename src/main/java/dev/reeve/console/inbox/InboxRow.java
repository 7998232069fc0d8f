package dev.reeve.console.inbox;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.SnapshotRow;
import dev.reeve.engine.inbox.InboxItem;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** A thing that waits for a person as a row. */
public final class InboxRow extends SnapshotRow<InboxItem> {
  static final Comparator<InboxRow> ORDER =
      Comparator.comparing(InboxRow::snapshot, InboxItem.ORDER);

  private final ReadOnlyObjectWrapper<@Nullable Fate> fate = new ReadOnlyObjectWrapper<>(null);

  /**
   * @param later what waits in its place; null when nothing does
   */
  private record Fate(@Nullable InboxItem later) {}

  InboxRow(String id, InboxItem item) {
    super(id, item);
  }

  /** Whether it waits no more, and stands only because it is read. */
  boolean stays() {
    return isGone();
  }

  /**
   * Says what waits in its place once it is gone itself.
   *
   * @param item null when nothing does
   */
  void became(@Nullable InboxItem item) {
    fate.set(new Fate(item));
  }

  /** It waits itself, so what stood in its place says nothing any more. */
  void waitsAgain() {
    fate.set(null);
  }

  /** Whether that is what it knows already. */
  boolean knows(@Nullable InboxItem item) {
    return new Fate(item).equals(fate.get());
  }

  /** The thing as it waits now; once it waits for nobody, as it did last. */
  InboxItem latest() {
    Fate known = fate.get();
    return isGone() && known != null && known.later() != null ? known.later() : snapshot();
  }

  /** Whether it is known to wait for nobody any more. */
  boolean isSettled() {
    Fate known = fate.get();
    return isGone() && known != null && known.later() == null;
  }

  private <T extends @Nullable Object> ObservableValue<T> latest(Function<InboxItem, T> member) {
    return Bindings.createObjectBinding(
        () -> member.apply(latest()), snapshots(), goneProperty(), fate);
  }

  @Override
  public Badge badge() {
    return isSettled() ? InboxWords.settled() : InboxWords.badge(latest());
  }

  @Override
  public ObservableValue<Badge> badgeValue() {
    return latest(item -> badge());
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
    return latest(InboxWords::thing);
  }

  /** Why it waits, and what to do. */
  public ObservableValue<String> why() {
    return latest(InboxWords::whyNow);
  }

  /** Since when it waits. */
  public ObservableValue<@Nullable Instant> since() {
    return latest(InboxItem::since);
  }

  /** When it is too late. */
  public ObservableValue<@Nullable Instant> deadline() {
    return latest(InboxItem::deadline);
  }

  /** Whose it is. */
  public ObservableValue<String> owner() {
    return latest(item -> Objects.toString(item.owner(), ""));
  }

  /** What its button does; empty where nothing is left to do. */
  public ObservableValue<String> verb() {
    return latest(item -> isSettled() ? "" : InboxWords.verb(item));
  }
}
