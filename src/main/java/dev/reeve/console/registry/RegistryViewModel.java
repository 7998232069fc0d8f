package dev.reeve.console.registry;

import dev.reeve.console.EngineSession;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Pulse;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.lock.LockEvent;
import dev.reeve.engine.registry.Finding;
import dev.reeve.engine.registry.RegistryEvent;
import dev.reeve.engine.registry.RegistrySummary;
import dev.reeve.engine.registry.RegistryView;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;

/**
 * The Registry pane: hears what happens to the registry and tells its tabs and its header. Screen
 * thread, except that events may come on any thread.
 */
public final class RegistryViewModel implements AutoCloseable {
  private final RegistryView registry;
  private final EngineSession session;
  private final Screen screen;
  private final EventBus.Subscription subscription;
  private final ObjectProperty<RegistryTab> tab = new SimpleObjectProperty<>(RegistryTab.RECORDS);
  private final RegistryFigures figures;
  private final RecordsViewModel records;
  private final FindingsViewModel findings;
  private final BackupsViewModel backups;
  private final GeneratorsViewModel generators;
  private final Reconciliation reconciliation;
  private final Conflicts conflicts;
  private final Upgrade upgrade;
  private final Pulse writes;

  /**
   * @param openExecution shows an execution in its pane
   */
  public RegistryViewModel(EngineSession session, Screen screen, Consumer<String> openExecution) {
    this.session = session;
    this.registry = session.registry();
    this.screen = screen;
    this.figures = new RegistryFigures(screen);
    this.records = new RecordsViewModel(session, screen, figures, openExecution);
    this.findings = new FindingsViewModel(registry, screen, figures, this::openRecord);
    this.conflicts = new Conflicts(session, screen, records::failed);
    this.backups =
        new BackupsViewModel(
            session, screen, figures, tab, conflicts, this::refresh, openExecution);
    this.generators = new GeneratorsViewModel(session, screen, figures, tab);
    this.reconciliation = new Reconciliation(session, screen, this::refresh, records::failed);
    this.upgrade = new Upgrade(session, screen, conflicts, records::failed, this::refresh);
    this.writes = screen.pulse(this::filesChanged);
    this.subscription = session.bus().subscribe(this::hear);
  }

  private void openRecord(String key) {
    tab.set(RegistryTab.RECORDS);
    records.open(key);
  }

  private void hear(EngineEvent event) {
    if (event instanceof LockEvent) {
      records.surroundingsChanged();
    }
    if (event instanceof RegistryEvent told) {
      switch (told) {
        case RegistryEvent.Compared compared -> records.surroundingsChanged();
        case RegistryEvent.Written written -> {
          records.written(written.rows());
          writes.ask();
          boolean related = written.rows().stream().anyMatch(row -> row.kind().equals("edge"));
          screen.thread().execute(() -> written(written.summary(), related));
        }
        case RegistryEvent.Accepted accepted -> screen.thread().execute(this::refresh);
        case RegistryEvent.Reopened reopened -> screen.thread().execute(this::reopened);
        case RegistryEvent.PlansHeld held -> screen.thread().execute(this::readHeldPlans);
        case RegistryEvent.Validated validated ->
            screen.thread().execute(() -> validated(validated.findings(), validated.summary()));
        case RegistryEvent.Refused refused ->
            say(
                new Problem(
                    refused.message(),
                    Texts.get("registry.refused.safe"),
                    Texts.get("registry.refused.remedy"),
                    refused.code()));
        case RegistryEvent.Alarm alarm -> say(alarm(alarm.message(), alarm.code()));
      }
    }
  }

  private void say(Problem problem) {
    screen.thread().execute(() -> records.failed(problem));
  }

  private static Problem alarm(String message, String code) {
    return new Problem(
        message, Texts.get("registry.alarm.safe"), Texts.get("registry.alarm.remedy"), code);
  }

  private void reopened() {
    records.failed(null);
    refresh();
  }

  private void filesChanged() {
    backups.changed();
    generators.changed();
    upgrade.look();
  }

  private void written(RegistrySummary now, boolean related) {
    figures.summary(now);
    figures.unregistered(records.unregistered());
    records.list().redraw(); // the history of the selected record may be longer
    if (related) {
      records.surroundingsChanged();
    }
  }

  private void readHeldPlans() {
    screen.work().run(session::heldPlans, figures::heldPlans, records::failed);
  }

  private void validated(List<Finding> found, RegistrySummary now) {
    findings.show(found);
    figures.summary(now);
    records.findings(found);
  }

  /** Reads everything anew. */
  public void refresh() {
    records.refresh();
    backups.refresh();
    generators.refresh();
    upgrade.look();
    readHeldPlans();
    findings.list().reading().expected();
    screen.work().run(registry::summary, this::summary, this::notSummed);
  }

  private void summary(RegistrySummary now) {
    figures.summary(now);
    if (now.validationErrors() + now.validationWarnings() > 0) {
      check(this::checked); // the figures tell of findings: show which
    } else {
      findings.show(List.of());
    }
    if (now.problem() != null) {
      records.failed(alarm(now.problem(), "REGISTRY_NOT_WRITABLE"));
    }
  }

  /** Without the summary no tab of the pane can say what it shows. */
  private void notSummed(Problem problem) {
    figures.unread();
    records.failed(problem);
    findings.list().reading().failed(problem);
    generators.list().reading().failed(problem);
  }

  /** What it finds is told by an event, whoever asked for it. */
  private void check(Consumer<List<Finding>> then) {
    screen.work().run(() -> registry.validate(false), then, this::notChecked);
  }

  private void checked(List<Finding> told) {
    records.refresh();
  }

  private void notChecked(Problem problem) {
    findings.list().reading().failed(problem);
    records.refresh();
    records.failed(problem);
  }

  /** Runs the contracts over all records. */
  public Command validate() {
    return Command.of(
        Texts.get("registry.action.validate"),
        "F5",
        new SimpleStringProperty(""),
        () -> check(this::told));
  }

  private void told(List<Finding> found) {
    checked(found);
    screen
        .notices()
        .say(
            Texts.get(
                "registry.done.validated",
                found.stream().filter(finding -> !finding.warning()).count(),
                found.stream().filter(Finding::warning).count()));
  }

  /** What the header tells. */
  public RegistryFigures figures() {
    return figures;
  }

  /** The Records tab. */
  public RecordsViewModel records() {
    return records;
  }

  /** The Validation tab. */
  public FindingsViewModel findings() {
    return findings;
  }

  /** The Backups tab. */
  public BackupsViewModel backups() {
    return backups;
  }

  /** The Generators tab. */
  public GeneratorsViewModel generators() {
    return generators;
  }

  /** How the folder is compared with the registry. */
  public Reconciliation reconciliation() {
    return reconciliation;
  }

  /** The offer to bring an older registry to this program's version. */
  public Upgrade upgrade() {
    return upgrade;
  }

  /** The change that came too late, if there is one. */
  public Conflicts conflicts() {
    return conflicts;
  }

  /** Which tab is shown. */
  public ObjectProperty<RegistryTab> tabProperty() {
    return tab;
  }

  @Override
  public void close() {
    subscription.close();
    Stream.of(records.list(), findings.list(), backups.list(), generators.list())
        .forEach(LiveList::close);
  }
}
