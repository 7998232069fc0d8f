package dev.reeve.console.links;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.FilterGrammar;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.KeyedRows;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Notices;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Tasks;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.LinksEvent;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.index.LinkSnapshot;
import dev.reeve.engine.links.triage.TriageEvent;
import dev.reeve.engine.links.triage.TriageRow;
import dev.reeve.engine.links.triage.TriageSnapshot;
import dev.reeve.engine.links.triage.TriageView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** The Doc links pane: what is broken, in rows, and how far the work is. Screen thread. */
public final class LinksViewModel implements AutoCloseable {
  private static final CheckScope EVERYTHING =
      new CheckScope(CheckScope.Mode.DEEP, List.of(), true);

  private final TriageView triage;
  private final Screen screen;
  private final EventBus.Subscription subscription;
  private final LiveList<LinkItem, LinkRow> list;
  private final LinkDecisions decisions;
  private final CandidatesViewModel candidates;
  private final ApplyViewModel apply;
  private final ReadOnlyObjectWrapper<@Nullable TriageSnapshot> known =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyObjectWrapper<LinksFigures> figures =
      new ReadOnlyObjectWrapper<>(LinksFigures.NONE);
  private final ReadOnlyIntegerWrapper left = new ReadOnlyIntegerWrapper();
  private final ReadOnlyBooleanWrapper scanning = new ReadOnlyBooleanWrapper();
  private final ObjectProperty<Grouping> grouping = new SimpleObjectProperty<>(Grouping.TARGET);
  private final BooleanProperty navOnly = new SimpleBooleanProperty();
  private final BooleanProperty sorted = new SimpleBooleanProperty();
  private final Set<String> marked = new LinkedHashSet<>();
  private final Set<String> closed = new HashSet<>();
  private final Set<String> justDone = new HashSet<>();
  private final ReadOnlyIntegerWrapper documents = new ReadOnlyIntegerWrapper();
  private final ReadOnlyBooleanWrapper outdated = new ReadOnlyBooleanWrapper();
  private @Nullable Set<String> broken;
  private @Nullable Set<String> brokenAtScan;
  private Map<String, LinkItem> items = new HashMap<>();
  private Consumer<Spot> focus = spot -> {};

  /**
   * @param operator who decides
   * @param toExecution shows an execution in its pane
   */
  public LinksViewModel(
      TriageView triage,
      EventBus bus,
      Screen screen,
      String operator,
      Consumer<String> toExecution) {
    this.triage = triage;
    this.screen = screen;
    this.list =
        new LiveList<>(
            new KeyedRows<>(LinkItem::key, LinkRow::new, LinkRow.ORDER), grammar(), screen);
    list.passing(this::passes);
    list.scope((row, query) -> inScope(row.snapshot(), query));
    list.counting(row -> !row.snapshot().heads() && row.snapshot().problem() == null);
    this.decisions = new LinkDecisions(this, triage, screen, operator);
    this.candidates = new CandidatesViewModel(this, triage, screen, operator);
    this.apply = new ApplyViewModel(this, triage, screen, operator, toExecution);
    grouping.addListener((observable, was, is) -> arrange(true));
    navOnly.addListener((observable, was, is) -> refilter());
    sorted.addListener((observable, was, is) -> refilter());
    this.subscription = bus.subscribe(this::hear);
  }

  private static FilterGrammar<LinkRow> grammar() {
    return new FilterGrammar<LinkRow>(row -> LinkWords.searched(row.snapshot()))
        .word(
            "state",
            Stream.of(
                    "undecided",
                    "later",
                    "staged",
                    "applied",
                    "verified",
                    "regressed",
                    "unreadable")
                .toList(),
            row -> LinkWords.stateCode(row.snapshot()))
        .path("path", row -> LinkWords.where(row.snapshot()).text())
        .path("target", row -> LinkWords.target(row.snapshot()))
        .word(
            "reason",
            List.of("missing_file", "missing_anchor", "case_mismatch", "code_span_missing"),
            row -> reasonCode(row.snapshot()))
        .word("band", List.of("high", "medium", "low", "none"), row -> band(row.snapshot()))
        .word(
            "decision",
            List.of("accept", "manual", "redirect", "historical", "ignore"),
            row -> {
              var decided = LinkWords.decided(row.snapshot());
              return decided == null ? "" : decided.choice().code();
            })
        .word("by", List.of(), row -> row.by().getValue());
  }

  private static String reasonCode(LinkItem item) {
    TriageRow first = item.first();
    return first == null ? "" : first.finding().reason().code();
  }

