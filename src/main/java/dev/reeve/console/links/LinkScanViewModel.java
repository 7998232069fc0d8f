package dev.reeve.console.links;

import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Tasks;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.triage.TriageSnapshot;
import dev.reeve.engine.links.triage.TriageView;
import dev.reeve.engine.workspace.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import org.jspecify.annotations.Nullable;

/** The scan behind the rows: whether it runs, and whether the documents are other by now. */
public final class LinkScanViewModel {
  private static final CheckScope EVERYTHING =
      new CheckScope(CheckScope.Mode.DEEP, List.of(), true);

  /** After a scan the index has heard of every change that the scan saw. */
  private static final Duration SETTLED = Duration.ofSeconds(4);

  private final LinkRows rows;
  private final TriageView triage;
  private final Screen screen;
  private final DocumentsMeter meter;
  private final ReadOnlyBooleanWrapper scanning = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper outdated = new ReadOnlyBooleanWrapper();
  private @Nullable String broken;
  private @Nullable String brokenAtScan;
  private @Nullable Instant scannedAt;
  private boolean settling;
  private long turn;

  LinkScanViewModel(LinkRows rows, TriageView triage, Screen screen) {
    this.rows = rows;
    this.triage = triage;
    this.screen = screen;
    this.meter = new DocumentsMeter(screen);
    rows.knownProperty().subscribe(this::taken);
  }

  /**
   * The documents are not as the scan found them when other links are broken now.
   *
   * @param state of what is broken, as {@link #stateOf} tells it
   */
  void heard(String state) {
    broken = state;
    if (brokenAtScan == null) {
      brokenAtScan = state;
    }
    outdated.set(rows.knownProperty().get() != null && !settling && !state.equals(brokenAtScan));
  }

  /** Who writes documents and reads them again hears of what was written a little later. */
  private void taken(@Nullable TriageSnapshot now) {
    if (now == null || now.scannedAt().equals(scannedAt)) {
      return;
    }
    scannedAt = now.scannedAt();
    outdated.set(false);
    settling = true;
    long mine = ++turn;
    screen.timer().after(SETTLED, () -> screen.thread().execute(() -> settled(mine)));
  }

  /** An earlier scan's wait is not over before that of the newest. */
  private void settled(long scan) {
    if (scan == turn) {
      settling = false;
      brokenAtScan = broken;
    }
  }

  /** Reads them where an earlier process has: whoever comes back finds what was left. */
  void goOn() {
    screen
        .work()
        .run(
            triage::scannedBefore,
            before -> {
              if (before && rows.knownProperty().get() == null) {
                scan();
              }
            },
            rows::fail);
  }

  /** A name for what is broken, the same as long as the same links are; on any thread. */
  static String stateOf(Collection<Finding> findings) {
    String ids = findings.stream().map(Finding::id).sorted().collect(Collectors.joining(" "));
    return Sha256.of(ids.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads the documents anew. */
  public void scan() {
    if (scanning.get()) {
      return;
    }
    scanning.set(true);
    meter.begin(Texts.get("links.scan.text"), 0);
    Tasks.Task task =
        screen.tasks().start(Texts.get("links.scan.task"), meter.fraction(), meter.text(), null);
    screen
        .work()
        .run(
            () -> triage.scan(EVERYTHING, meter),
            now -> {
              scanned(task);
              rows.hideDone();
              rows.take(now);
            },
            problem -> {
              scanned(task);
              rows.fail(problem);
            });
  }

  private void scanned(Tasks.Task task) {
    scanning.set(false);
    task.end();
  }

  /** Whether the documents are being read. */
  public ReadOnlyBooleanProperty scanningProperty() {
    return scanning.getReadOnlyProperty();
  }

  /** How far that is, 0 to 1; negative while it is unknown. */
  public ReadOnlyObjectProperty<Double> fraction() {
    return meter.fraction();
  }

  /** How far that is, in documents and then in links. */
  public ReadOnlyStringProperty text() {
    return meter.text();
  }

  /** Whether other links are broken than the scan found. */
  ReadOnlyBooleanProperty outdatedProperty() {
    return outdated.getReadOnlyProperty();
  }
}
