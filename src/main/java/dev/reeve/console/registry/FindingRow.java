package dev.reeve.console.registry;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.SnapshotRow;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.registry.Finding;
import java.util.Comparator;
import java.util.Objects;
import javafx.beans.value.ObservableValue;

/** Something a validation found, in one record or in many, as a row. */
public final class FindingRow extends SnapshotRow<Cause> {
  static final Comparator<FindingRow> ORDER =
      Comparator.<FindingRow>comparingInt(row -> row.badge().rank())
          .thenComparing(row -> row.snapshot().first().code())
          .thenComparing(row -> row.snapshot().folder());

  FindingRow(String key, Cause cause) {
    super(key, cause);
  }

  /** What was found, in one record of them. */
  Finding finding() {
    return snapshot().first();
  }

  @Override
  protected int weight() {
    return snapshot().found().size();
  }

  @Override
  public Badge badge() {
    return badge(snapshot().first());
  }

  static Badge badge(Finding finding) {
    return finding.warning()
        ? Badge.of(1, Texts.get("registry.finding.warning"), Icon.TRIANGLE, Hue.WAIT)
        : Badge.of(0, Texts.get("registry.finding.error"), Icon.OCTAGON, Hue.BAD);
  }

  /** Stable code. */
  public ObservableValue<String> code() {
    return value(cause -> cause.first().code());
  }

  /** The contract that was broken. */
  public ObservableValue<String> contract() {
    return value(cause -> cause.first().contract());
  }

  /** Path of the record it is about, its id where it has none; of many the folder they share. */
  public ObservableValue<String> place() {
    return value(Cause::folder);
  }

  /** Paths of all its records. */
  String places() {
    return String.join(" ", snapshot().places());
  }

  /** In how many records it was found. */
  public ObservableValue<Long> records() {
    return value(cause -> (long) cause.keys().size());
  }

  /** What free text is looked for in: what it says, its contract and its place. */
  String searchText() {
    Finding first = snapshot().first();
    return String.join(" ", key(), FindingWords.title(first), first.contract(), places(), ids());
  }

  private String ids() {
    return String.join(" ", snapshot().keys());
  }

  /** The column it is about. */
  public ObservableValue<String> column() {
    return value(cause -> Objects.toString(cause.first().column(), ""));
  }

  /** What it is; the drawer says it in whole. */
  public ObservableValue<String> message() {
    return value(cause -> FindingWords.title(cause.first()));
  }
}
