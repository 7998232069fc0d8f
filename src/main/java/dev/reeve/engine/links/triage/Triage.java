package dev.reeve.engine.links.triage;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.reeve.engine.event.EventBus;
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
import dev.reeve.engine.links.history.PathHistory;
import dev.reeve.engine.links.suggest.Band;
import dev.reeve.engine.links.triage.Decision.Link;
import dev.reeve.engine.links.triage.Decision.Standing;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads people through the references that no repair is sure enough for. A decision is stored at
 * once and carried out later, with all others, as one change. What is decided is about what the
 * newest scan found. Calls block; safe on any thread but the JavaFX one. Source: {@code
 * docs/reference/link-triage.md}.
 */
public final class Triage {
  private static final Logger LOG = LoggerFactory.getLogger(Triage.class);

  private final Workspace workspace;
  private final Store store;
  private final EngineClock clock;
  private final EventBus bus;
  private final ExecutorService pool;
  private @Nullable Scanned scanned;

  /**
   * @param pool where documents are read
   */
  public Triage(
      Workspace workspace, Store store, EngineClock clock, EventBus bus, ExecutorService pool) {
    this.workspace = workspace;
    this.store = store;
    this.clock = clock;
    this.bus = bus;
    this.pool = pool;
  }

  /** A scan, with what was known of the rules after it. */
  private record Scanned(
      LinkScan scan, CheckScope scope, Instant at, List<String> warnings) {}

  /** What a person chose for one finding. */
  public record Wish(String findingId, Choice choice) {}

  /** The newest scan with the decisions as they are now; empty before the first scan. */
  public synchronized Optional<TriageSnapshot> snapshot() {
    return scanned == null ? Optional.empty() : Optional.of(view(scanned));
  }

  /**
   * Reads the documents, with suggestions from history. May take seconds.
   *
   * @throws EngineException as {@link LinkCheck#run} and {@link LinkSettingsFile#read(Workspace)}
   */
  public TriageSnapshot scan(CheckScope scope) {
    return scan(scope, true);
  }

  /**
   * The same.
   *
   * @param history whether suggestions go by the past of the files too
   */
  public synchronized TriageSnapshot scan(CheckScope scope, boolean history) {
    LinkSettings settings = LinkSettingsFile.read(workspace);
    CheckedTree tree = new FolderTree(workspace);
    LinkCheck check = new LinkCheck(tree, settings, clock, pool);
    LinkScan found = history ? withHistory(check, tree, scope) : check.scan(scope, PathHistory.NONE);
    Instant now = now();
    List<String> warnings = new ArrayList<>(found.report().warnings());
    boolean all = scope.mode() != CheckScope.Mode.NAV && scope.paths().isEmpty();
    List<RuleUses> uses =
        all
            ? store.write(tx -> RuleUses.noted(tx, settings.rules(), found.report(), now))
            : store.read(tx -> RuleUses.known(tx, settings.rules()));
    warnings.addAll(RuleUses.warnings(uses, now));
    scanned = new Scanned(found, scope, now, List.copyOf(warnings));
    store.write(tx -> judgeCarriedOut(tx, found));
    return told();
  }

  private LinkScan withHistory(LinkCheck check, CheckedTree tree, CheckScope scope) {
    try (PathHistory history = tree.history(clock)) {
      return check.scan(scope, history);
    } catch (IOException e) {
      LOG.warn("History of {} cannot be read; suggestions go by names alone", tree.name(), e);
      return check.scan(scope, PathHistory.NONE);
    }
  }

  /** What was carried out is as it was meant when the check finds nothing wrong with it. */
  private static int judgeCarriedOut(Tx tx, LinkScan scan) throws SQLException {
    List<Decision> decisions = DecisionDao.standing(tx);
    List<Finding> broken = broken(scan);
    Matching matching = new Matching(broken, decisions);
    Set<String> regressed = new HashSet<>();
    broken.forEach(
        finding -> {
          Decision about = matching.of(finding);
          if (about != null) {
            regressed.add(about.id());
          }
        });
    int changed = 0;
    for (Decision each : decisions) {
      boolean judged =
          each.standing() != Standing.OPEN && scan.isChecked(each.link().sourceFile());
      Standing found = regressed.contains(each.id()) ? Standing.REGRESSED : Standing.VERIFIED;
      if (judged && each.standing() != found) {
        DecisionDao.stand(tx, each.id(), found, null);
        changed++;
      }
    }
    return changed;
  }

