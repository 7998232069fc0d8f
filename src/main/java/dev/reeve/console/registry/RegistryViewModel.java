package dev.reeve.console.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.console.EngineSession;
import dev.reeve.console.fx.BackgroundWork;
import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Form;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.DrawerContent;
import dev.reeve.console.fx.FilterGrammar;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.KeyedRows;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Present;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Pulse;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.lock.LockEvent;
import dev.reeve.engine.registry.Finding;
import dev.reeve.engine.registry.HeldPlan;
import dev.reeve.engine.registry.RecordRow;
import dev.reeve.engine.registry.RegistryEvent;
import dev.reeve.engine.registry.RegistrySummary;
import dev.reeve.engine.registry.RegistryView;
import dev.reeve.engine.registry.RegistryView.Backup;
import dev.reeve.engine.registry.edge.EdgesView;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** The Registry pane: records, findings of the last validation, backups, generators. */
public final class RegistryViewModel implements AutoCloseable {
  private static final int MOST_WRITES = 50;

  private final RegistryView registry;
  private final EdgesView edges;
  private final EngineSession session;
  private final Screen screen;
  private final EventBus.Subscription subscription;
  private final LiveList<DocumentState, RegistryRow> records;
  private final LiveList<Finding, FindingRow> findings;
  private final LiveList<Backup, BackupRow> backups;
  private final ReadOnlyObjectWrapper<@Nullable RegistrySummary> summary =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyObjectWrapper<List<HeldPlan>> heldPlans =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyIntegerWrapper problems = new ReadOnlyIntegerWrapper();
  private final ObjectProperty<RegistryTab> tab = new SimpleObjectProperty<>(RegistryTab.RECORDS);
  private final Reconciliation reconciliation;
  private final Pulse writes;
  private volatile List<Finding> lastFindings = List.of();
  private volatile Surroundings around = Surroundings.NONE;
  private final Pulse surroundings;
  private final BackgroundWork.Latest rereading;
  private final Conflicts conflicts;
  private final Restoration restoration;
  private final Upgrade upgrade;
  private final Generators generators;
  private final LongProperty unregistered = new SimpleLongProperty();
  private volatile boolean readFailed;
  private volatile @Nullable Instant readAt;
  private final BooleanProperty read = new SimpleBooleanProperty();
  private boolean backupsOld = true;
  private boolean generatorsOld = true;

  public RegistryViewModel(EngineSession session, Screen screen) {
    this.session = session;
    this.registry = session.registry();
    this.edges = session.edges();
    this.screen = screen;
    this.records =
        new LiveList<>(
            new KeyedRows<>(DocumentState::key, RegistryRow::new, RegistryRow.ORDER),
            new FilterGrammar<>(RegistryRow::searchText)
                .word(
                    "state",
                    Stream.of(DocumentState.State.values()).map(DocumentState.State::word).toList(),
                    RegistryRow::stateWord)
                .path("path", row -> Formats.orNone(row.snapshot().record().path()))
                .word("id", List.of(), row -> Formats.orNone(row.snapshot().record().docId()))
                .word(
                    "kind",
                    List.of("entity", "edge", "generator"),
                    row -> row.snapshot().record().kind())
                .word("by", List.of(), row -> Formats.orNone(row.snapshot().record().updatedBy()))
                .age("age", row -> RegistryRow.time(row.snapshot().record().updated())),
            screen);
    this.findings =
        new LiveList<>(
            new KeyedRows<>(FindingRow::keyOf, FindingRow::new, FindingRow.ORDER),
            new FilterGrammar<FindingRow>(row -> row.key() + " " + row.snapshot().contract())
                .word("code", List.of(), row -> row.snapshot().code())
                .word(
                    "contract",
                    List.of("P1", "P2", "P3", "P4", "P5", "P6", "RI"),
                    row -> row.snapshot().contract()),
            screen);
    this.backups =
        new LiveList<>(
            new KeyedRows<>(Backup::name, BackupRow::new, BackupRow.ORDER),
            new FilterGrammar<>(BackupRow::key),
            screen);
    this.reconciliation =
        new Reconciliation(session, screen, this::refresh, records.problemProperty()::set);
    this.conflicts = new Conflicts(session, screen, records.problemProperty()::set);
    this.restoration = new Restoration(session, screen, backups, conflicts, this::refresh);
    this.upgrade =
        new Upgrade(session, screen, conflicts, records.problemProperty()::set, this::refresh);
    this.generators = new Generators(session, screen);
    this.rereading = screen.work().latest();
    this.surroundings = screen.pulse(this::rereadSurroundings);
    records.describe(this::describe);
    records.why(RegistryWords::why);
    findings.describe(RegistryWords::drawer);
    findings.why((finding, now) -> RegistryWords.why(finding));
    backups.describe(RegistryWords::drawer);
    backups.why((backup, now) -> RegistryWords.why(backup));
    this.writes = screen.pulse(this::backupsChanged);
    backups.activeProperty().addListener((observable, was, is) -> readBackups());
    generators.list().activeProperty().addListener((observable, was, is) -> readGenerators());
    tab.addListener(
        (observable, was, is) -> {
          readBackups();
          readGenerators();
        });
    this.subscription = session.bus().subscribe(this::hear);
  }

