package dev.reeve.console.registry;

import dev.reeve.console.fx.DrawerContent;
import dev.reeve.console.fx.DrawerContent.Related;
import dev.reeve.console.fx.FilterGrammar;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.KeyedRows;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.registry.Finding;
import dev.reeve.engine.registry.RecordRow;
import dev.reeve.engine.registry.RegistryView;
import dev.reeve.engine.workspace.EngineException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Validation tab: what the last validation found. */
public final class FindingsViewModel {
  private static final Logger LOG = LoggerFactory.getLogger(FindingsViewModel.class);

  private static final int MOST_LINKS = 50;

  private final RegistryView registry;
  private final RegistryFigures figures;
  private final Consumer<String> open;
  private final LiveList<Cause, FindingRow> list;

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
            new KeyedRows<>(Cause::key, FindingRow::new, FindingRow.ORDER),
            new FilterGrammar<>(FindingRow::searchText)
                .word(
                    "is",
                    List.of("error", "warning"),
                    row -> row.snapshot().warning() ? "warning" : "error")
                .path("path", FindingRow::places)
                .word("code", List.of(), row -> row.finding().code())
                .word(
                    "contract",
                    List.of("P1", "P2", "P3", "P4", "P5", "P6", "RI"),
                    row -> row.finding().contract()),
            screen);
    list.inGroups(groups -> Texts.get("registry.findings.in-groups", groups));
    list.countsWhile(figures.validated());
    list.describe(this::describe);
    list.why((cause, now) -> FindingWords.why(cause.first()));
  }

  private DrawerContent describe(Cause cause) {
    return RegistryWords.drawer(
        cause,
        cause.found().stream()
            .filter(PlacedFinding::known)
            .limit(MOST_LINKS)
            .flatMap(found -> Stream.ofNullable(found.finding().key()).map(key -> link(found, key)))
            .toList());
  }

  private Related link(PlacedFinding found, String key) {
    return new Related(Texts.get("registry.finding.record", found.place()), () -> open.accept(key));
  }

  void show(List<Finding> found) {
    list.reread(() -> Cause.of(placed(found)));
  }

  /** Blocks. */
  private List<PlacedFinding> placed(List<Finding> found) {
    Map<String, Optional<String>> paths = found.isEmpty() ? Map.of() : paths();
    return found.stream()
        .map(
            each -> {
              Optional<String> path = paths.get(each.key());
              return new PlacedFinding(each, path == null ? null : path.orElse(null), path != null);
            })
        .toList();
  }

  /** What was found is worth seeing without them; the Records tab says why they are not there. */
  private Map<String, Optional<String>> paths() {
    Map<String, Optional<String>> all = new HashMap<>();
    try {
      for (RecordRow row : registry.rows()) {
        all.put(row.key(), Optional.ofNullable(row.path()));
      }
    } catch (EngineException e) {
      LOG.warn("Findings are shown without the paths of their records", e);
    }
    return all;
  }

  /** Its tab with how many there are, {@link Formats#NONE} while nobody has looked for them. */
  public ObservableValue<String> tab() {
    ObservableBooleanValue read = list.reading().knownProperty();
    ObservableBooleanValue validated = figures.validated();
    ReadOnlyIntegerProperty number = figures.problemCount();
    return Bindings.createStringBinding(
        () ->
            Texts.get(
                "registry.tab.findings",
                read.get() && validated.get() ? number.getValue() : Formats.NONE),
        read,
        validated,
        number);
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
