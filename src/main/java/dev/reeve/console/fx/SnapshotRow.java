package dev.reeve.console.fx;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * One row of a live table: a stable key and the newest snapshot, which is replaced in place. Cells
 * observe values derived from the snapshot, so a change repaints only what changed. Changed on the
 * screen thread only.
 *
 * @param <S> the engine's immutable snapshot
 */
public abstract class SnapshotRow<S> {
  private final String key;
  private final ReadOnlyObjectWrapper<S> snapshot;
  private final ReadOnlyObjectProperty<S> observed;
  private volatile S newest;
  private final ReadOnlyBooleanWrapper leaving = new ReadOnlyBooleanWrapper();
  private boolean leaves;
  private boolean endedWhenPlaced;
  private @Nullable ReadOnlyBooleanWrapper gone; // made for those that ask: there are many rows
  private boolean isGone;
  private @Nullable Object lookedAtBy;
  private byte seen;
  private @Nullable Object sortedBy;
  private @Nullable Object sortKey;

  protected SnapshotRow(String key, S first) {
    this.key = key;
    this.snapshot = new ReadOnlyObjectWrapper<>(first);
    this.observed = snapshot.getReadOnlyProperty();
    this.newest = first;
  }

  /** The id by which it is selected and found again. */
  public final String key() {
    return key;
  }

  /** The newest snapshot; on any thread. */
  public final S snapshot() {
    return newest;
  }

  /** The newest snapshot, for a cell that depends on more than that. */
  protected final ReadOnlyObjectProperty<S> snapshots() {
    return observed;
  }

  /** A value of the newest snapshot, for a cell. */
  public final <T extends @Nullable Object> ObservableValue<T> value(Function<S, T> member) {
    return observed.map(member);
  }

  /** How many things it is counted for, where one row tells of several; on any thread. */
  protected int weight() {
    return 1;
  }

  /** Whether nothing more is to come of it; on any thread while rows stand still. */
  protected boolean ended() {
    return false;
  }

  /** Says that it was put where it belongs. */
  final void placed() {
    endedWhenPlaced = ended();
  }

  /** Whether it has ended since it was put where it stands. */
  final boolean endedHere() {
    return !endedWhenPlaced && ended();
  }

  /** Its state; on any thread while rows stand still. */
  public abstract Badge badge();

  /** Its state, for a cell. */
  public ObservableValue<Badge> badgeValue() {
    return value(current -> badge());
  }

  /**
   * True while the row no longer belongs where it stands but stays, dimmed, because somebody reads.
   */
  public final ReadOnlyBooleanProperty leavingProperty() {
    return leaving.getReadOnlyProperty();
  }

  /** Whether it is dimmed; on any thread while rows stand still. */
  final boolean leaves() {
    return leaves;
  }

  /** True once what it tells of is no longer there; it may stand longer, because somebody reads. */
  protected final ReadOnlyBooleanProperty goneProperty() {
    ReadOnlyBooleanWrapper kept = gone == null ? new ReadOnlyBooleanWrapper(isGone) : gone;
    gone = kept;
    return kept.getReadOnlyProperty();
  }

  /** The same; on any thread while rows stand still. */
  protected final boolean isGone() {
    return isGone;
  }

  /** Whether a look by this one is kept, and nothing has changed since. */
  @SuppressWarnings("ReferenceEquality") // asked of every row: what filters are made of is not
  final boolean lookedAtBy(Object filter) {
    return filter == lookedAtBy;
  }

  /** What that look told. */
  final byte seen() {
    return seen;
  }

  /** Keeps what a look told. */
  final void seen(Object filter, byte told) {
    lookedAtBy = filter;
    seen = told;
  }

  /** What a column sorts it by, told once for each change; null where it is not known. */
  @SuppressWarnings("ReferenceEquality") // columns are no values
  final @Nullable Object sortKey(Object column) {
    return column == sortedBy ? sortKey : null;
  }

  /** Keeps what a column sorts it by. */
  final void sortKey(Object column, Object key) {
    sortedBy = column;
    sortKey = key;
  }

  /** What was told of it may be another now, though its snapshot is the same. */
  final void toldAnew() {
    lookedAtBy = null;
    sortedBy = null;
  }

  final void set(S now) {
    toldAnew();
    newest = now;
    snapshot.set(now);
  }

  final void gone(boolean now) {
    if (now != isGone) {
      toldAnew();
      isGone = now;
      if (gone != null) {
        gone.set(now);
      }
    }
  }

  final void leaving(boolean now) {
    leaves = now;
    leaving.set(now);
  }
}