  /** Blocks. */
  private DrawerContent describe(DocumentState document) {
    boolean stored = !document.record().kind().equals(DocumentState.UNREGISTERED);
    Optional<JsonNode> content = stored ? registry.record(document.key()) : Optional.empty();
    return RegistryWords.drawer(
        document,
        content,
        lastFindings,
        stored ? registry.writes(document.key(), MOST_WRITES) : List.of(),
        Relations.of(content, edges, registry, this::open));
  }

  /** Goes to a record, whatever the filter says. */
  private void open(String key) {
    records.filterProperty().set("");
    records.selected().setAll(key);
  }

  private void hear(EngineEvent event) {
    if (event instanceof LockEvent) {
      surroundings.ask();
    }
    if (event instanceof RegistryEvent told) {
      switch (told) {
        case RegistryEvent.Compared compared -> surroundings.ask();
        case RegistryEvent.Written written -> {
          around = around.without(written.rows());
          written.rows().stream()
              .map(RecordRow::path)
              .filter(Objects::nonNull)
              .forEach(path -> records.rows().remove(List.of(Surroundings.key(path))));
          records.rows().put(written.rows().stream().map(around::of).toList());
          records.changed();
          writes.ask();
          boolean related = written.rows().stream().anyMatch(row -> row.kind().equals("edge"));
          screen.thread().execute(() -> written(written.summary(), related));
        }
        case RegistryEvent.Accepted accepted -> screen.thread().execute(this::refresh);
        case RegistryEvent.Reopened reopened ->
            screen
                .thread()
                .execute(
                    () -> {
                      records.problemProperty().set(null);
                      refresh();
                    });
        case RegistryEvent.PlansHeld held -> screen.thread().execute(this::readHeldPlans);
        case RegistryEvent.Validated validated ->
            screen.thread().execute(() -> validated(validated.findings(), validated.summary()));
        case RegistryEvent.Refused refused ->
            screen
                .thread()
                .execute(
                    () ->
                        records
                            .problemProperty()
                            .set(
                                new Problem(
                                    refused.message(),
                                    Texts.get("registry.refused.safe"),
                                    Texts.get("registry.refused.remedy"),
                                    refused.code())));
        case RegistryEvent.Alarm alarm ->
            screen
                .thread()
                .execute(
                    () ->
                        records
                            .problemProperty()
                            .set(
                                new Problem(
                                    alarm.message(),
                                    Texts.get("registry.alarm.safe"),
                                    Texts.get("registry.alarm.remedy"),
                                    alarm.code())));
      }
    }
  }

  private void backupsChanged() {
    backupsOld = true;
    generatorsOld = true;
    readBackups();
    readGenerators();
    upgrade.look();
  }

