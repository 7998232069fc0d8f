package dev.reeve.engine.links.triage;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.links.CheckProgress;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.FolderTree;
import dev.reeve.engine.links.LinkCheck;
import dev.reeve.engine.links.LinkRule;
import dev.reeve.engine.links.LinkScan;
import dev.reeve.engine.links.LinkSettings;
import dev.reeve.engine.links.LinkSettingsFile;
import dev.reeve.engine.links.fix.DocumentWrites;
import dev.reeve.engine.links.fix.FixPlan;
import dev.reeve.engine.links.fix.FixResult;
import dev.reeve.engine.links.fix.LinkFixes;
import dev.reeve.engine.links.history.PathHistory;
import dev.reeve.engine.links.index.LinkIndex;
import dev.reeve.engine.links.triage.Decision.Standing;
import dev.reeve.engine.links.triage.TriageScans.Scanned;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.HandedOut;
import dev.reeve.engine.workspace.IgnoreRules;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads people through the references that no repair is sure enough for. A decision is stored at
 * once and carried out later, with all others, as one execution. What is decided is about what the
 * newest scan found; every answer is the state after it, which is also told on the bus. Calls
 * block; safe on any thread but the JavaFX one. Source: {@code docs/reference/link-triage.md}.
 */
public final class Triage implements TriageView {
  private static final Logger LOG = LoggerFactory.getLogger(Triage.class);

  private final Workspace workspace;
  private final Store store;
  private final EngineClock clock;
  private final EventBus bus;
  private final TriageScans scans;
  private final Carrying carrying;
  private final RuleFile ruleFile;
  private final Redirects redirects;
  private @Nullable Scanned scanned;

  /**
   * @param pool where documents are read
   * @param fixes which mends documents
   * @param writes which writes the file of the rules
   */
  public Triage(
      Workspace workspace,
      Store store,
      EngineClock clock,
      EventBus bus,
      ExecutorService pool,
      LinkFixes fixes,
      DocumentWrites writes,
      ExecutionLookup executions) {
    this.workspace = workspace;
    this.store = store;
    this.clock = clock;
    this.bus = bus;
    this.scans = new TriageScans(workspace, store, clock, pool);
    this.ruleFile = new RuleFile(workspace, writes);
    this.redirects = new Redirects(workspace, clock, pool, ruleFile);
    this.carrying = new Carrying(workspace, store, clock, pool, fixes, executions);
  }

  /** What a person chose for one finding. */
  public record Wish(String findingId, Choice choice) {}

  /** The newest scan with the decisions as they are now; empty before the first scan. */
  @Override
  public synchronized Optional<TriageSnapshot> snapshot() {
    return scanned == null ? Optional.empty() : Optional.of(view(scanned));
  }

  @Override
  public boolean scannedBefore() {
    return LinkIndex.isKept(workspace);
  }

  /**
   * Reads the documents, with suggestions from history. May take seconds.
   *
   * @throws EngineException as {@link LinkCheck#run} and {@link LinkSettingsFile#read(Workspace)}
   */
  @Override
  public TriageSnapshot scan(CheckScope scope, CheckProgress progress) {
    return scan(scope, true, progress);
  }

  /**
   * The same.
   *
   * @param history whether suggestions go by the past of the files too
   */
  public TriageSnapshot scan(CheckScope scope, boolean history) {
    return scan(scope, history, CheckProgress.NONE);
  }

  private synchronized TriageSnapshot scan(
      CheckScope scope, boolean history, CheckProgress progress) {
    carrying.catchUp();
    scanned = scans.scan(scope, history, progress);
    return told();
  }

  /**
   * Decides about findings; each gets a record of its own. One that was decided already is decided
   * anew. All are stored at once, or none.
   *
   * @param findings ids of the newest scan
   * @param author signed-in account
   * @throws EngineException {@code NO_SCAN}, {@code FINDING_UNKNOWN}, or why one may not be decided
   *     so, such as {@code RATIONALE_REQUIRED}, {@code NAV_STRICT}, {@code TARGET_NOT_FOUND},
   *     {@code STUB_CHAIN}, {@code RULE_TOO_WIDE}
   */
  public TriageSnapshot decide(List<String> findings, Choice choice, String author) {
    return decide(findings.stream().map(id -> new Wish(id, choice)).toList(), author);
  }

  /** The same with a choice for each. */
  @Override
  public synchronized TriageSnapshot decide(List<Wish> wishes, String author) {
    List<DecisionDao.Item> items = deciding().items(wishes, author);
    return items.isEmpty() ? view(current()) : act("decide", author, items);
  }