  private static String band(LinkItem item) {
    TriageRow first = item.first();
    return first == null ? "" : LinkWords.key(first.band().name());
  }

  /** A group is there while one of its links is. */
  private boolean passes(LinkRow row, FilterGrammar.Query<LinkRow> query) {
    LinkItem item = row.snapshot();
    return item.heads()
        ? item.links().stream()
            .map(link -> list().rows().find(link.finding().id()))
            .flatMap(java.util.Optional::stream)
            .anyMatch(link -> query.passes().test(link))
        : query.passes().test(row) && (!item.closed() || sorted.get());
  }

  private boolean inScope(LinkItem item, FilterGrammar.Query<LinkRow> query) {
    if (item.done() != null) {
      return query.asks("state") || justDone.contains(item.key());
    }
    if (item.heads() && sorted.get()) {
      return false;
    }
    return !navOnly.get()
        || item.links().stream().anyMatch(TriageRow::nav)
        || (item.problem() != null && item.problem().enforced());
  }

  private void hear(EngineEvent event) {
    if (event instanceof TriageEvent.Changed changed) {
      screen.thread().execute(() -> take(changed.now()));
    } else if (event instanceof LinksEvent.Changed(LinkSnapshot now) && now.complete()) {
      Set<String> ids =
          now.findings().stream().map(Finding::id).collect(Collectors.toUnmodifiableSet());
      screen.thread().execute(() -> heard(now.documents(), ids));
    }
  }

  /** The documents are not as the scan found them when other links are broken now. */
  private void heard(int count, Set<String> ids) {
    documents.set(count);
    broken = ids;
    if (brokenAtScan == null) {
      brokenAtScan = ids;
    }
    outdated.set(known.get() != null && !ids.equals(brokenAtScan));
  }

  /** Asks for what the newest scan found. */
  public void refresh() {
    list.reading()
        .run(
            () -> new Told(triage.snapshot().orElse(null), triage.decisions()),
            told -> {
              decisions.recall(told.decisions());
              TriageSnapshot now = told.now();
              if (now != null) {
                take(now);
              } else {
                list.changed();
              }
            });
  }

  private record Told(
      @Nullable TriageSnapshot now, List<dev.reeve.engine.links.triage.Decision> decisions) {}

  /** Reads the documents anew. */
  public void scan() {
    if (scanning.get()) {
      return;
    }
    scanning.set(true);
    Tasks.Task task =
        screen
            .tasks()
            .start(
                Texts.get("links.scan.task"),
                new SimpleObjectProperty<>(-1.0),
                new javafx.beans.property.SimpleStringProperty(Texts.get("links.scan.text")),
                null);
    screen
        .work()
        .run(
            () -> triage.scan(EVERYTHING),
            now -> {
              scanned(task);
              list.reading().arrived();
              justDone.clear();
              brokenAtScan = broken;
              outdated.set(false);
              take(now);
            },
            problem -> {
              scanned(task);
              fail(problem);
            });
  }

  private void scanned(Tasks.Task task) {
    scanning.set(false);
    task.end();
  }

  /** Shows a failure above what was good last. */
  void fail(Problem problem) {
    if (known.get() != null) {
      list.reading().failed(problem);
    } else {
      list.problemProperty().set(problem);
    }
  }

  /** Takes a newer state. */
  void take(TriageSnapshot now) {
    if (now.equals(known.get())) {
      return;
    }
    boolean first = known.get() == null;
    known.set(now);
    list.reading().arrived();
    arrange(true);
    if (first && list.selected().isEmpty()) {
      toNext(Set.of());
    }
  }

  /** Done decisions that are shown although they need nobody: they were carried out just now. */
  void showDone(Collection<String> ids) {
    justDone.addAll(ids);
  }

  private void arrange(boolean move) {
    TriageSnapshot now = known.get();
    if (now == null) {
      return;
    }
    Map<String, LinkItem> next = new HashMap<>();
    List<LinkItem> changed = new ArrayList<>();
    for (LinkItem item : LinkItems.of(now, grouping.get(), marked, closed)) {
      next.put(item.key(), item);
      if (!item.equals(items.get(item.key()))) {
        changed.add(item);
      }
    }
    Set<String> gone = new HashSet<>(items.keySet());
    gone.removeAll(next.keySet());
    items = next;
    marked.retainAll(next.keySet());
    list.rows().put(changed);
    list.rows().remove(gone);
    figure();
    list.changed();
    if (move) {
      list.rows().absorb();
      list.rows().show();
    }
  }