  /** Each is compared with its outputs for the list, so that waits until somebody looks. */
  private void readGenerators() {
    boolean shown = generators.list().activeProperty().get() && tab.get() == RegistryTab.GENERATORS;
    if (generatorsOld && shown) {
      generatorsOld = false;
      generators.refresh();
    }
  }

  /** Rows stay where they are while somebody reads: only what is known beside them is new. */
  private void rereadSurroundings() {
    if (records.activeProperty().get()) {
      records.rows().loading();
      rereading.run(
          this::documents,
          documents -> {
            records.rows().loaded(documents);
            records.changed();
          },
          records.problemProperty()::set);
    }
  }

  /** Blocks. */
  private List<DocumentState> documents() {
    readFailed = true;
    around = Surroundings.read(session);
    List<DocumentState> all = around.all(registry.rows());
    readFailed = false;
    readAt = screen.ticker().now();
    long without =
        all.stream()
            .filter(document -> document.state() == DocumentState.State.UNREGISTERED)
            .count();
    screen.thread().execute(() -> unregistered.set(without));
    return all;
  }

  /** Each is read and verified for the list, so that waits until somebody looks. */
  private void readBackups() {
    if (backupsOld && backups.activeProperty().get() && tab.get() == RegistryTab.BACKUPS) {
      backupsOld = false;
      backups.read(registry::backups);
    }
  }

  private void written(RegistrySummary now, boolean related) {
    figures(now);
    records.redraw(); // the history of the selected record may be longer
    if (related) {
      surroundings.ask();
    }
  }

  private void readHeldPlans() {
    screen.work().run(session::heldPlans, heldPlans::set, records.problemProperty()::set);
  }

  private void figures(RegistrySummary now) {
    summary.set(now);
    problems.set(now.validationErrors());
  }

  private void validated(List<Finding> found, RegistrySummary now) {
    lastFindings = found;
    findings.rows().loading();
    findings.rows().loaded(found);
    findings.changed();
    figures(now);
    records.redraw();
  }

  /** Reads everything anew. */
  public void refresh() {
    records.read(this::documents);
    backupsChanged();
    readHeldPlans();
    screen
        .work()
        .run(
            registry::summary,
            now -> {
              figures(now);
              read.set(true);
              if (now.validationErrors() + now.validationWarnings() > 0) {
                check(this::checked); // the figures tell of findings: show which
              }
              if (now.problem() != null) {
                records
                    .problemProperty()
                    .set(
                        new Problem(
                            now.problem(),
                            Texts.get("registry.alarm.safe"),
                            Texts.get("registry.alarm.remedy"),
                            "REGISTRY_NOT_WRITABLE"));
              }
            },
            records.problemProperty()::set);
  }

  private record Checked(List<Finding> found, RegistrySummary after, List<DocumentState> rows) {}

  private Checked check() {
    List<Finding> found = registry.validate(false);
    return new Checked(found, registry.summary(), documents());
  }

  private void checked(Checked now) {
    validated(now.found(), now.after());
    records.read(now::rows);
  }

  /** Runs the contracts over all records. */
  public Command validate() {
    return Command.of(
        Texts.get("registry.action.validate"),
        "F5",
        new SimpleStringProperty(""),
        () -> check(this::told));
  }

  private void check(Consumer<Checked> then) {
    screen.work().run(this::check, then, records.problemProperty()::set);
  }

  private void told(Checked now) {
    checked(now);
    screen
        .notices()
        .say(
            Texts.get(
                "registry.done.validated",
                now.found().stream().filter(finding -> !finding.warning()).count(),
                now.found().stream().filter(Finding::warning).count()));
  }

