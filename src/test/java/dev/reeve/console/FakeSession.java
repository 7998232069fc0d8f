package dev.reeve.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.change.Approval;
import dev.reeve.engine.change.ApprovalView;
import dev.reeve.engine.change.Approvals;
import dev.reeve.engine.change.ChangePlan;
import dev.reeve.engine.change.ChangeSet;
import dev.reeve.engine.change.DryRun;
import dev.reeve.engine.change.ExecutionDetail;
import dev.reeve.engine.change.ExecutionEvidence;
import dev.reeve.engine.change.ExecutionFilter;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionView;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.change.Replay;
import dev.reeve.engine.change.Settlement;
import dev.reeve.engine.change.Unsettled;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.inbox.InboxDeed;
import dev.reeve.engine.inbox.InboxItem;
import dev.reeve.engine.inbox.InboxList;
import dev.reeve.engine.inbox.InboxView;
import dev.reeve.engine.inbox.Snooze;
import dev.reeve.engine.links.triage.TriageView;
import dev.reeve.engine.lock.LockStatus;
import dev.reeve.engine.lock.LockView;
import dev.reeve.engine.queue.Attempt;
import dev.reeve.engine.queue.Canary;
import dev.reeve.engine.queue.Foresight;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueFlow;
import dev.reeve.engine.queue.QueueSummary;
import dev.reeve.engine.queue.QueueView;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.registry.EdgeQuality;
import dev.reeve.engine.registry.Finding;
import dev.reeve.engine.registry.HeldPlan;
import dev.reeve.engine.registry.RecordRow;
import dev.reeve.engine.registry.RecordWrite;
import dev.reeve.engine.registry.RegistryEvent;
import dev.reeve.engine.registry.RegistrySummary;
import dev.reeve.engine.registry.RegistryView;
import dev.reeve.engine.registry.edge.EdgeChange;
import dev.reeve.engine.registry.edge.EdgeFilter;
import dev.reeve.engine.registry.edge.EdgeRow;
import dev.reeve.engine.registry.edge.EdgesView;
import dev.reeve.engine.settings.SettingsView;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.watch.RootStatus;
import dev.reeve.engine.watch.Settling;
import dev.reeve.engine.watch.WatchView;
import dev.reeve.engine.workspace.ConfigKey;
import dev.reeve.engine.workspace.EngineClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An open workspace that a test fills by hand and asks what was called. */
public final class FakeSession implements EngineSession {
  public final SettableClock clock;
  public final EventBus bus = new EventBus();
  public final Map<String, InboxItem> inbox = new LinkedHashMap<>();
  public final Map<String, List<InboxDeed>> inboxPast = new HashMap<>();
  public List<String> inboxUnread = List.of();
  public InboxList.Decision lastDecision;
  public final Map<String, WorkItem> items = new LinkedHashMap<>();
  public final Map<String, List<Attempt>> attempts = new HashMap<>();
  public final List<RootStatus> roots = new ArrayList<>();

  /** How many of any jobs it drops; all while negative. */
  public int dropped = -1;

  public final List<LockStatus> locks = new ArrayList<>();
  public final List<RecordRow> records = new ArrayList<>();
  public final Map<String, Map<String, Object>> promoted = new HashMap<>();
  public final List<EdgeRow> edges = new ArrayList<>();
  public final List<HeldPlan> heldPlans = new ArrayList<>();
  public final List<Finding> findings = new ArrayList<>();
  public final List<RegistryView.Backup> backups = new ArrayList<>();
  public final Map<String, ExecutionDetail> executions = new LinkedHashMap<>();
  public final Map<String, ExecutionEvidence> evidence = new HashMap<>();
  public final Map<String, Proposal> proposals = new HashMap<>();
  public ExecutionRow ran =
      SampleData.execution(
          "EX-0a17c3d9",
          "changes",
          "Rename the ingest modules to British spelling",
          "high",
          "need_approval",
          dev.reeve.engine.change.ExecutionStatus.COMPLETED,
          3,
          0,
          0.4,
          "dana",
          "dana",
          null,
          null,
          null);
  public final List<String> calls = new ArrayList<>();

