package dev.reeve.console.registry;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.SnapshotRow;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.registry.Finding;
import java.util.Comparator;
import javafx.beans.value.ObservableValue;

/** Something a validation found, as a row. */
public final class FindingRow extends SnapshotRow<PlacedFinding> {
  static final Comparator<FindingRow> ORDER =
      Comparator.<FindingRow>comparingInt(row -> row.badge().rank())
          .thenComparing(row -> row.finding().code())
          .thenComparing(row -> row.snapshot().place());

  FindingRow(String key, PlacedFinding finding) {
    super(key, finding);
  }

  /** What was found. */
  Finding finding() {
    return snapshot().finding();
  }

  @Override
  public Badge badge() {
    return badge(finding());
  }

  static Badge badge(Finding finding) {
    return finding.warning()
        ? Badge.of(1, Texts.get("registry.finding.warning"), Icon.TRIANGLE, Hue.WAIT)
        : Badge.of(0, Texts.get("registry.finding.error"), Icon.OCTAGON, Hue.BAD);
  }

  /** Stable code. */
  public ObservableValue<String> code() {
    return value(now -> now.finding().code());
  }

  /** The contract that was broken. */
  public ObservableValue<String> contract() {
    return value(now -> now.finding().contract());
  }

  /** Path of the record it is about; its id where it has none. */
  public ObservableValue<String> place() {
    return value(PlacedFinding::place);
  }

  /** What free text is looked for in: what it says, its contract and its place. */
  String searchText() {
    return key() + " " + finding().contract() + " " + snapshot().place();
  }

  /** The column it is about. */
  public ObservableValue<String> column() {
    return value(now -> now.finding().column() == null ? "" : now.finding().column());
  }

  /** The finding in words; the record is named in a column of its own. */
  public ObservableValue<String> message() {
    return value(now -> FindingWords.said(now.finding()));
  }
}
