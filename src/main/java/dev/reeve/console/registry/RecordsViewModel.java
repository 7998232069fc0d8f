package dev.reeve.console.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.console.EngineSession;
import dev.reeve.console.approval.AnotherId;
import dev.reeve.console.approval.Deed;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.DrawerContent;
import dev.reeve.console.fx.DrawerContent.Related;
import dev.reeve.console.fx.FileCommands;
import dev.reeve.console.fx.FilterGrammar;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.KeyedRows;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Pulse;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.registry.Finding;
import dev.reeve.engine.registry.RecordRow;
import dev.reeve.engine.registry.RecordWrite;
import dev.reeve.engine.registry.RegistryView;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** The Records tab: every record with what is known beside it, and the files without one. */
public final class RecordsViewModel {
  private static final int MOST_WRITES = 50;
  private static final int MOST_LINKS = 5;

  private final EngineSession session;
  private final RegistryView registry;
  private final Screen screen;
  private final RegistryFigures figures;
  private final LiveList<DocumentState, RegistryRow> list;
  private final Consumer<String> openExecution;
  private final Pulse surroundings;
  private final AtomicReference<Surroundings> around = new AtomicReference<>(Surroundings.NONE);
  private volatile List<Finding> lastFindings = List.of();
  private boolean missed;
  private Consumer<Deed> anotherId = deed -> {};

  RecordsViewModel(
      EngineSession session,
      Screen screen,
      RegistryFigures figures,
      Consumer<String> openExecution) {
    this.openExecution = openExecution;
    this.session = session;
    this.registry = session.registry();
    this.screen = screen;
    this.figures = figures;
    this.list =
        new LiveList<>(
            new KeyedRows<>(DocumentState::key, RegistryRow::new, RegistryRow.ORDER),
            grammar(),
            screen);
    this.surroundings = screen.pulse(this::rereadSurroundings);
    list.describe(this::describe);
    list.why(RegistryWords::why);
    list.activeProperty().addListener((observable, was, is) -> readWhatWasMissed());
  }

  private static FilterGrammar<RegistryRow> grammar() {
    return new FilterGrammar<>(RegistryRow::searchText)
        .word(
            "state",
            Stream.of(DocumentState.State.values()).map(DocumentState.State::word).toList(),
            RegistryRow::stateWord)
        .path("path", row -> Formats.orNone(row.snapshot().record().path()))
        .test("id", List.of(), RegistryRow::hasId)
        .word("kind", List.of("entity", "edge", "generator"), row -> row.snapshot().record().kind())
        .word("by", List.of(), row -> Formats.orNone(row.snapshot().record().updatedBy()))
        .age("age", row -> RegistryRow.time(row.snapshot().record().updated()));
  }

  /** Blocks. */
  private DrawerContent describe(DocumentState document) {
    boolean stored = isStored(document);
    Optional<JsonNode> content = stored ? registry.record(document.key()) : Optional.empty();
    List<RecordWrite> writes = stored ? registry.writes(document.key(), MOST_WRITES) : List.of();
    return RegistryWords.drawer(
        document,
        content,
        lastFindings,
        writes,
        writes.stream().flatMap(this::execution).distinct().limit(MOST_LINKS).toList(),
        Relations.of(content, session.edges(), registry, this::open));
  }

  private Stream<Related> execution(RecordWrite write) {
    String id = write.executionId();
    return id == null
        ? Stream.of()
        : Stream.of(
            new Related(
                Texts.get("registry.history.execution", id), () -> openExecution.accept(id)));
  }

  private static boolean isStored(DocumentState document) {
    return !document.record().kind().equals(DocumentState.UNREGISTERED);
  }

  /** Goes to a record, whatever the filter says. */
  void open(String key) {
    list.filterProperty().set("");
    list.selected().setAll(key);
  }

  /** Brings rows that were just written; any thread. */
  void written(List<RecordRow> rows) {
    Surroundings now = around.updateAndGet(before -> before.without(rows));
    rows.stream()
        .map(RecordRow::path)
        .filter(Objects::nonNull)
        .forEach(path -> list.rows().remove(List.of(Surroundings.key(path))));
    list.rows().put(rows.stream().map(now::of).toList());
    list.changed();
  }