  /** What each undo said that it had been shown as. */
  public final List<@Nullable String> undosSeen = new ArrayList<>();

  public Runnable duringRun = () -> {};
  public RegistrySummary summary =
      new RegistrySummary(null, "2.1.0", 0, 0, 0, null, null, 0, 0, 0, 0, 0, null, null);
  public int recovered;
  public SettingsFiles files = new SettingsFiles("", "");
  public final Map<String, Object> settings = new HashMap<>();
  public final Map<String, Object> inForce = new HashMap<>();
  public boolean live = true;
  public boolean adopted = true;
  public Keeper keeper = new Keeper(true, null);

  /** How many of the jobs to be brought back stay as they are. */
  public int notRequeued;

  public final List<Foresight.Failing> failing = new ArrayList<>();

  public boolean paused;
  public final Map<String, Settling> settling = new HashMap<>();
  public final List<Canary> canaries = new ArrayList<>();
  public QueueFlow flow = QueueFlow.NONE;
  public long doneLastDay = 212;
  public long doneLastMinute = 14;
  public RuntimeException failure;
  public RuntimeException recordsFailure;
  public int recordReads;
  public final FakeDesk desk = new FakeDesk(this);
  public final List<RecordWrite> writes = new ArrayList<>();

  public final FakeLinks links = new FakeLinks(bus, () -> failure);

  /** What answers about links in place of {@link #links}. */
  public TriageView triage = links;

  public FakeSession(SettableClock clock) {
    this.clock = clock;
  }

  <T> T answer(T value) {
    if (failure != null) {
      throw failure;
    }
    return value;
  }

  @Override
  public String name() {
    return "docs-workspace";
  }

  @Override
  public Path root() {
    return Path.of("/home/dana/work/docs-workspace");
  }

  @Override
  public TriageView links() {
    return triage;
  }

  @Override
  public boolean live() {
    return live;
  }

  @Override
  public boolean adopted() {
    return adopted;
  }

  @Override
  public Keeper keeper() {
    return keeper;
  }

  @Override
  public int recovered() {
    return recovered;
  }

  @Override
  public SettingsView settings() {
    return new SettingsView() {
      @Override
      public List<Value> values() {
        return answer(
            ConfigKey.ALL.stream()
                .<Value>map(
                    key ->
                        new Value(
                            key,
                            settings.getOrDefault(key.name(), key.usual()),
                            inForce.getOrDefault(key.name(), key.usual())))
                .toList());
      }

      @Override
      public Optional<String> change(
          String key, Object seen, @Nullable Object value, String operator) {
        calls.add("settings " + key + " " + seen + " " + value + " " + operator);
        answer(key);
        if (value == null) {
          settings.remove(key);
        } else {
          settings.put(key, value);
        }
        return Optional.of("EX-settings");
      }
    };
  }

  @Override
  public SettingsFiles files() {
    return answer(files);
  }

  @Override
  public String operator() {
    return "dana";
  }

  @Override
  public EngineClock clock() {
    return clock;
  }

  @Override
  public EventBus bus() {
    return bus;
  }

  @Override
  public InboxView inbox() {
    return new InboxView() {
      @Override
      public InboxList list() {
        return answer(
            new InboxList(clock.now(), List.copyOf(inbox.values()), lastDecision, inboxUnread));
      }

      @Override
      public List<InboxDeed> past(InboxItem item) {
        return answer(inboxPast.getOrDefault(item.id(), List.of()));
      }

      @Override
      public int acknowledge(List<String> ids, String operator) {
        calls.add("inbox.acknowledge " + ids + " " + operator);
        ids.forEach(inbox::remove);
        return answer(ids.size());
      }

      @Override
      public int snooze(List<String> ids, Snooze length, String operator) {
        calls.add("inbox.snooze " + ids + " " + length.code() + " " + operator);
        return answer(ids.size());
      }

      @Override
      public int reopen(List<String> ids, String operator) {
        calls.add("inbox.reopen " + ids + " " + operator);
        return answer(ids.size());
      }
    };
  }