  /** Copies the ids of the selected records to the given place. */
  public Command copyId(Consumer<String> clipboard) {
    return records.overSelection(
        Texts.get("registry.action.copy-id"),
        "Ctrl+C",
        document -> !document.record().kind().equals(DocumentState.UNREGISTERED),
        Texts.get("registry.why-not.copy-id"),
        keys -> {
          clipboard.accept(
              String.join(
                  "\n",
                  records
                      .chosen(
                          document -> !document.record().kind().equals(DocumentState.UNREGISTERED))
                      .map(DocumentState::record)
                      .map(record -> record.docId() == null ? record.key() : record.docId())
                      .toList()));
          screen.notices().say(Texts.get("registry.done.copied", keys.size()));
        });
  }

  /** How the folder is compared with the registry. */
  public Reconciliation reconciliation() {
    return reconciliation;
  }

  /** Rows, filter, selection and drawer of the records. */
  public LiveList<DocumentState, RegistryRow> records() {
    return records;
  }

  /** What the last validation found. */
  public LiveList<Finding, FindingRow> findings() {
    return findings;
  }

  /** Backups of the registry. */
  public LiveList<Backup, BackupRow> backups() {
    return backups;
  }

  /** Errors of the last validation; the rail shows the same property. */
  public ReadOnlyIntegerProperty problemCount() {
    return problems.getReadOnlyProperty();
  }

  /** The registry's hash, twelve digits. */
  public ObservableValue<String> hash() {
    return figure(now -> Formats.hash(now.hash()));
  }

  /** How many records there are, how many are active files, and how many files have none. */
  public ObservableValue<String> recordCount() {
    return Bindings.createStringBinding(
        () -> {
          RegistrySummary now = summary.get();
          return now == null
              ? Formats.NONE
              : Texts.get(
                  "registry.header.records", now.records(), now.activeFiles(), unregistered.get());
        },
        summary,
        unregistered);
  }

  /** Of when the rows are, while they could not be read anew; else empty. */
  public ObservableValue<String> staleText() {
    return records
        .problemProperty()
        .map(
            problem ->
                readFailed && readAt != null
                    ? Texts.get("registry.header.stale", Formats.clock(readAt))
                    : "")
        .orElse("");
  }

  /** The tab of the backups with how many there are; the header shows the same number. */
  public ObservableValue<String> backupsTab() {
    return figure(now -> Texts.get("registry.tab.backups", now.backups()));
  }

  /** When it was last validated and with what result, ticking. */
  public ObservableValue<String> validation() {
    return Bindings.createStringBinding(
        () -> {
          RegistrySummary now = summary.get();
          return now == null || now.lastValidation() == null
              ? Texts.get("registry.header.never-validated")
              : Texts.get(
                  "registry.header.validated",
                  Formats.age(now.lastValidation(), screen.ticker().now()),
                  now.validationErrors(),
                  now.validationWarnings());
        },
        summary,
        screen.ticker().nowProperty());
  }

  /** When the registry was last written, null before that. */
  public ObservableValue<@Nullable Instant> lastWrite() {
    return summary.getReadOnlyProperty().map(now -> now == null ? null : now.lastWrite());
  }

  private ObservableValue<String> figure(Function<RegistrySummary, String> words) {
    return Present.map(summary.getReadOnlyProperty(), words, Formats.NONE);
  }

  /** The mark that a plan of the keeper waits for a person, null when none does. */
  public ObservableValue<@Nullable Badge> heldPlan() {
    return heldPlans
        .getReadOnlyProperty()
        .map(
            plans ->
                plans.isEmpty()
                    ? null
                    : Badge.of(
                            0,
                            Texts.get(
                                "registry.header.held",
                                Formats.count(
                                    plans.stream().mapToLong(HeldPlan::differences).sum())),
                            Icon.HAND,
                            Hue.NEED)
                        .in(Form.SOLID));
  }

  /** Why it waits and how it is allowed; empty when none does. */
  public ObservableValue<String> heldReason() {
    return heldPlans
        .getReadOnlyProperty()
        .map(
            plans ->
                plans.stream()
                    .map(
                        plan ->
                            Texts.get(
                                "registry.header.held-why",
                                plan.root(),
                                plan.reason(),
                                plan.planId()))
                    .collect(Collectors.joining("\n")));
  }

