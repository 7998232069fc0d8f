package dev.reeve.console;

import dev.reeve.engine.change.ExecutionEvent;
import dev.reeve.engine.change.ExecutionProgress;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.links.CheckProgress;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.LinkSettings;
import dev.reeve.engine.links.fix.FixOutcome;
import dev.reeve.engine.links.triage.Choice;
import dev.reeve.engine.links.triage.Decision;
import dev.reeve.engine.links.triage.Progress;
import dev.reeve.engine.links.triage.Triage.Wish;
import dev.reeve.engine.links.triage.TriageEvent;
import dev.reeve.engine.links.triage.TriagePreview;
import dev.reeve.engine.links.triage.TriageResult;
import dev.reeve.engine.links.triage.TriageRow;
import dev.reeve.engine.links.triage.TriageSnapshot;
import dev.reeve.engine.links.triage.TriageView;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Broken links that a test fills by hand; decisions are kept, nothing is written. */
public final class FakeLinks implements TriageView {
  private static final Instant AT = Instant.parse("2026-11-17T13:00:00Z");

  /** What stands in documents, by their path. */
  public final Map<String, List<String>> documents = new HashMap<>();

  public final List<TriageRow> rows = new ArrayList<>();
  public final List<List<Wish>> decided = new ArrayList<>();
  public final List<String> files = new ArrayList<>();
  public boolean scanned = true;
  public boolean scannedBefore;
  public int scans;
  public int leftOut;
  public @Nullable RuntimeException failure;

  /** Documents that were edited since the scan, so that their links are not there any more. */
  public final Set<String> edited = new HashSet<>();

  /** Why the links of edited documents are held back. */
  public String heldBy = "FILE_CHANGED";

  /** What a document says before each link, a line each. */
  public String before = " # Title\n";

  /** Done in the midst of a scan, and of carrying decisions out. */
  public Runnable underWay = () -> {};

  /** Says that carrying decisions out was refused after it had begun; with what the engine says. */
  public @Nullable String refused;

  /** What stands before the rows that are handed out. */
  public java.util.function.UnaryOperator<List<TriageRow>> looked = rows -> rows;

  private final List<List<TriageRow>> steps = new ArrayList<>();
  private final EventBus bus;

  private final java.util.function.Supplier<@Nullable RuntimeException> ofSession;

  FakeLinks(EventBus bus, java.util.function.Supplier<@Nullable RuntimeException> ofSession) {
    this.bus = bus;
    this.ofSession = ofSession;
  }

  private <T> T answer(T value) {
    if (ofSession.get() != null) {
      throw ofSession.get();
    }
    if (failure != null) {
      throw failure;
    }
    return value;
  }

  private TriageSnapshot now() {
    int staged = count(TriageRow.State.STAGED);
    int left = (int) rows.stream().filter(TriageRow::left).count();
    return new TriageSnapshot(
        AT.plusSeconds(scans),
        new CheckScope(CheckScope.Mode.DEEP, List.of(), true),
        412,
        TriageSnapshot.Looked.of(LinkSettings.USUAL),
        leftOut,
        0,
        looked.apply(List.copyOf(rows)),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Progress(
            0,
            0,
            staged,
            staged,
            left,
            count(TriageRow.State.LATER),
            count(TriageRow.State.REGRESSED)),
        steps.size(),
        List.of());
  }

  private int count(TriageRow.State state) {
    return (int) rows.stream().filter(row -> row.state() == state).count();
  }

  private TriageSnapshot told() {
    TriageSnapshot now = now();
    bus.publish(new TriageEvent.Changed(now));
    return now;
  }

  @Override
  public boolean scannedBefore() {
    return answer(scannedBefore);
  }

  @Override
  public Optional<TriageSnapshot> snapshot() {
    return answer(scanned ? Optional.of(now()) : Optional.empty());
  }

  @Override
  public TriageSnapshot scan(CheckScope scope, CheckProgress progress) {
    scans++;
    rows.removeIf(row -> edited.contains(row.finding().sourceFile()));
    progress.at(CheckProgress.Phase.READ, 143, 412);
    underWay.run();
    scanned = true;
    return answer(told());
  }

  @Override
  public TriageSnapshot decide(List<Wish> wishes, String author) {
    answer(wishes);
    decided.add(wishes);
    steps.add(List.copyOf(rows));
    for (Wish wish : wishes) {
      rows.replaceAll(
          row -> row.finding().id().equals(wish.findingId()) ? decided(row, wish, author) : row);
    }
    return told();
  }

  private TriageRow decided(TriageRow row, Wish wish, String author) {
    Decision decision =
        new Decision(
            "ld_" + row.finding().id(),
            new Decision.Link(
                row.finding().id(),
                row.finding().sourceFile(),
                row.finding().kind(),
                row.finding().rawTarget(),
                row.finding().position().line(),
                row.finding().position().offset()),
            row.finding().reason(),
            wish.choice(),
            author,
            AT.plusSeconds(60L * decided.size()),
            List.of(),
            row.score(),
            wish.choice().target(),
            Decision.Standing.OPEN,
            null);
    return new TriageRow(
        row.finding(),
        row.group(),
        row.groupSize(),
        row.nav(),
        wish.choice() instanceof Choice.Later ? TriageRow.State.LATER : TriageRow.State.STAGED,
        decision);
  }