  @Override
  public QueueView queue() {
    return new QueueView() {
      @Override
      public List<WorkItem> list(Set<ItemState> states, int limit) {
        return answer(List.copyOf(items.values()));
      }

      @Override
      public QueueSummary summary() {
        Map<ItemState, Long> byState = new EnumMap<>(ItemState.class);
        for (ItemState state : ItemState.values()) {
          byState.put(state, items.values().stream().filter(i -> i.state() == state).count());
        }
        return answer(
            new QueueSummary(byState, null, paused, doneLastDay, doneLastMinute, 1, false, flow));
      }

      @Override
      public List<Attempt> history(String itemId) {
        return answer(attempts.getOrDefault(itemId, List.of()));
      }

      @Override
      public List<Foresight.Failing> foresee(List<String> ids) {
        return answer(failing.stream().filter(each -> ids.contains(each.id())).toList());
      }

      @Override
      public int retryNow(List<String> ids) {
        calls.add("retryNow " + ids);
        return answer(ids.size());
      }

      @Override
      public int requeue(List<String> ids) {
        calls.add("requeue " + ids);
        return answer(ids.size() - notRequeued);
      }

      @Override
      public Optional<Canary> requeueOneFirst(List<String> ids) {
        calls.add("requeueOneFirst " + ids);
        Canary canary =
            new Canary(
                "1",
                ids.getFirst(),
                items.get(ids.getFirst()).path(),
                ids.size() - 1,
                clock.now(),
                null,
                Canary.Outcome.RUNNING,
                0);
        canaries.addFirst(canary);
        return answer(Optional.of(canary));
      }

      @Override
      public List<Canary> canaries() {
        return answer(List.copyOf(canaries));
      }

      @Override
      public int drop(List<String> ids) {
        calls.add("drop " + ids);
        return answer(dropped < 0 ? ids.size() : dropped);
      }

      @Override
      public void pause(boolean now) {
        calls.add("pause " + now);
        paused = answer(now);
      }
    };
  }

  @Override
  public WatchView watch() {
    return new WatchView() {
      @Override
      public List<RootStatus> roots() {
        return answer(List.copyOf(roots));
      }

      @Override
      public void pause(String root, boolean now) {
        calls.add("watch.pause " + root + " " + now);
      }

      @Override
      public void rescan(String root) {
        calls.add("watch.rescan " + root);
      }

      @Override
      public Map<String, Settling> settling() {
        return Map.copyOf(settling);
      }

      @Override
      public List<String> ignorePatterns() {
        return List.of(".reeve/**", ".git/**", "**/*.tmp", "**/~$*", "node_modules/**", "build/**");
      }
    };
  }

  @Override
  public LockView locks() {
    return new LockView() {
      @Override
      public List<LockStatus> status() {
        return answer(List.copyOf(locks));
      }

      @Override
      public Optional<LockStatus> keeper() {
        return Optional.empty();
      }

      @Override
      public Duration grace() {
        return Duration.ofSeconds(120);
      }

      @Override
      public Optional<LockStatus> breakLock(
          String name, boolean force, String reason, String operator) {
        calls.add("breakLock " + name + " " + force + " " + reason + " " + operator);
        Optional<LockStatus> found =
            locks.stream().filter(lock -> lock.name().equals(name)).findFirst();
        found.ifPresent(locks::remove);
        return answer(found);
      }
    };
  }

  @Override
  public RegistryView registry() {
    return new RegistryView() {
      @Override
      public RegistrySummary summary() {
        return answer(summary);
      }

      @Override
      public List<RecordRow> rows() {
        recordReads++;
        if (recordsFailure != null) {
          throw recordsFailure;
        }
        return answer(List.copyOf(records));
      }

      @Override
      public Optional<JsonNode> record(String key) {
        return records.stream()
            .filter(row -> row.key().equals(key) || key.equals("ENT-" + row.key()))
            .findFirst()
            .map(FakeSession.this::json);
      }

      @Override
      public List<Finding> validate(boolean strict) {
        calls.add("validate " + strict);
        List<Finding> found = answer(List.copyOf(findings));
        bus.publish(new RegistryEvent.Validated(strict, found, summary()));
        return found;
      }

      @Override
      public List<RecordWrite> writes(@Nullable String recordId, int most) {
        return answer(writes.stream().limit(most).toList());
      }

      @Override
      public List<Backup> backups() {
        return answer(List.copyOf(backups));
      }
    };
  }

