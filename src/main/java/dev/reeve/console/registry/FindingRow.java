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
public final class FindingRow extends SnapshotRow<Finding> {
  static final Comparator<FindingRow> ORDER =
      Comparator.<FindingRow>comparingInt(row -> row.badge().rank())
          .thenComparing(row -> row.snapshot().code());

  FindingRow(String key, Finding finding) {
    super(key, finding);
  }

  /** Two findings are the same when everything they say is the same. */
  static String keyOf(Finding finding) {
    return finding.code() + "|" + finding.key() + "|" + finding.column() + "|" + finding.message();
  }

  @Override
  public Badge badge() {
    return badge(snapshot());
  }

  static Badge badge(Finding finding) {
    return finding.warning()
        ? Badge.of(1, Texts.get("registry.finding.warning"), Icon.TRIANGLE, Hue.WAIT)
        : Badge.of(0, Texts.get("registry.finding.error"), Icon.OCTAGON, Hue.BAD);
  }

  /** Stable code. */
  public ObservableValue<String> code() {
    return value(Finding::code);
  }

  /** The contract that was broken. */
  public ObservableValue<String> contract() {
    return value(Finding::contract);
  }

  /** The record it is about. */
  public ObservableValue<String> record() {
    return value(finding -> finding.key() == null ? "" : finding.key());
  }

  /** The column it is about. */
  public ObservableValue<String> column() {
    return value(finding -> finding.column() == null ? "" : finding.column());
  }

  /** The finding in words; the record is named in a column of its own. */
  public ObservableValue<String> message() {
    return value(FindingRow::withoutRecord);
  }

  private static String withoutRecord(Finding finding) {
    String named = "record " + finding.key() + ", ";
    return finding.message().startsWith(named)
        ? finding.message().substring(named.length())
        : finding.message();
  }
}