  @Override
  public TriageSnapshot withdraw(List<String> findings, String author) {
    return told();
  }

  @Override
  public TriageSnapshot undo(String author) {
    List<TriageRow> back = steps.removeLast();
    rows.clear();
    rows.addAll(back);
    return told();
  }

  @Override
  public TriagePreview trial(List<Wish> wishes, String author) {
    return answer(
        preview(
            rows.stream()
                .flatMap(
                    row ->
                        wishes.stream()
                            .filter(wish -> wish.findingId().equals(row.finding().id()))
                            .map(wish -> decided(row, wish, author)))
                .toList()));
  }

  @Override
  public List<TriageRow> taken(String findingId, Choice choice) {
    return choice instanceof Choice.Ignore
        ? rows.stream().filter(row -> row.finding().id().equals(findingId)).toList()
        : List.of();
  }

  @Override
  public TriagePreview preview(Set<String> leftOut) {
    return answer(
        preview(
            rows.stream()
                .filter(row -> row.state() == TriageRow.State.STAGED)
                .filter(row -> row.decision() != null && !leftOut.contains(row.decision().id()))
                .toList()));
  }

  private TriagePreview preview(List<TriageRow> staged) {
    List<TriagePreview.Item> items = new ArrayList<>();
    List<TriagePreview.File> files = new ArrayList<>();
    for (TriageRow row : staged) {
      Decision decision = row.decision();
      String file = row.finding().sourceFile();
      if (edited.contains(file)) {
        items.addFirst(held(decision));
        continue;
      }
      items.add(
          new TriagePreview.Item(
              decision,
              file,
              row.finding().position().line(),
              row.finding().rawTarget(),
              decision.after(),
              false,
              FixOutcome.Status.PLANNED,
              null,
              ""));
      if (files.stream().noneMatch(each -> each.path().equals(file))) {
        files.add(
            new TriagePreview.File(
                file,
                false,
                "--- a/%1$s\n+++ b/%1$s\n@@ -1,3 +1,3 @@\n%5$s-[%2$s](%3$s)\n+[%2$s](%4$s)\n end\n"
                    .formatted(
                        file,
                        row.finding().words(),
                        row.finding().rawTarget(),
                        decision.after(),
                        before)));
      }
    }
    return new TriagePreview(items, files, List.of());
  }

  private TriagePreview.Item held(Decision decision) {
    return new TriagePreview.Item(
        decision,
        decision.link().sourceFile(),
        decision.link().line(),
        decision.link().rawTarget(),
        null,
        false,
        FixOutcome.Status.REJECTED,
        heldBy,
        decision.link().sourceFile() + " was edited since the scan.");
  }

  private static TriagePreview.Item verified(TriagePreview.Item item) {
    return item.code() != null
        ? item
        : new TriagePreview.Item(
            item.decision(),
            item.file(),
            item.line(),
            item.before(),
            item.after(),
            false,
            FixOutcome.Status.VERIFIED,
            null,
            "");
  }

  @Override
  public TriageResult apply(Set<String> leftOut, String operator, CheckProgress progress) {
    TriagePreview done = answer(preview(leftOut));
    told(done.files().size());
    underWay.run();
    progress.at(CheckProgress.Phase.READ, 412, 412);
    if (refused != null) {
      return new TriageResult("EX-links", null, done, "PRECONDITION", refused, told());
    }
    rows.removeIf(
        row ->
            row.state() == TriageRow.State.STAGED
                && row.decision() != null
                && !edited.contains(row.finding().sourceFile())
                && !leftOut.contains(row.decision().id()));
    TriagePreview ended =
        new TriagePreview(
            done.items().stream().map(FakeLinks::verified).toList(), done.files(), done.leftOut());
    return new TriageResult("EX-links", null, ended, null, "", told());
  }

  /** What the executor tells once so many files are in place. */
  private void told(int files) {
    bus.publish(
        new ExecutionEvent.Changed(
            SampleData.execution(
                "EX-links",
                "links",
                "Carry out decisions about links",
                "low",
                "allowed",
                ExecutionStatus.APPLYING,
                0,
                0,
                0,
                "dana",
                null,
                null,
                null,
                null)));
    bus.publish(
        new ExecutionEvent.Progressed(
            "EX-links",
            new ExecutionProgress("docs/a.md", files, 0, files, 600, 600, Duration.ofMillis(80))));
  }

  @Override
  public List<Decision> decisions() {
    return answer(
        rows.stream().flatMap(row -> java.util.stream.Stream.ofNullable(row.decision())).toList());
  }

  @Override
  public int export(Path file) {
    return decisions().size();
  }

  @Override
  public List<String> files(String text, int most) {
    return files.stream().filter(path -> path.contains(text)).limit(most).toList();
  }

  @Override
  public List<String> head(String path, int lines) {
    return documents.getOrDefault(path, List.of("# " + path, "", "Its first lines.")).stream()
        .limit(lines)
        .toList();
  }
}
