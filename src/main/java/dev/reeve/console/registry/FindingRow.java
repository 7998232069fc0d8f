package dev.reeve.console.registry;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.SnapshotRow;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.registry.Finding;
import java.util.Comparator;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** Something a validation found, as a row. */
public final class FindingRow extends SnapshotRow<Finding> {
  static final Comparator<FindingRow> ORDER =
      Comparator.<FindingRow>comparingInt(row -> row.badge().rank())
          .thenComparing(row -> row.snapshot().code())
          .thenComparing(row -> row.place().getValue());

  private final Function<@Nullable String, String> place;

  /**
   * @param place where people look for the record of a key: its path, else the key
   */
  FindingRow(String key, Finding finding, Function<@Nullable String, String> place) {
    super(key, finding);
    this.place = place;
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

  /** Path of the record it is about; its id where it has none. */
  public ObservableValue<String> place() {
    return value(finding -> place.apply(finding.key()));
  }

  /** What free text is looked for in: what it says, its contract and its place. */
  String searchText() {
    return key() + " " + snapshot().contract() + " " + place().getValue();
  }

  /** The column it is about. */
  public ObservableValue<String> column() {
    return value(finding -> finding.column() == null ? "" : finding.column());
  }

  /** The finding in words; the record is named in a column of its own. */
  public ObservableValue<String> message() {
    return value(FindingWords::said);
  }
}