  private void refilter() {
    figure();
    list.refilter();
  }

  private void figure() {
    TriageSnapshot now = known.get();
    if (now == null) {
      return;
    }
    List<TriageRow> rows =
        navOnly.get() ? now.rows().stream().filter(TriageRow::nav).toList() : now.rows();
    figures.set(LinksFigures.of(rows, now.done().size()));
    left.set(figures.get().left());
  }

  /** The row that the keys act on, null for none. */
  @Nullable LinkItem current() {
    return list.selected().isEmpty()
        ? null
        : list.rows().find(list.selected().getFirst()).map(LinkRow::snapshot).orElse(null);
  }

  /** The links that a decision is about now: those of the chosen rows. */
  List<TriageRow> targets() {
    Map<String, TriageRow> out = new java.util.LinkedHashMap<>();
    for (String key : list.selected()) {
      list.rows()
          .find(key)
          .ifPresent(
              row -> row.snapshot().targets().forEach(each -> out.put(each.finding().id(), each)));
    }
    return List.copyOf(out.values());
  }

  /** The marked links. */
  List<TriageRow> markedLinks() {
    return marked.stream()
        .map(list.rows()::find)
        .flatMap(java.util.Optional::stream)
        .flatMap(row -> row.snapshot().links().stream())
        .toList();
  }

  /** Goes to the next row that somebody has to decide, in the order on screen; else stays. */
  void toNext(Set<String> underWay) {
    go(1, item -> isOpen(item, underWay));
  }

  private static boolean isOpen(LinkItem item, Set<String> underWay) {
    return item.links().stream()
        .anyMatch(
            row ->
                (row.state() == TriageRow.State.UNDECIDED
                        || row.state() == TriageRow.State.REGRESSED)
                    && !underWay.contains(row.finding().id()));
  }

  /** Goes to the next row, or back. */
  void step(int by) {
    List<LinkRow> shown = list.rows().shown();
    int at = place(shown);
    int to = Math.clamp(at + by, 0, Math.max(0, shown.size() - 1));
    if (to < shown.size()) {
      list.selected().setAll(shown.get(to).key());
    }
  }

  private void go(int by, java.util.function.Predicate<LinkItem> to) {
    List<LinkRow> shown = list.rows().shown();
    int at = place(shown);
    for (int i = 1; i <= shown.size(); i++) {
      LinkRow row = shown.get(Math.floorMod(at + by * i, shown.size()));
      if (to.test(row.snapshot())) {
        list.selected().setAll(row.key());
        return;
      }
    }
  }

  private int place(List<LinkRow> shown) {
    for (int i = 0; i < shown.size() && !list.selected().isEmpty(); i++) {
      if (shown.get(i).key().equals(list.selected().getFirst())) {
        return i;
      }
    }
    return -1;
  }

  /** Chooses a link by its id, or the first of a document. */
  public void select(String id) {
    list.selected().setAll(id);
  }

  /** Marks the row, or its group, or takes the mark away. */
  public void toggleMark(LinkItem item) {
    List<String> ids = item.links().stream().map(row -> row.finding().id()).toList();
    if (marked.containsAll(ids)) {
      ids.forEach(marked::remove);
    } else {
      marked.addAll(ids);
    }
    arrange(false);
  }

  /** Marks the current row and goes on, so that the mark grows with every step. */
  void extendMark(int by) {
    LinkItem item = current();
    if (item != null) {
      item.links().forEach(row -> marked.add(row.finding().id()));
    }
    step(by);
    LinkItem next = current();
    if (next != null && !next.heads()) {
      next.links().forEach(row -> marked.add(row.finding().id()));
    }
    arrange(false);
  }

  void unmark() {
    marked.clear();
    arrange(false);
  }

  int markedCount() {
    return marked.size();
  }

  /** Hides the links of the current group, or shows them. */
  public void fold(boolean close) {
    LinkItem item = current();
    if (item == null || item.group().isEmpty()) {
      return;
    }
    if (close) {
      closed.add(item.group());
      list.selected().setAll("group " + item.group());
    } else {
      closed.remove(item.group());
    }
    arrange(true);
    list.refilter();
  }

  /** Hides the links of a group, or shows them. */
  public void toggleFold(LinkItem item) {
    list.selected().setAll(item.key());
    fold(!item.closed());
  }

  /** Says where the keys go next. */
  public void onFocus(Consumer<Spot> listener) {
    focus = listener;
  }

