package dev.reeve.console.registry;

import dev.reeve.console.fx.FilterGrammar;
import dev.reeve.console.fx.KeyedRows;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.registry.Finding;
import java.util.List;
import javafx.beans.value.ObservableValue;

/** The Validation tab: what the last validation found. */
public final class FindingsViewModel {
  private final RegistryFigures figures;
  private final LiveList<Finding, FindingRow> list;

  FindingsViewModel(Screen screen, RegistryFigures figures) {
    this.figures = figures;
    this.list =
        new LiveList<>(
            new KeyedRows<>(FindingRow::keyOf, FindingRow::new, FindingRow.ORDER),
            new FilterGrammar<FindingRow>(row -> row.key() + " " + row.snapshot().contract())
                .word("code", List.of(), row -> row.snapshot().code())
                .word(
                    "contract",
                    List.of("P1", "P2", "P3", "P4", "P5", "P6", "RI"),
                    row -> row.snapshot().contract()),
            screen);
    list.describe(RegistryWords::drawer);
    list.why((finding, now) -> RegistryWords.why(finding));
  }

  void show(List<Finding> found) {
    list.rows().loading();
    list.rows().loaded(found);
    list.changed();
  }

  /** What the table says when it is empty. */
  public ObservableValue<String> emptyText() {
    return figures.emptyText(
        list,
        Texts.get("registry.findings.unavailable"),
        now ->
            now.lastValidation() == null
                ? Texts.get("registry.findings.never")
                : Texts.get("registry.findings.none"),
        "registry.findings.filtered");
  }

  /** Rows, filter, selection and drawer. */
  public LiveList<Finding, FindingRow> list() {
    return list;
  }
}
