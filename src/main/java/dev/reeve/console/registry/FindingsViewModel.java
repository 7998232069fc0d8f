package dev.reeve.console.registry;

import dev.reeve.console.fx.DrawerContent;
import dev.reeve.console.fx.DrawerContent.Related;
import dev.reeve.console.fx.FilterGrammar;
import dev.reeve.console.fx.KeyedRows;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.registry.Finding;
import dev.reeve.engine.registry.RecordRow;
import dev.reeve.engine.registry.RegistryView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;

/** The Validation tab: what the last validation found. */
public final class FindingsViewModel {
  private static final int MOST_LINKS = 50;

  private final RegistryView registry;
  private final RegistryFigures figures;
  private final Consumer<String> open;
  private final LiveList<Cause, FindingRow> list;
  private volatile Map<String, String> paths = Map.of();

  /**
   * @param open goes to the record of a key; screen thread
   */
  FindingsViewModel(
      RegistryView registry, Screen screen, RegistryFigures figures, Consumer<String> open) {
    this.registry = registry;
    this.figures = figures;
    this.open = open;
    this.list =
        new LiveList<>(
            new KeyedRows<>(
                Cause::key,
                (key, cause) -> new FindingRow(key, cause, this::place),
                FindingRow.ORDER),
            new FilterGrammar<>(FindingRow::searchText)
                .word(
                    "is",
                    List.of("error", "warning"),
                    row -> row.snapshot().warning() ? "warning" : "error")
                .path("path", FindingRow::places)
                .word("code", List.of(), row -> row.snapshot().first().code())
                .word(
                    "contract",
                    List.of("P1", "P2", "P3", "P4", "P5", "P6", "RI"),
                    row -> row.snapshot().first().contract()),
            screen);
    list.describe(this::describe);
    list.why((cause, now) -> FindingWords.why(cause.first()));
  }

  private String place(String key) {
    return paths.getOrDefault(key, key);
  }

  private DrawerContent describe(Cause cause) {
    return RegistryWords.drawer(
        cause,
        cause.keys().stream().map(this::place).toList(),
        cause.keys().stream()
            .filter(paths::containsKey)
            .limit(MOST_LINKS)
            .map(this::link)
            .toList());
  }

  private Related link(String key) {
    return new Related(Texts.get("registry.finding.record", place(key)), () -> open.accept(key));
  }

  void show(List<Finding> found) {
    list.reread(
        () -> {
          paths = found.isEmpty() ? Map.of() : read();
          return Cause.of(found);
        });
  }

  /** Path of each record by its key, else the key. Blocks. */
  private Map<String, String> read() {
    Map<String, String> all = new HashMap<>();
    for (RecordRow row : registry.rows()) {
      all.put(row.key(), row.path() == null ? row.key() : row.path());
    }
    return all;
  }

  /** What the table says when it is empty. */
  public ObservableValue<String> emptyText() {
    return figures.emptyText(
        list,
        Texts.get("registry.findings.unavailable"),
        now ->
            now == null || now.lastValidation() == null
                ? Texts.get("registry.findings.never")
                : Texts.get("registry.findings.none"),
        "registry.findings.filtered");
  }

  /** Rows, filter, selection and drawer. */
  public LiveList<Cause, FindingRow> list() {
    return list;
  }
}
