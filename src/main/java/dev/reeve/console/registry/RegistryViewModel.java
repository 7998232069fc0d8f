package dev.reeve.console.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.console.EngineSession;
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
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** The Registry pane: records, findings of the last validation, backups, reconciliation. */
public final class RegistryViewModel implements AutoCloseable {
  private final RegistryView registry;
  private final EdgesView edges;
  private final EngineSession session;
  private final Screen screen;
  private final EventBus.Subscription subscription;
  private final LiveList<RecordRow, RegistryRow> records;
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
  private boolean backupsOld = true;

  public RegistryViewModel(EngineSession session, Screen screen) {
    this.session = session;
    this.registry = session.registry();
    this.edges = session.edges();
    this.screen = screen;
    this.records =
        new LiveList<>(
            new KeyedRows<>(RecordRow::key, RegistryRow::new, RegistryRow.ORDER),
            new FilterGrammar<>(RegistryRow::searchText)
                .word(
                    "state",
                    List.of(
                        "active", "deprecated", "quarantined", "archived", "deleted", "problem"),
                    RegistryRow::stateWord)
                .path("path", row -> Formats.orNone(row.snapshot().path()))
                .word("id", List.of(), row -> Formats.orNone(row.snapshot().docId()))
                .word("kind", List.of("entity", "edge", "generator"), row -> row.snapshot().kind())
                .word("by", List.of(), row -> Formats.orNone(row.snapshot().updatedBy()))
                .age("age", row -> RegistryRow.updatedAt(row.snapshot())),
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
    records.describe(this::describe);
    records.why(RegistryWords::why);
    findings.describe(RegistryWords::drawer);
    findings.why((finding, now) -> RegistryWords.why(finding));
    backups.describe(RegistryWords::drawer);
    backups.why((backup, now) -> RegistryWords.why(backup));
    this.writes = screen.pulse(this::backupsChanged);
    backups.activeProperty().addListener((observable, was, is) -> readBackups());
    tab.addListener((observable, was, is) -> readBackups());
    this.subscription = session.bus().subscribe(this::hear);
  }

  /** Blocks. */
  private DrawerContent describe(RecordRow record) {
    Optional<JsonNode> content = registry.record(record.key());
    return RegistryWords.drawer(
        record, content, lastFindings, Relations.of(content, edges, registry, this::open));
  }

  /** Goes to a record, whatever the filter says. */
  private void open(String key) {
    records.filterProperty().set("");
    records.selected().setAll(key);
  }

  private void hear(EngineEvent event) {
    if (event instanceof RegistryEvent told) {
      switch (told) {
        case RegistryEvent.Written written -> {
          records.rows().put(written.rows());
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
    readBackups();
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
    if (related) {
      records.redraw();
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
    records.read(registry::rows);
    backupsChanged();
    readHeldPlans();
    screen
        .work()
        .run(
            registry::summary,
            now -> {
              figures(now);
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

  private record Checked(List<Finding> found, RegistrySummary after, List<RecordRow> rows) {}

  private Checked check() {
    List<Finding> found = registry.validate(false);
    return new Checked(found, registry.summary(), registry.rows());
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
        record -> true,
        "",
        keys -> {
          clipboard.accept(
              String.join(
                  "\n",
                  records
                      .chosen(record -> true)
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
  public LiveList<RecordRow, RegistryRow> records() {
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

  /** How many records there are, and how many of them are active files. */
  public ObservableValue<String> recordCount() {
    return figure(now -> Texts.get("registry.header.records", now.records(), now.activeFiles()));
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

  /** What the records table says when it is empty. */
  public ObservableValue<String> emptyText() {
    return records
        .filterProperty()
        .map(
            text ->
                text.isBlank()
                    ? Texts.get("registry.empty.none")
                    : Texts.get("registry.empty.filtered", text));
  }

  /** What the findings table says when it is empty. */
  public ObservableValue<String> noFindingsText() {
    return Present.map(
        summary.getReadOnlyProperty(),
        now ->
            now.lastValidation() == null
                ? Texts.get("registry.findings.never")
                : Texts.get("registry.findings.none"),
        Texts.get("registry.findings.never"));
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