  private static List<Finding> broken(LinkScan scan) {
    return scan.report().findings().stream()
        .filter(finding -> TriageRow.DECIDABLE.contains(finding.reason()))
        .toList();
  }

  /**
   * Decides about findings; each gets a record of its own. One that was decided already is decided
   * anew. All or none are stored, at once.
   *
   * @param findings ids of the newest scan
   * @throws EngineException {@code FINDING_UNKNOWN}, or why one may not be decided so, such as
   *     {@code RATIONALE_REQUIRED}, {@code NAV_STRICT}, {@code TARGET_NOT_FOUND}, {@code
   *     STUB_CHAIN}, {@code RULE_TOO_WIDE}
   */
  public TriageSnapshot decide(List<String> findings, Choice choice, String author) {
    return decide(findings.stream().map(id -> new Wish(id, choice)).toList(), author);
  }

  /** The same with a choice for each. */
  public synchronized TriageSnapshot decide(List<Wish> wishes, String author) {
    Scanned current = current();
    TriageSnapshot before = view(current);
    Set<String> planned = plannedStubs(before);
    ChoiceCheck check = new ChoiceCheck(workspace, current.scan());
    List<DecisionDao.Item> items = new ArrayList<>();
    for (Wish wish : wishes) {
      TriageRow row = row(before, wish.findingId());
      items.add(item(check, row, wish.choice(), author, planned));
    }
    store.write(tx -> DecisionDao.act(tx, "decide", author, now(), items));
    return told();
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
    List<Suggestion> shown = row(before, findings.getFirst()).finding().suggestions();
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

  /** Accepts the best candidate of every undecided finding whose score is as good as this. */
  public synchronized TriageSnapshot acceptTop(double atLeast, String author) {
    TriageSnapshot before = view(current());
    List<Wish> wishes = new ArrayList<>();
    for (TriageRow row : before.rows()) {
      Double score = row.score();
      boolean open = row.state() == TriageRow.State.UNDECIDED;
      if (open && score != null && score >= Math.max(atLeast, Bands.MEDIUM)) {
        String target = Candidates.target(row.finding().suggestions().getFirst());
        wishes.add(new Wish(row.finding().id(), new Choice.Accept(target, "")));
      }
    }
    return wishes.isEmpty() ? before : decide(wishes, author);
  }

  private DecisionDao.Item item(
      ChoiceCheck check, TriageRow row, Choice wanted, String author, Set<String> planned) {
    Finding finding = row.finding();
    Choice choice = wanted;
    Double score = null;
    Band band = null;
    if (wanted instanceof Choice.Accept(String target, String why)) {
      Optional<Suggestion> meant = Candidates.meaning(finding, target);
      if (meant.isEmpty()) {
        choice = new Choice.Manual(target, why); // a candidate of another reference of the group
      } else {
        score = meant.get().score();
        band = Bands.of(score);
      }
    }
    check.require(finding, choice, band);
    if (choice instanceof Choice.Stub stub) {
      check.requireNoChain(finding, stub, planned);
    }
    Decision decision =
        new Decision(
            "ld_" + UlidCreator.getMonotonicUlid(clock.now().toEpochMilli()),
            Link.of(finding),
            finding.reason(),
            choice,
            author,
            now(),
            Candidates.shown(finding),
            score,
            after(current().scan(), finding, choice),
            Standing.OPEN,
            null);
    return new DecisionDao.Item(decision, replaced(row));
  }

  /** What a document is to say; null when the choice leaves it alone. */
  static @Nullable String after(LinkScan scan, Finding finding, Choice choice) {
    String target = choice.target();
    if (target == null || choice instanceof Choice.Stub) {
      return null;
    }
    Aim aim = Aim.of(scan, target);
    return scan.text(finding, aim.path(), aim.fragment());
  }

  /** What was carried out stays on record as it is. */
  private static @Nullable String replaced(TriageRow row) {
    Decision before = row.decision();
    return before == null || before.standing() != Standing.OPEN ? null : before.id();
  }

  private static Set<String> plannedStubs(TriageSnapshot now) {
    Set<String> out = new HashSet<>();
    for (TriageRow row : now.rows()) {
      Decision about = row.decision();
      if (about != null
          && about.standing() == Standing.OPEN
          && about.choice() instanceof Choice.Stub) {
        String place = LinkScan.place(row.finding());
        if (place != null) {
          out.add(place);
        }
      }
    }
    return out;
  }

  /** Takes back what is in force about these findings; they are undecided again. */
  public synchronized TriageSnapshot withdraw(List<String> findings, String author) {
    TriageSnapshot before = view(current());
    List<DecisionDao.Item> items = new ArrayList<>();
    for (String id : findings) {
      String replaced = replaced(row(before, id));
      if (replaced != null) {
        items.add(new DecisionDao.Item(null, replaced));
      }
    }
    if (items.isEmpty()) {
      return before;
    }
    store.write(tx -> DecisionDao.act(tx, "withdraw", author, now(), items));
    return told();
  }

  /**
   * Takes the newest step back that is still in force, whoever took it and however long ago, also
   * before a restart. What was carried out stays; its execution can be undone.
   *
   * @throws EngineException {@code NOTHING_TO_UNDO}
   */
  public synchronized TriageSnapshot undo(String author) {
    Scanned current = current();
    store.write(
        tx -> {
          DecisionDao.Act act =
              DecisionDao.newestToUndo(tx)
                  .orElseThrow(
                      () ->
                          EngineException.of(
                                  Kind.CONFLICT,
                                  "NOTHING_TO_UNDO",
                                  "Nothing was taken back: no decision is staged.")
                              .with(
                                  "Nothing was changed.",
                                  "What was applied is undone by its execution."));
          takeBack(tx, act, author);
          return true;
        });
    scanned = current;
    return told();
  }

  private void takeBack(Tx tx, DecisionDao.Act act, String author) throws SQLException {
    List<DecisionDao.Item> items = new ArrayList<>();
    List<String> restored = new ArrayList<>();
    for (DecisionDao.Named item : act.items()) {
      boolean open = item.added() == null || stands(tx, item.added(), Standing.OPEN);
      if (open && item.added() != null) {
        items.add(new DecisionDao.Item(null, item.added()));
      }
      if (open && item.replaced() != null && stands(tx, item.replaced(), Standing.WITHDRAWN)) {
        restored.add(item.replaced());
      }
    }
    long by = DecisionDao.act(tx, "undo", author, now(), items);
    for (String id : restored) {
      DecisionDao.stand(tx, id, Standing.OPEN, null);
    }
    DecisionDao.undone(tx, act.seq(), by);
  }

  private static boolean stands(Tx tx, String id, Standing standing) throws SQLException {
    return DecisionDao.find(tx, id).map(each -> each.standing() == standing).orElse(false);
  }

  /**
   * What a rule would take of what the newest scan found.
   *
   * @throws EngineException {@code RULE_TOO_WIDE}
   */
  public synchronized List<TriageRow> matching(Choice.Pattern pattern) {
    ChoiceCheck.requireNarrow(pattern.target());
    Scanned current = current();
    return view(current).rows().stream()
        .filter(row -> current.scan().takes(rule(row, pattern), row.finding()))
        .toList();
  }

  private LinkRule rule(TriageRow row, Choice.Pattern pattern) {
    Choice choice = new Choice.Ignore(Choice.Scope.PATTERN, pattern, "");
    return Rules.of(row.finding(), row.finding().reason(), choice, "", "", now(), 0);
  }

  /** Every decision that was ever made, oldest first, those that were taken back among them. */
  public List<Decision> decisions() {
    return store.read(DecisionDao::all);
  }

  /** How each rule is used. */
  public List<RuleUses> rules() {
    LinkSettings settings = LinkSettingsFile.read(workspace);
    return store.read(tx -> RuleUses.known(tx, settings.rules()));
  }

  private Scanned current() {
    if (scanned == null) {
      throw EngineException.of(
              Kind.CONFLICT, "NO_SCAN", "Nothing was decided: the documents were not read yet.")
          .with("Nothing was changed.", "Scan first.");
    }
    return scanned;
  }

  private static TriageRow row(TriageSnapshot now, String findingId) {
    return now.row(findingId)
        .orElseThrow(
            () ->
                EngineException.of(
                        Kind.NOT_FOUND,
                        "FINDING_UNKNOWN",
                        "Nothing was decided: '"
                            + findingId
                            + "' is no broken reference of the newest scan.")
                    .with(
                        "Nothing was changed.",
                        "A finding has another id once its document changed; list them again."));
  }

  private Instant now() {
    return clock.now().truncatedTo(ChronoUnit.MILLIS);
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
                DecisionDao.depth(tx)));
  }
}