  void focus(Spot spot) {
    focus.accept(spot);
  }

  void say(String text, Notices.Action... actions) {
    screen.notices().say(text, List.of(actions));
  }

  /** The texts in the header, of figures that are known. */
  private ObservableValue<String> told(Function<LinksFigures, String> words) {
    return Bindings.createStringBinding(
        () -> known.get() == null ? "" : words.apply(figures.get()), known, figures);
  }

  /** "67 decided · 12 staged". */
  public ObservableValue<String> progressText() {
    return told(now -> Texts.get("links.header.progress", now.decided(), now.staged()));
  }

  /** How many need a person, to be seen first; null while none does. */
  public ObservableValue<@Nullable Badge> need() {
    return left.map(
        n ->
            n.intValue() == 0
                ? null
                : Badge.of(0, Texts.get("links.header.need", n), Icon.HAND, Badge.Hue.NEED)
                    .in(Badge.Form.SOLID));
  }

  /** What can be done here. */
  public LinkCommands commands() {
    return new LinkCommands(this, triage);
  }

  /** How much is carried out, staged and left, in parts of one; empty before the first scan. */
  public ObservableValue<List<Double>> parts() {
    return figures.map(
        now ->
            now.all() == 0
                ? List.of()
                : List.of(
                    now.fixed() / (double) now.all(),
                    now.staged() / (double) now.all(),
                    now.left() / (double) now.all()));
  }

  /** What the bar says to those who do not see it. */
  public ObservableValue<String> barText() {
    return told(now -> Texts.get("links.header.bar", now.fixed(), now.staged(), now.left()));
  }

  /** What is to be said above the table: all is decided, or the rows are of a while ago. */
  public ObservableValue<String> told() {
    return Bindings.createStringBinding(
        () -> {
          LinksFigures now = figures.get();
          TriageSnapshot scan = known.get();
          if (scan != null && outdated.get()) {
            return Texts.get(
                "links.told.outdated", Formats.sameDay(scan.scannedAt(), screen.ticker().now()));
          }
          return scan != null && now.left() == 0 && now.staged() > 0
              ? Texts.get("links.told.all-decided", now.staged())
              : "";
        },
        known,
        outdated,
        figures);
  }

  /** What the table says when it is empty. */
  public ObservableValue<String> emptyText() {
    return Bindings.createStringBinding(
        this::empty, known, scanning, navOnly, documents, list.filterProperty(), figures);
  }

  private String empty() {
    TriageSnapshot now = known.get();
    if (now == null) {
      return scanning.get()
          ? Texts.get("links.empty.scanning")
          : Texts.get("links.empty.no-scan", documents.get());
    }
    if (!list.filterProperty().get().isBlank()) {
      return Texts.get("links.empty.filtered", list.filterProperty().get());
    }
    return navOnly.get()
        ? Texts.get("links.empty.none-nav")
        : Texts.get(
            "links.empty.none",
            now.documents(),
            Formats.sameDay(now.scannedAt(), screen.ticker().now()));
  }

  /** Rows, filter and selection. */
  public LiveList<LinkItem, LinkRow> list() {
    return list;
  }

  /** What is decided about the chosen rows. */
  public LinkDecisions decisions() {
    return decisions;
  }

  /** Where the chosen link should perhaps lead. */
  public CandidatesViewModel candidates() {
    return candidates;
  }

  /** The dialog before many decisions are made or carried out. */
  public ApplyViewModel apply() {
    return apply;
  }

  /** The newest state; null before the first scan. */
  public ReadOnlyObjectProperty<@Nullable TriageSnapshot> knownProperty() {
    return known.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<LinksFigures> figuresProperty() {
    return figures.getReadOnlyProperty();
  }

  /** How many links nobody has decided. */
  public ReadOnlyIntegerProperty leftCount() {
    return left.getReadOnlyProperty();
  }

  /** Whether the documents are being read. */
  public ReadOnlyBooleanProperty scanningProperty() {
    return scanning.getReadOnlyProperty();
  }

  /** By what the rows are put together. */
  public ObjectProperty<Grouping> groupingProperty() {
    return grouping;
  }

  /** Whether only documents that lead through the workspace are shown. */
  public BooleanProperty navOnlyProperty() {
    return navOnly;
  }

  /** Whether a column sorts the table, so that groups make no sense. */
  public BooleanProperty sortedProperty() {
    return sorted;
  }

  @Override
  public void close() {
    subscription.close();
  }
}
