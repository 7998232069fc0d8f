package dev.reeve.engine.links.triage;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.CheckProgress;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.CheckedTree;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.FolderTree;
import dev.reeve.engine.links.LinkCheck;
import dev.reeve.engine.links.LinkRule;
import dev.reeve.engine.links.LinkScan;
import dev.reeve.engine.links.LinkSettings;
import dev.reeve.engine.links.LinkSettingsFile;
import dev.reeve.engine.links.Suggestion;
import dev.reeve.engine.links.fix.DocumentWrites;
import dev.reeve.engine.links.fix.LinkFixes;
import dev.reeve.engine.links.history.PathHistory;
import dev.reeve.engine.links.triage.Decision.Standing;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.HandedOut;
import dev.reeve.engine.workspace.IgnoreRules;
import dev.reeve.engine.workspace.Workspace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
  private final ExecutorService pool;
  private final Carrying carrying;
  private final RuleFile ruleFile;
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
    this.pool = pool;
    this.ruleFile = new RuleFile(workspace, writes);
    this.carrying = new Carrying(workspace, store, clock, pool, fixes, executions);
  }

  /** A scan, with what is to be said of the rules after it. */
  private record Scanned(
      LinkScan scan, CheckScope scope, boolean history, Instant at, List<String> warnings) {}

  /** What a person chose for one finding. */
  public record Wish(String findingId, Choice choice) {}

  /** The newest scan with the decisions as they are now; empty before the first scan. */
  @Override
  public synchronized Optional<TriageSnapshot> snapshot() {
    return scanned == null ? Optional.empty() : Optional.of(view(scanned));
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
    LinkSettings settings = LinkSettingsFile.read(workspace);
    CheckedTree tree = new FolderTree(workspace);
    LinkCheck check = new LinkCheck(tree, settings, clock, pool);
    LinkScan found =
        history
            ? withHistory(check, tree, scope, progress)
            : check.scan(scope, PathHistory.NONE, progress);
    Instant now = clock.now();
    boolean whole = scope.mode() != CheckScope.Mode.NAV && scope.paths().isEmpty();
    List<RuleUses> uses =
        whole
            ? store.write(tx -> RuleUses.noted(tx, settings.rules(), found.report(), now))
            : store.read(tx -> RuleUses.known(tx, settings.rules()));
    List<String> warnings = new ArrayList<>(found.report().warnings());
    warnings.addAll(RuleUses.warnings(uses, now));
    store.write(tx -> judgeCarriedOut(tx, found));
    scanned = new Scanned(found, scope, history, now, List.copyOf(warnings));
    return told();
  }

  private LinkScan withHistory(
      LinkCheck check, CheckedTree tree, CheckScope scope, CheckProgress progress) {
    try (PathHistory history = tree.history(clock)) {
      return check.scan(scope, history, progress);
    } catch (IOException e) {
      LOG.warn("History of {} cannot be read; suggestions go by names alone", tree.name(), e);
      return check.scan(scope, PathHistory.NONE, progress);
    }
  }

  /** What was carried out is as it was meant when the check finds nothing wrong with it. */
  private static int judgeCarriedOut(Tx tx, LinkScan scan) throws SQLException {
    List<Decision> decisions = DecisionDao.standing(tx);
    List<Finding> broken =
        scan.report().findings().stream()
            .filter(finding -> TriageRow.DECIDABLE.contains(finding.reason()))
            .toList();
    Matching matching = new Matching(broken, decisions);
    Set<String> regressed = new HashSet<>();
    for (Finding finding : broken) {
      Decision about = matching.of(finding);
      if (about != null) {
        regressed.add(about.id());
      }
    }
    int changed = 0;
    for (Decision each : decisions) {
      boolean judged = each.standing() != Standing.OPEN && scan.isChecked(each.link().sourceFile());
      Standing found = regressed.contains(each.id()) ? Standing.REGRESSED : Standing.VERIFIED;
      if (judged && each.standing() != found) {
        DecisionDao.stand(tx, each.id(), found, null);
        changed++;
      }
    }
    return changed;
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
    TriageSnapshot before = view(current());
    if (findings.isEmpty()) {
      return before;
    }
    List<Suggestion> shown = Deciding.row(before, findings.getFirst()).finding().suggestions();
    if (number < 1 || number > shown.size()) {
      throw EngineException.of(
              Kind.INVALID,
              "NO_CANDIDATE",
              "Nothing was decided: there is no candidate "
                  + number
                  + ", "
                  + (shown.isEmpty() ? "nothing was suggested" : "only " + shown.size())
                  + ".")
          .with("Nothing was changed.", "Name the target, or decide otherwise.");
    }
    String target = Candidates.target(shown.get(number - 1));
    return decide(findings, new Choice.Accept(target, rationale), author);
  }

  /**
   * Accepts the best candidate of every undecided finding whose score is as good as this; what is
   * below the medium band needs a reason of its own and is left.
   */
  public synchronized TriageSnapshot acceptTop(double atLeast, String author) {
    List<Wish> wishes = new ArrayList<>();
    for (TriageRow row : view(current()).rows()) {
      Double score = row.score();
      boolean open = row.state() == TriageRow.State.UNDECIDED;
      if (open && score != null && score >= Math.max(atLeast, Bands.MEDIUM)) {
        String target = Candidates.target(row.finding().suggestions().getFirst());
        wishes.add(new Wish(row.finding().id(), new Choice.Accept(target, "")));
      }
    }
    return decide(wishes, author);
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
    Scanned current = current();
    Choice choice = new Choice.Ignore(Choice.Scope.PATTERN, pattern, "");
    return view(current).rows().stream()
        .filter(
            row -> {
              Finding finding = row.finding();
              LinkRule rule = Rules.of(finding, finding.reason(), choice, "", "", current.at(), 0);
              return current.scan().takes(rule, finding);
            })
        .toList();
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
    if (!(choice instanceof Choice.Ignore || choice instanceof Choice.Historical)) {
      return List.of();
    }
    Finding about = Deciding.row(now, findingId).finding();
    LinkRule rule = Rules.of(about, about.reason(), choice, "", "", current.at(), 0);
    return now.rows().stream().filter(row -> current.scan().takes(rule, row.finding())).toList();
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
    String name = file.toString().toLowerCase(Locale.ROOT);
    String text =
        name.endsWith(".csv")
            ? DecisionExport.csv(made)
            : name.endsWith(".json") ? DecisionExport.json(made) : DecisionExport.markdown(made);
    Path _ = new HandedOut(workspace, file, true).write(text.getBytes(StandardCharsets.UTF_8));
    return made.size();
  }

  @Override
  public List<String> files(String text, int most) {
    LinkScan scan;
    synchronized (this) {
      scan = current().scan();
    }
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    return scan.candidates().stream()
        .filter(path -> path.toLowerCase(Locale.ROOT).contains(wanted))
        .sorted(
            Comparator.comparing((String path) -> !nameStarts(path, wanted))
                .thenComparingInt(String::length)
                .thenComparing(Comparator.naturalOrder()))
        .limit(most)
        .toList();
  }

  private static boolean nameStarts(String path, String wanted) {
    return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT).startsWith(wanted);
  }

  @Override
  public List<String> head(String path, int lines) {
    Path file = workspace.root().resolve(path).normalize();
    if (!file.startsWith(workspace.root())) {
      throw unreadable(path, "it lies outside the workspace");
    }
    try (BufferedReader text = Files.newBufferedReader(file)) {
      return text.lines().limit(lines).toList();
    } catch (IOException | UncheckedIOException e) {
      throw unreadable(path, e.getMessage() == null ? "it is no text" : e.getMessage());
    }
  }

  private static EngineException unreadable(String path, String why) {
    return EngineException.of(
            Kind.NOT_FOUND, "FILE_UNREADABLE", "'" + path + "' is not shown: " + why + ".")
        .with("Nothing was changed.", "Look at another file.");
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

  /**
   * The redirects of the workspace.
   *
   * @param path where it lies
   * @param target where it leads
   * @param whole whether it is there and leads on
   * @param referrers documents that lead to it
   */
  public record StubRow(
      String path, String target, String title, boolean whole, List<String> referrers) {}

  /** The redirects, in the order in which they were made. Reads every document. */
  public List<StubRow> stubs() {
    LinkSettings settings = LinkSettingsFile.read(workspace);
    LinkScan every =
        new LinkCheck(new FolderTree(workspace), settings, clock, pool)
            .scan(new CheckScope(CheckScope.Mode.CUSTOM, List.of(), true), null);
    Set<String> broken =
        every.report().findings().stream()
            .filter(finding -> finding.reason() == Category.STUB_BROKEN)
            .map(Finding::sourceFile)
            .collect(Collectors.toUnmodifiableSet());
    return settings.stubs().stream()
        .map(
            stub ->
                new StubRow(
                    stub.path(),
                    stub.target(),
                    stub.title(),
                    !broken.contains(stub.path()),
                    every.referrers(stub.path())))
        .toList();
  }

  /**
   * Removes a redirect that nothing leads to any more, as an execution.
   *
   * @return id of the execution
   * @throws EngineException {@code STUB_UNKNOWN}, {@code STUB_REFERENCED}, {@code STUB_EDITED} when
   *     it is another document by now, {@code LOCK_TIMEOUT}
   */
  public synchronized String removeStub(String path, String operator) {
    StubRow stub =
        stubs().stream()
            .filter(each -> each.path().equals(path))
            .findFirst()
            .orElseThrow(() -> RuleFile.unknownStub(path));
    if (!stub.referrers().isEmpty()) {
      throw RuleFile.referenced(stub);
    }
    String execution = ruleFile.removeStub(path, operator);
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
    return store.read(
        tx ->
            Snapshots.of(
                current.scan(),
                current.scope(),
                current.at(),
                current.warnings(),
                DecisionDao.standing(tx),
                Undoing.depth(tx)));
  }
}