  /** Puts backups back. */
  public Restoration restoration() {
    return restoration;
  }

  /** The offer to bring an older registry to this program's version. */
  public Upgrade upgrade() {
    return upgrade;
  }

  /** The Generators tab. */
  public Generators generators() {
    return generators;
  }

  /** What came too late, in words; empty for nothing. */
  public ObservableValue<String> refusedText() {
    return conflicts.refused().map(refused -> refused == null ? "" : refused.text()).orElse("");
  }

  /** Makes the change that came too late anew, for the registry as it is now. */
  public Command rebase() {
    return Command.of(
        Texts.get("registry.action.rebase"), "", new SimpleStringProperty(""), this::rebaseNow);
  }

  private void rebaseNow() {
    RefusedWrite refused = conflicts.refused().get();
    conflicts.refused().set(null);
    if (refused != null) {
      refused.rebase().run();
    }
  }

  /** Shows what others changed beside what the change would do. */
  public Command threeWay(Restoration.Asker asker) {
    return Command.of(
        Texts.get("registry.action.three-way"),
        "",
        new SimpleStringProperty(""),
        () -> {
          RefusedWrite refused = conflicts.refused().get();
          if (refused != null) {
            asker.ask(
                refused.question(
                    Texts.get("registry.three.title"), Texts.get("registry.action.rebase")),
                this::rebaseNow);
          }
        });
  }

  /** Lets go of the change that came too late. */
  public void forgetRefused() {
    conflicts.refused().set(null);
  }

  /** How many backups there are. */
  public ObservableValue<String> backupCount() {
    return figure(now -> Texts.get("registry.header.backups", now.backups()));
  }

  /** What the records table says when it is empty. */
  public ObservableValue<String> emptyText() {
    return Bindings.createStringBinding(
        () ->
            empty(
                records,
                problem(Texts.get("registry.empty.unavailable")),
                Texts.get("registry.empty.none"),
                "registry.empty.filtered"),
        records.filterProperty(),
        read,
        summary);
  }

  /** What the findings table says when it is empty. */
  public ObservableValue<String> noFindingsText() {
    return Bindings.createStringBinding(
        () -> {
          RegistrySummary now = summary.get();
          boolean never = now == null || now.lastValidation() == null;
          return empty(
              findings,
              problem(Texts.get("registry.findings.unavailable")),
              never ? Texts.get("registry.findings.never") : Texts.get("registry.findings.none"),
              "registry.findings.filtered");
        },
        findings.filterProperty(),
        read,
        summary);
  }

  /** What the backups table says when it is empty. */
  public ObservableValue<String> noBackupsText() {
    return Bindings.createStringBinding(
        () -> empty(backups, "", Texts.get("registry.backups.empty"), "registry.backups.filtered"),
        backups.filterProperty(),
        read,
        summary);
  }

  /** What the generators table says when it is empty. */
  public ObservableValue<String> noGeneratorsText() {
    return Bindings.createStringBinding(
        () ->
            empty(
                generators.list(),
                problem(Texts.get("registry.generators.unavailable")),
                Texts.get("registry.generators.empty"),
                "registry.generators.filtered"),
        generators.list().filterProperty(),
        read,
        summary);
  }

  /** The sentence when the registry cannot be used; empty when it can. */
  private String problem(String remedy) {
    RegistrySummary now = summary.get();
    return now == null || now.problem() == null || now.records() > 0
        ? ""
        : now.problem() + "\n" + remedy;
  }

  private String empty(LiveList<?, ?> list, String unavailable, String nothing, String filtered) {
    if (!read.get()) {
      return Texts.get("registry.empty.reading");
    }
    if (!unavailable.isEmpty()) {
      return unavailable;
    }
    String typed = list.filterProperty().get();
    return typed.isBlank() ? nothing : Texts.get(filtered, typed);
  }

  /** Which tab is shown. */
  public ObjectProperty<RegistryTab> tabProperty() {
    return tab;
  }

  @Override
  public void close() {
    subscription.close();
  }
}