  /** How many files have no record, of the newest look; any thread. */
  long unregistered() {
    return around.get().unregistered();
  }

  /** Says that differences, references or locks may be others now; any thread. */
  void surroundingsChanged() {
    surroundings.ask();
  }

  /** A hidden table is read when it comes: the keeper compares while another pane is shown. */
  private void rereadSurroundings() {
    missed = true;
    readWhatWasMissed();
  }

  /** Rows stay where they are while somebody reads: only what is known beside them is new. */
  private void readWhatWasMissed() {
    if (missed && list.activeProperty().get()) {
      missed = false;
      list.reread(this::documents);
    }
  }

  /** All that is to be shown, as it is now. Blocks. */
  private List<DocumentState> documents() {
    around.set(Surroundings.read(session));
    List<RecordRow> records = registry.rows();
    Surroundings now = around.updateAndGet(before -> before.withoutFilesOf(records));
    screen.thread().execute(() -> figures.unregistered(unregistered()));
    return now.all(records);
  }

  /** Reads everything anew. */
  void refresh() {
    missed = false;
    list.read(this::documents);
  }

  /** What the last validation found, for the drawer of the record. */
  void findings(List<Finding> found) {
    lastFindings = found;
    list.redraw();
  }

  /** Shows a failure above the table; it stands for the whole pane. */
  void failed(@Nullable Problem problem) {
    list.problemProperty().set(problem);
  }

  /** Copies the ids of the selected records to the given place. */
  public Command copyId(Consumer<String> clipboard) {
    return list.overSelection(
        Texts.get("registry.action.copy-id"),
        "Ctrl+C",
        RecordsViewModel::isStored,
        Texts.get("registry.why-not.copy-id"),
        keys -> {
          clipboard.accept(
              String.join(
                  "\n",
                  list.chosen(RecordsViewModel::isStored)
                      .map(DocumentState::record)
                      .map(record -> record.docId() == null ? record.key() : record.docId())
                      .toList()));
          screen.notices().say(Texts.get("registry.done.copied", keys.size()));
        });
  }

  /** What can be done with the files of the selected records. */
  public FileCommands<DocumentState> files() {
    return new FileCommands<>(
        list,
        session.root(),
        RecordsViewModel::hasFile,
        document -> Objects.requireNonNull(document.record().path()),
        Texts.get("registry.why-not.file"));
  }

  private static boolean hasFile(DocumentState document) {
    return document.record().path() != null
        && !document.record().kind().equals("edge")
        && document.state() != DocumentState.State.MISSING
        && document.state() != DocumentState.State.DELETED;
  }

  /**
   * Tells who shows what giving a file another id would do.
   *
   * @param opener takes what would be done
   */
  public void anotherIdBy(Consumer<Deed> opener) {
    anotherId = opener;
  }

  /**
   * Shows which id the file would get that carries the id of the chosen document, or a wrong one.
   */
  public Command anotherId() {
    return list.overSelection(
        Texts.get("registry.action.another-id"),
        "I",
        document -> list.selected().size() == 1 && !document.misnamed().isEmpty(),
        Texts.get("registry.why-not.another-id"),
        keys ->
            list.chosen(document -> !document.misnamed().isEmpty())
                .map(document -> document.misnamed().getFirst())
                .findFirst()
                .ifPresent(path -> anotherId.accept(AnotherId.of(session, path))));
  }

  /** What the table says when it is empty. */
  public ObservableValue<String> emptyText() {
    return figures.emptyText(
        list,
        Texts.get("registry.empty.unavailable"),
        now -> Texts.get(session.live() ? "registry.empty.none" : "registry.empty.observe"),
        "registry.empty.filtered");
  }

  /** Rows, filter, selection and drawer. */
  public LiveList<DocumentState, RegistryRow> list() {
    return list;
  }
}
