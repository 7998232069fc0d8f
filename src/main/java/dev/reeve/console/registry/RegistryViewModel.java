package dev.reeve.console.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.console.EngineSession;
import dev.reeve.console.EngineSession.Progress;
import dev.reeve.console.EngineSession.Reconciled;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.DrawerContent;
import dev.reeve.console.fx.DrawerContent.Entry;
import dev.reeve.console.fx.DrawerContent.Fact;
import dev.reeve.console.fx.FilterGrammar;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.KeyedRows;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Present;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Pulse;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.registry.Finding;
import dev.reeve.engine.registry.RecordRow;
import dev.reeve.engine.registry.RegistryEvent;
import dev.reeve.engine.registry.RegistrySummary;
import dev.reeve.engine.registry.RegistryView;
import dev.reeve.engine.registry.RegistryView.Backup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
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
  private final EngineSession session;
  private final RegistryView registry;
  private final Screen screen;
  private final EventBus.Subscription subscription;
  private final LiveList<RecordRow, RegistryRow> records;
  private final LiveList<Finding, FindingRow> findings;
  private final LiveList<Backup, BackupRow> backups;
  private final ReadOnlyObjectWrapper<@Nullable RegistrySummary> summary =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyIntegerWrapper problems = new ReadOnlyIntegerWrapper();
  private final ReadOnlyObjectWrapper<@Nullable Progress> progress =
      new ReadOnlyObjectWrapper<>(null);
  private final ObjectProperty<RegistryTab> tab = new SimpleObjectProperty<>(RegistryTab.RECORDS);
  private final AtomicReference<@Nullable Progress> heard = new AtomicReference<>();
  private final Pulse progressPulse;

  public RegistryViewModel(EngineSession session, Screen screen) {
    this.session = session;
    this.registry = session.registry();
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
    this.progressPulse = screen.pulse(() -> progress.set(heard.get()));
    records.describe(this::drawer);
    records.why(RegistryViewModel::why);
    findings.describe(RegistryViewModel::drawer);
    findings.why((finding, now) -> whyFinding(finding));
    backups.describe(RegistryViewModel::drawer);
    backups.why(
        (backup, now) ->
            backup.verified()
                ? Texts.get("registry.why.backup-verified")
                : Texts.get("registry.why.backup-mismatch"));
    this.subscription = session.bus().subscribe(this::hear);
  }

  private void hear(EngineEvent event) {
    if (event instanceof RegistryEvent told) {
      switch (told) {
        case RegistryEvent.Written written -> {
          records.rows().put(written.rows());
          records.changed();
          screen.thread().execute(() -> figures(written.summary()));
        }
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

  private void figures(RegistrySummary now) {
    summary.set(now);
    problems.set(now.validationErrors());
  }

  private void validated(List<Finding> found, RegistrySummary now) {
    findings.rows().loading();
    findings.rows().loaded(found);
    findings.changed();
    figures(now);
    records.redraw();
  }

  /** Reads everything anew. */
  public void refresh() {
    records.read(registry::rows);
    backups.read(registry::backups);
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

  /** Asks for a reconciliation; the asker calls {@link #reconcile()}. */
  public Command reconcile(Consumer<Question> asker) {
    ObservableValue<String> whyNot =
        Bindings.createStringBinding(
            () -> progress.get() == null ? "" : Texts.get("registry.why-not.reconciling"),
            progress);
    return Command.of(
        Texts.get("registry.action.reconcile"), "", whyNot, () -> asker.accept(question()));
  }

  private Question question() {
    return new Question(
        Texts.get("registry.reconcile.title"),
        session.live()
            ? Texts.get("registry.reconcile.live")
            : Texts.get("registry.reconcile.observe"),
        List.of(
            Texts.get("registry.reconcile.compare"),
            Texts.get("registry.reconcile.limits"),
            Texts.get("registry.reconcile.backup")),
        null,
        Texts.get("registry.reconcile.verb"),
        false);
  }

  /** Compares the folder with the registry. */
  public void reconcile() {
    progress.set(new Progress(0, 0, ""));
    CompletableFuture<Reconciled> _ =
        session
            .reconcile(
                step -> {
                  heard.set(step);
                  progressPulse.ask();
                })
            .whenComplete(
                (outcome, failure) -> screen.thread().execute(() -> reconciled(outcome, failure)));
  }

  private void reconciled(@Nullable Reconciled outcome, @Nullable Throwable failure) {
    heard.set(null);
    progress.set(null);
    if (outcome == null) {
      records
          .problemProperty()
          .set(Problem.of(failure == null ? new IllegalStateException() : failure));
      return;
    }
    screen
        .notices()
        .say(
            Texts.get(
                "registry.done.reconciled",
                outcome.looked(),
                outcome.differences(),
                outcome.queued(),
                outcome.held()));
    refresh();
  }

  private static String why(RecordRow record, Instant now) {
    if (record.problem() != null) {
      return Texts.get("registry.why.problem", record.problem());
    }
    String updated = Formats.age(RegistryRow.updatedAt(record), now);
    return switch (record.status()) {
      case "active" -> Texts.get("registry.why.active", updated);
      case "deleted" -> Texts.get("registry.why.deleted", updated);
      case "quarantined" -> Texts.get("registry.why.quarantined");
      default -> Texts.get("registry.why.other", record.status(), updated);
    };
  }

  private static String whyFinding(Finding finding) {
    return finding.warning()
        ? Texts.get("registry.why.warning", finding.contract())
        : Texts.get("registry.why.error", finding.contract());
  }

  private DrawerContent drawer(RecordRow record) {
    List<Fact> facts = new ArrayList<>();
    registry.record(record.key()).ifPresent(node -> members("", node, facts));
    List<Entry> found = new ArrayList<>();
    for (FindingRow row : findings.rows().all()) {
      if (record.key().equals(row.snapshot().key())) {
        found.add(new Entry(row.badge(), row.snapshot().code(), row.snapshot().message()));
      }
    }
    String title = record.path() == null ? record.key() : record.path();
    return new DrawerContent(title, List.of(RegistryRow.badge(record)), facts, found, List.of());
  }

  private static void members(String prefix, JsonNode node, List<Fact> facts) {
    node.properties()
        .forEach(
            member -> {
              JsonNode value = member.getValue();
              String name = prefix + member.getKey();
              if (value.isObject()) {
                members(name + ".", value, facts);
              } else if (!value.isNull()) {
                facts.add(fact(name, value.isValueNode() ? value.asText() : value.toString()));
              }
            });
  }

  private static Fact fact(String name, String value) {
    return value.matches("[0-9a-f]{64}")
        ? new Fact(name, Formats.hash(value), value)
        : Fact.of(name, value);
  }

  private static DrawerContent drawer(Finding finding) {
    List<Fact> facts =
        List.of(
            Fact.of(Texts.get("registry.fact.contract"), finding.contract()),
            Fact.of(Texts.get("registry.fact.record"), Formats.orNone(finding.key())),
            Fact.of(Texts.get("registry.fact.column"), Formats.orNone(finding.column())),
            Fact.of(Texts.get("registry.fact.message"), finding.message()));
    return new DrawerContent(
        finding.code(), List.of(FindingRow.badge(finding)), facts, List.of(), List.of());
  }

  private static DrawerContent drawer(Backup backup) {
    List<Fact> facts =
        List.of(
            new Fact(
                Texts.get("registry.fact.time"),
                Formats.stamp(backup.time()),
                Formats.exact(backup.time())),
            Fact.of(Texts.get("registry.fact.records"), Formats.count(backup.records())),
            new Fact(
                Texts.get("registry.fact.size"),
                Formats.size(backup.bytes()),
                Formats.count(backup.bytes())),
            new Fact(Texts.get("registry.fact.hash"), Formats.hash(backup.hash()), backup.hash()),
            Fact.of(Texts.get("registry.fact.file"), backup.file().toString()));
    return new DrawerContent(
        backup.name(), List.of(BackupRow.badge(backup)), facts, List.of(), List.of());
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

  /** Whether a reconciliation runs. */
  public BooleanBinding reconciling() {
    return progress.isNotNull();
  }

  /** How far the reconciliation is, 0 to 1; -1 while the total is unknown. */
  public ObservableValue<Double> progressFraction() {
    return Present.map(
        progress.getReadOnlyProperty(),
        now -> now.total() == 0 ? -1.0 : (double) now.done() / now.total(),
        0.0);
  }

  /** How far the reconciliation is, in the unit of the work. */
  public ObservableValue<String> progressText() {
    return Present.map(
        progress.getReadOnlyProperty(),
        now ->
            now.total() == 0
                ? Texts.get("registry.progress.counting", now.done())
                : Texts.get("registry.progress.of", now.done(), now.total(), now.unit()),
        "");
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