  private JsonNode json(RecordRow row) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode promotedColumns = mapper.valueToTree(promoted.getOrDefault(row.key(), Map.of()));
    return mapper
        .createObjectNode()
        .put("record_id", row.key())
        .put("record_kind", row.kind())
        .put("entity_kind", "file")
        .put("doc_id", row.docId())
        .put("status", row.status())
        .put("relative_path", row.path())
        .put("sha256", row.sha256())
        .put("size_bytes", row.size())
        .put("module_id", "MOD-DOCS")
        .put("created_utc", "2026-01-23T22:47:00Z")
        .put("created_by", "reconcile")
        .put("updated_utc", row.updated())
        .put("updated_by", row.updatedBy())
        .put("entity_id", "ENT-" + row.key())
        .setAll(promotedColumns);
  }

  @Override
  public EdgesView edges() {
    return new EdgesView() {
      @Override
      public List<EdgeRow> edges(EdgeFilter filter) {
        return edges.stream()
            .filter(edge -> filter.all() || edge.status().equals("active"))
            .filter(
                edge ->
                    filter.entityId() == null
                        || edge.source().equals(filter.entityId())
                        || edge.target().equals(filter.entityId()))
            .toList();
      }

      @Override
      public long hidden() {
        return 0;
      }

      @Override
      public EdgeQuality.Figures quality() {
        return new EdgeQuality.Figures(0, 0, 0, 0, 0, 0, 0, List.of());
      }

      @Override
      public List<EdgeChange> ageing() {
        return List.of();
      }
    };
  }

  @Override
  public List<HeldPlan> heldPlans() {
    return answer(List.copyOf(heldPlans));
  }

  @Override
  public ApprovalView approvals() {
    return new ApprovalView() {
      @Override
      public Proposal handIn(ChangePlan plan, ChangeSet set, String operator) {
        throw new UnsupportedOperationException("the console hands nothing in");
      }

      @Override
      public Proposal handIn(JsonNode document, String operator) {
        throw new UnsupportedOperationException("the console hands nothing in");
      }

      @Override
      public Proposal show(String decisionId, String operator) {
        return answer(proposals.get(decisionId));
      }

      @Override
      public Proposal consider(String decisionId, Set<String> leftOut, String operator) {
        Proposal was = proposals.get(decisionId);
        return answer(
            leftOut.equals(was.leftOut()) ? was : SampleProposals.without(was, null, leftOut));
      }

      @Override
      public Proposal exclude(String decisionId, Set<String> leftOut, String operator) {
        calls.add("exclude " + decisionId + " " + new TreeSet<>(leftOut) + " " + operator);
        String id = leftOut.isEmpty() ? decisionId + "-all" : decisionId + "-part";
        proposals.put(id, SampleProposals.without(proposals.get(decisionId), id, leftOut));
        return answer(proposals.get(id));
      }

      @Override
      public DryRun dryRun(String decisionId, String operator) {
        calls.add("dryRun " + decisionId + " " + operator);
        return answer(SampleProposals.dryRun(proposals.get(decisionId)));
      }

      @Override
      public DryRun dryRun(String decisionId, Set<String> leftOut, String operator) {
        calls.add("dryRun " + decisionId + " " + new TreeSet<>(leftOut) + " " + operator);
        return answer(
            SampleProposals.dryRun(
                SampleProposals.without(proposals.get(decisionId), null, leftOut)));
      }

      @Override
      public Approval approve(String decisionId, String operator, String notes, Duration validFor) {
        calls.add(
            "approve "
                + decisionId
                + " "
                + operator
                + " "
                + notes
                + (validFor.equals(Approvals.USUAL) ? "" : " for " + validFor));
        Approval word = SampleProposals.approval(operator, Approval.Action.APPROVE, clock.now());
        say(decisionId, answer(word), Proposal.Standing.APPROVED);
        return word;
      }

      @Override
      public Approval reject(String decisionId, String operator, String notes) {
        calls.add("reject " + decisionId + " " + operator + " " + notes);
        Approval word = SampleProposals.approval(operator, Approval.Action.REJECT, clock.now());
        say(decisionId, answer(word), Proposal.Standing.REJECTED);
        return word;
      }

      private void say(String decisionId, Approval word, Proposal.Standing enough) {
        Proposal was = proposals.get(decisionId);
        List<Approval> words = new ArrayList<>(was.words());
        words.add(word);
        boolean more = enough == Proposal.Standing.APPROVED && words.size() < was.needed();
        proposals.put(
            decisionId,
            SampleProposals.with(
                was,
                was.items(),
                words,
                more ? Proposal.Standing.WAITING : enough,
                null,
                more ? "You approved it already; critical risk needs a second person." : null));
      }

      @Override
      public ExecutionRow run(String decisionId, String operator) {
        calls.add("run " + decisionId + " " + operator);
        duringRun.run();
        Proposal was = proposals.get(decisionId);
        proposals.put(
            decisionId, SampleProposals.standing(was, Proposal.Standing.EXECUTED, ran.id()));
        return answer(ran);
      }

      @Override
      public Proposal judgeAgain(String decisionId, String operator) {
        calls.add("judgeAgain " + decisionId + " " + operator);
        Proposal again = SampleProposals.waiting(decisionId + "-again");
        proposals.put(decisionId + "-again", again);
        return answer(again);
      }

      @Override
      public void stop(String executionId) {
        calls.add("stop " + executionId);
      }
    };
  }

  @Override
  public ExecutionView executions() {
    return new ExecutionView() {
      @Override
      public Page list(ExecutionFilter filter) {
        List<ExecutionRow> all = executions.values().stream().map(ExecutionDetail::row).toList();
        int from = Math.min(filter.offset(), all.size());
        return answer(
            new Page(all.subList(from, Math.min(from + filter.limit(), all.size())), all.size()));
      }

      @Override
      public ExecutionDetail show(String id) {
        return answer(executions.get(id));
      }

      @Override
      public ExecutionEvidence evidence(String id) {
        return answer(evidence.getOrDefault(id, SampleData.evidence(id)));
      }

      @Override
      public Path export(String id, Path target, boolean replace) {
        calls.add("export " + id + " " + target.getFileName() + " " + replace);
        return answer(target);
      }

      @Override
      public Replay.View replay(String id) {
        return answer(SampleData.replay(id));
      }

      @Override
      public Unsettled unsettled(String id) {
        return answer(
            new Unsettled(
                id,
                List.of(
                    new Unsettled.File("docs/a.md", Unsettled.State.AS_AFTER, "a".repeat(64), null),
                    new Unsettled.File("docs/b.md", Unsettled.State.AS_BEFORE, null, null))));
      }

      @Override
      public ExecutionRow settle(String id, Settlement how, String operator) {
        calls.add("settle " + id + " " + how + " " + operator);
        return answer(executions.get(id).row());
      }

      @Override
      public Proposal previewRevert(String id, String operator) {
        return answer(SampleProposals.undo(executions.get(id), operator));
      }

      @Override
      public ExecutionRow revert(String id, String operator, String notes, @Nullable String seen) {
        undosSeen.add(seen);
        calls.add("revert " + id + " " + operator + (notes.isEmpty() ? "" : " " + notes));
        ExecutionDetail undone = executions.get(id);
        ExecutionRow was = undone.row();
        ExecutionRow row =
            new ExecutionRow(
                id + "-R",
                "revert",
                "Revert " + was.intent(),
                was.risk(),
                "allow",
                was.status(),
                was.filesChanged(),
                clock.now(),
                clock.now(),
                0.4,
                operator,
                null,
                null,
                null,
                null,
                "manual",
                id,
                false,
                null,
                false,
                false,
                id,
                null);
        executions.put(
            row.id(),
            new ExecutionDetail(
                row,
                undone.files(),
                undone.steps(),
                List.of(),
                List.of(),
                ExecutionDetail.Integrity.OK,
                false,
                "it is a revert itself"));
        return answer(row);
      }
    };
  }

  @Override
  public RegistryDesk registryDesk() {
    return desk;
  }

  @Override
  public void close() {
    calls.add("close");
  }
}