  /**
   * Accepts the candidate that has this number for the first of them; the others are led to the
   * same file, each in its own words.
   *
   * @param number from 1
   * @throws EngineException {@code NO_CANDIDATE}, and as {@link #decide(List, Choice, String)}
   */
  public synchronized TriageSnapshot accept(
      List<String> findings, int number, String rationale, String author) {
    return decide(Accepting.numbered(view(current()), findings, number, rationale), author);
  }

  /**
   * Accepts the best candidate of every undecided finding whose score is as good as this; what is
   * below the medium band needs a reason of its own and is left.
   */
  public synchronized TriageSnapshot acceptTop(double atLeast, String author) {
    return decide(Accepting.best(view(current()), atLeast), author);
  }

  /** Takes back what is in force about these findings; they are undecided again. */
  @Override
  public synchronized TriageSnapshot withdraw(List<String> findings, String author) {
    TriageSnapshot before = view(current());
    List<DecisionDao.Item> items = new ArrayList<>();
    for (String id : findings) {
      String replaced = Deciding.replaced(Deciding.row(before, id));
      if (replaced != null) {
        items.add(new DecisionDao.Item(null, replaced));
      }
    }
    return items.isEmpty() ? before : act("withdraw", author, items);
  }

  /**
   * Takes the newest step back that is still in force, whoever took it and however long ago, also
   * before a restart. What was carried out stays; its execution can be undone.
   *
   * @throws EngineException {@code NOTHING_TO_UNDO}
   */
  @Override
  public synchronized TriageSnapshot undo(String author) {
    current();
    store.write(tx -> Undoing.newest(tx, author, clock.now()));
    return told();
  }

  /**
   * What a rule would take of what the newest scan found.
   *
   * @throws EngineException {@code RULE_TOO_WIDE}
   */
  public synchronized List<TriageRow> matching(Choice.Pattern pattern) {
    ChoiceCheck.requireNarrow(pattern.target());
    return RuleMatches.of(current(), view(current()), pattern);
  }

  /**
   * What the rule of a choice would take of what the newest scan found; nothing when it makes none.
   */
  @Override
  public List<TriageRow> taken(String findingId, Choice choice) {
    Scanned current;
    TriageSnapshot now;
    synchronized (this) {
      current = current();
      now = view(current);
    }
    return RuleMatches.of(current, now, Deciding.row(now, findingId).finding(), choice);
  }

  /**
   * What decisions would write that nobody has made yet; nothing is stored. Reads their documents
   * anew, and keeps nobody waiting meanwhile.
   *
   * @throws EngineException as {@link #decide(List, String)}
   */
  @Override
  public TriagePreview trial(List<Wish> wishes, String author) {
    Deciding deciding;
    synchronized (this) {
      deciding = deciding();
    }
    return carrying.trial(
        deciding.items(wishes, author).stream()
            .flatMap(item -> Stream.ofNullable(item.added()))
            .toList());
  }

  @Override
  public int export(Path file) {
    List<Decision> made =
        decisions().stream().filter(each -> each.standing() != Standing.WITHDRAWN).toList();
    new HandedOut(workspace, file, true)
        .write(DecisionExport.of(made, file).getBytes(StandardCharsets.UTF_8));
    return made.size();
  }

  @Override
  public List<String> files(String text, int most) {
    LinkScan scan;
    synchronized (this) {
      scan = current().scan();
    }
    return TargetFiles.named(scan, text, most);
  }

  @Override
  public List<String> head(String path, int lines) {
    return TargetFiles.head(workspace, path, lines);
  }

  /** What a list of rules would decide; nothing is stored. */
  public synchronized BulkPreview preview(List<BulkRule> rules) {
    return deciding().bulk(rules);
  }

  /**
   * What carrying out the staged decisions would do now. Reads their documents anew.
   *
   * @param leftOut ids of decisions that stay staged
   */
  @Override
  public synchronized TriagePreview preview(Set<String> leftOut) {
    return carrying.preview(leftOut);
  }

  /**
   * Carries out the staged decisions as one execution under the lock on documents, and scans again.
   * A decision that cannot be carried out stays staged.
   *
   * @param leftOut ids of decisions that stay staged
   * @throws EngineException {@code NAV_STRICT} naming each violation, {@code LOCK_TIMEOUT}; nothing
   *     was written then
   */
  @Override
  public synchronized TriageResult apply(
      Set<String> leftOut, String operator, CheckProgress progress) {
    Scanned before = scanned;
    Carrying.Carried carried = carrying.apply(leftOut, operator);
    TriageSnapshot now =
        before == null
            ? scan(new CheckScope(CheckScope.Mode.DEEP, List.of(), true), false, progress)
            : scan(before.scope(), before.history(), progress);
    return new TriageResult(
        carried.result() == null ? null : carried.result().executionId(),
        carried.result() == null ? null : carried.result().rollbackId(),
        carried.shown(),
        carried.result() == null ? null : carried.result().code(),
        carried.result() == null ? "" : carried.result().message(),
        now);
  }

  /** Takes note of what a plan mended, so that it is counted from the next scan on. */
  public void noteMended(FixPlan plan, FixResult result) {
    if (result.executionId() != null) {
      store.write(tx -> Mends.note(tx, plan, result, clock.now()));
    }
  }

  /** Every decision that was ever made, oldest first, those that were taken back among them. */
  @Override
  public List<Decision> decisions() {
    return store.read(DecisionDao::all);
  }

  /** Stages decisions that were made elsewhere, or before, about what is broken here. */
  public synchronized DecisionImport take(List<Decision> decisions, String author) {
    Set<String> known =
        decisions().stream().map(Decision::id).collect(Collectors.toUnmodifiableSet());
    Deciding.Taken taken = deciding().taken(decisions, known);
    if (!taken.items().isEmpty()) {
      act("import", author, taken.items());
    }
    return taken.outcome();
  }

  /** The report for a person: what is left, by what it leads to, with what history says. */
  public synchronized String report() {
    TriageSnapshot now = view(current());
    IgnoreRules ignore = IgnoreRules.of(workspace);
    try (PathHistory history = new FolderTree(workspace).history(clock)) {
      return new TriageReport(history, ignore).markdown(now, clock.now());
    } catch (IOException e) {
      LOG.warn("History of {} cannot be read; the report goes without", workspace.root(), e);
      return new TriageReport(PathHistory.NONE, ignore).markdown(now, clock.now());
    }
  }

  /** How each rule of the workspace is used, as the scans so far have seen it. */
  public List<RuleUses> rules() {
    LinkSettings settings = LinkSettingsFile.read(workspace);
    return store.read(tx -> RuleUses.known(tx, settings.rules()));
  }

  /**
   * Adds a rule to the file, as an execution; documents are read anew when that was done before.
   *
   * @return id of the execution
   * @throws EngineException {@code RULE_TOO_WIDE}, {@code LINK_RULES_INVALID}, {@code RULE_EXISTS},
   *     {@code LOCK_TIMEOUT}
   */
  public synchronized String addRule(LinkRule rule, String operator) {
    ChoiceCheck.requireNarrow(rule.target());
    String execution = ruleFile.add(rule, operator);
    rescan();
    return execution;
  }

  /** The redirects, in the order in which they were made. Reads every document. */
  public List<StubRow> stubs() {
    return redirects.all();
  }

  /**
   * Removes a redirect that nothing leads to any more, as an execution.
   *
   * @return id of the execution
   * @throws EngineException {@code STUB_UNKNOWN}, {@code STUB_REFERENCED}, {@code STUB_EDITED} when
   *     it is another document by now, {@code LOCK_TIMEOUT}
   */
  public synchronized String removeStub(String path, String operator) {
    String execution = redirects.remove(path, operator);
    rescan();
    return execution;
  }

  private void rescan() {
    Scanned before = scanned;
    if (before != null) {
      scan(before.scope(), before.history());
    }
  }

  private Deciding deciding() {
    Scanned current = current();
    return new Deciding(workspace, current.scan(), view(current), clock.now());
  }

  private TriageSnapshot act(String kind, String author, List<DecisionDao.Item> items) {
    store.write(tx -> DecisionDao.act(tx, kind, author, clock.now(), items));
    return told();
  }

  private Scanned current() {
    if (scanned == null) {
      throw EngineException.of(
              Kind.CONFLICT, "NO_SCAN", "Nothing was decided: the documents were not read yet.")
          .with("Nothing was changed.", "Scan first.");
    }
    return scanned;
  }

  private TriageSnapshot told() {
    TriageSnapshot now = view(current());
    bus.publish(new TriageEvent.Changed(now));
    return now;
  }

  private TriageSnapshot view(Scanned current) {
    return store.read(current::view);
  }
}
