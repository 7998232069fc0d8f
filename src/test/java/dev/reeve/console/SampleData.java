package dev.reeve.console;

import dev.reeve.engine.change.Approval;
import dev.reeve.engine.change.ChangePlan;
import dev.reeve.engine.change.ExecutionDetail;
import dev.reeve.engine.change.ExecutionDetail.FileEffect;
import dev.reeve.engine.change.ExecutionDetail.Integrity;
import dev.reeve.engine.change.ExecutionDetail.Step;
import dev.reeve.engine.change.ExecutionEvidence;
import dev.reeve.engine.change.ExecutionEvidence.Check;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.change.LiveFile;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.change.Replay;
import dev.reeve.engine.change.Reversal;
import dev.reeve.engine.change.Verdict;
import dev.reeve.engine.inbox.InboxItem;
import dev.reeve.engine.inbox.InboxKind;
import dev.reeve.engine.inbox.InboxPlace;
import dev.reeve.engine.inbox.InboxPlace.Pane;
import dev.reeve.engine.lock.LockStatus;
import dev.reeve.engine.queue.Attempt;
import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueFlow;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.registry.DriftItem;
import dev.reeve.engine.registry.DriftKind;
import dev.reeve.engine.registry.Finding;
import dev.reeve.engine.registry.RecordRow;
import dev.reeve.engine.registry.RecordWrite;
import dev.reeve.engine.registry.RegistrySummary;
import dev.reeve.engine.registry.RegistryView.Backup;
import dev.reeve.engine.registry.edge.EdgeRow;
import dev.reeve.engine.registry.generate.GeneratorRow;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.watch.RootStatus;
import dev.reeve.engine.watch.Settling;
import dev.reeve.engine.workspace.Sha256;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A plausible afternoon of a documents workspace. */
public final class SampleData {
  public static final Instant NOW = Instant.parse("2026-11-20T14:02:11Z");

  private static final List<String> PATHS =
      List.of(
          "docs/guides/getting-started.md",
          "docs/reference/registry.md",
          "docs/plans/2026-q4/migration-to-descriptors.md",
          "docs/architecture/decisions/0014-one-writer.md",
          "src/main/python/ingest/scanner.py",
          "docs/reports/quarterly/2026-q3-storage-report.md",
          "apps/portal/config/routes.yaml",
          "docs/reference/queue-and-retries.md",
          "tools/link_checker/candidates.py",
          "docs/guides/operators/locks-and-leases.md",
          "docs/INDEX.md",
          "docs/runbooks/restore-a-backup.md",
          "packages/descriptors/schema/v1.json",
          "docs/meetings/2026-11-18-review-notes.md",
          "docs/reference/change-sets.md",
          "archive/2025/plans/PLAN_V1.md",
          "docs/guides/install-on-windows.md",
          "src/main/python/ingest/normalise.py",
          "docs/reference/failures-to-rules.md",
          "apps/portal/pages/health.md",
          "docs/glossary.md",
          "docs/guides/keyboard.md",
          "tools/build/manifest.json",
          "docs/reference/policy.md");

  private SampleData() {}

  public static FakeSession session() {
    FakeSession session = new FakeSession(new SettableClock(NOW.toString()));
    queue(session);
    watch(session);
    locks(session);
    registry(session);
    desk(session);
    executions(session);
    SampleLinks.some(session.links);
    return session;
  }

  private static Instant ago(long seconds) {
    return NOW.minusSeconds(seconds);
  }

  public static WorkItem item(String id, String path, ItemState state) {
    return row(id, path, state, 0, 3, 100, ago(60), ago(30), null, null, null, null, null);
  }

  private static WorkItem done(String id, String path, Instant ended) {
    return ended(id, path, ItemState.DONE, ended);
  }

  public static WorkItem ended(String id, String path, ItemState state, Instant ended) {
    Instant begun = ended.minusMillis(40);
    Instant first = ended.minusSeconds(3);
    Instant last = ended.minusSeconds(2);
    return row(id, path, state, 0, 3, 100, first, last, null, begun, ended, null, null);
  }

  /** A job that was given up after its last try. */
  public static WorkItem dead(String id, String path, String code, String error) {
    return dead(id, path, code, error, 8);
  }

  /** A job that was given up after so many of 8 tries. */
  public static WorkItem dead(String id, String path, String code, String error, int tries) {
    return tried(id, path, ItemState.DEAD_LETTER, code, error, tries, null);
  }

  /** A job whose last try, begun a minute ago, has failed. */
  public static WorkItem tried(
      String id, String path, ItemState state, String code, @Nullable Instant notBefore) {
    return tried(id, path, state, code, "as " + code + " says", 8, notBefore);
  }

  private static WorkItem tried(
      String id,
      String path,
      ItemState state,
      String code,
      String error,
      int tries,
      @Nullable Instant notBefore) {
    Instant begun = ago(60);
    Instant ended = ago(30);
    return row(id, path, state, tries, 8, 30, begun, ended, notBefore, begun, ended, code, error);
  }

  /** A row with all that no test asks for as it usually is. */
  private static WorkItem row(
      String id,
      String path,
      ItemState state,
      int tries,
      int most,
      int priority,
      Instant first,
      Instant last,
      @Nullable Instant notBefore,
      @Nullable Instant begun,
      @Nullable Instant ended,
      @Nullable String code,
      @Nullable String error) {
    return new WorkItem(
        id,
        ".",
        path,
        null,
        FileEventKind.MODIFIED,
        true,
        state,
        null,
        1,
        1,
        1,
        tries,
        most,
        priority,
        first,
        last,
        null,
        notBefore,
        begun,
        ended,
        null,
        null,
        null,
        code,
        error,
        null);
  }

  private static void queue(FakeSession session) {
    List<Long> doneByMinute = List.of(9L, 12L, 15L, 11L, 0L, 3L, 18L, 22L, 17L, 14L);
    List<Long> failed = List.of(0L, 0L, 1L, 0L, 0L, 0L, 2L, 0L, 0L, 1L);
    session.flow =
        new QueueFlow(
            IntStream.range(0, 10)
                .mapToObj(i -> new QueueFlow.Minute(doneByMinute.get(i), failed.get(i)))
                .toList(),
            Duration.ofMillis(3_100),
            Duration.ofSeconds(71));
    session.settling.put(
        PATHS.get(20),
        new Settling(
            PATHS.get(20),
            ago(4),
            List.of(
                new Settling.Sample(ago(3), 18_211, ago(4)),
                new Settling.Sample(ago(1), 18_940, ago(2))),
            2));
    add(session, 0, ItemState.RUNNING, FileEventKind.MODIFIED, 3, 0, 14, null, null, null);
    add(session, 4, ItemState.RUNNING, FileEventKind.ADDED, 1, 0, 6, null, null, null);
    add(session, 2, ItemState.RUNNING, FileEventKind.MOVED, 2, 1, 31, null, null, null);
    add(
        session,
        6,
        ItemState.RETRY_WAIT,
        FileEventKind.MODIFIED,
        7,
        2,
        412,
        42L,
        "LOCK_TIMEOUT",
        "path:apps/portal/config/routes.yaml was held for 30 s by pid 9120");
    add(
        session,
        12,
        ItemState.RETRY_WAIT,
        FileEventKind.MODIFIED,
        2,
        1,
        188,
        97L,
        "FILE_IN_USE",
        "the file is open in another program");
    for (int i = 0; i < 9; i++) {
      int at = List.of(1, 3, 7, 9, 10, 11, 13, 14, 16).get(i);
      add(
          session,
          at,
          ItemState.QUEUED,
          i % 3 == 0 ? FileEventKind.ADDED : FileEventKind.MODIFIED,
          1 + i % 4,
          0,
          140 - i * 13,
          null,
          null,
          i == 2 ? "path:docs/reference" : null);
    }
    add(
        session,
        20,
        ItemState.STABLE_PENDING,
        FileEventKind.MODIFIED,
        9,
        0,
        4,
        null,
        null,
        "sample 1 of 2");
    add(
        session,
        21,
        ItemState.STABLE_PENDING,
        FileEventKind.ADDED,
        4,
        0,
        2,
        null,
        null,
        "sample 1 of 2");
    add(
        session,
        17,
        ItemState.DEAD_LETTER,
        FileEventKind.MODIFIED,
        5,
        3,
        8_400,
        null,
        "SYNTAX_ERROR",
        "unexpected indent in line 118");
    add(
        session,
        15,
        ItemState.DEAD_LETTER,
        FileEventKind.MOVED,
        1,
        3,
        15_120,
        null,
        "DUPLICATE_ID_ON_DISK",
        "its id 2601180099000147 is also in docs/plans/PLAN_V1.md");
    for (int i = 0; i < 212; i++) {
      WorkItem done = done("W-9" + i, "docs/done/page-" + i + ".md", ago(120 * i + 60));
      session.items.put(done.id(), done);
    }
    String retry = "W-1006";
    session.attempts.put(
        retry,
        List.of(
            attempt(retry, 1, 412, "LOCK_TIMEOUT", "held for 30 s by pid 9120", 60),
            attempt(retry, 2, 320, "LOCK_TIMEOUT", "held for 30 s by pid 9120", 120)));
  }

  private static Attempt attempt(
      String id, int number, long startedAgo, String code, String error, long backoff) {
    Instant ended = ago(startedAgo - 30);
    return new Attempt(
        id,
        "apps/portal/config/routes.yaml",
        number,
        ago(startedAgo),
        ended,
        "worker-2",
        "retry_wait",
        code,
        error,
        ended.plusSeconds(backoff));
  }

  private static void add(
      FakeSession session,
      int path,
      ItemState state,
      FileEventKind kind,
      int merged,
      int failed,
      long age,
      Long nextTry,
      String code,
      String more) {
    boolean failing = code != null;
    boolean tried = failing || state == ItemState.RUNNING;
    WorkItem item =
        new WorkItem(
            "W-10" + String.format("%02d", path),
            ".",
            PATHS.get(path),
            kind == FileEventKind.MOVED ? "docs/drafts/" + path + ".md" : null,
            kind,
            true,
            state,
            failing ? "discovered" : null,
            merged,
            merged,
            merged,
            failed,
            3,
            100,
            ago(age),
            ago(Math.min(age, 5)),
            null,
            nextTry == null ? null : NOW.plusSeconds(nextTry),
            tried ? ago(Math.min(age, 290)) : null,
            failing ? ago(Math.min(age, 260)) : null,
            tried ? "worker-" + (1 + path % 4) : null,
            state == ItemState.RUNNING ? NOW.plusSeconds(48) : null,
            failing ? null : more,
            code,
            failing ? more : null,
            state == ItemState.DEAD_LETTER ? "EX-3b9e7c0c" : null);
    session.items.put(item.id(), item);
  }

  private static void watch(FakeSession session) {
    session.roots.add(
        new RootStatus(
            "docs",
            RootStatus.State.WATCHING,
            2_418,
            37,
            2,
            184,
            ago(3),
            null,
            List.of(4L, 0L, 12L, 61L, 40L, 8L, 0L, 22L, 55L, 37L),
            NOW.plusSeconds(24)));
    session.roots.add(
        new RootStatus(
            "src/main/python",
            RootStatus.State.WATCHING,
            611,
            4,
            0,
            22,
            ago(41),
            null,
            List.of(0L, 0L, 3L, 0L, 0L, 18L, 2L, 0L, 0L, 4L),
            null));
    session.roots.add(
        new RootStatus(
            "apps/portal",
            RootStatus.State.RESCANNING,
            1_904,
            812,
            11,
            3,
            ago(1),
            "events were lost at 14:01:58",
            List.of(2L, 2L, 5L, 1L, 0L, 4L, 9L, 30L, 410L, 812L),
            null));
    session.roots.add(
        new RootStatus("packages", RootStatus.State.PAUSED, 340, 0, 0, 0, ago(5_400), null));
    session.roots.add(
        new RootStatus(
            "mounts/shared",
            RootStatus.State.LOST,
            96,
            0,
            0,
            0,
            ago(90_000),
            "the folder is not there; is the share mounted?"));
  }

  private static void locks(FakeSession session) {
    session.locks.add(
        lock(
            "docs",
            LockStatus.State.HELD,
            "tidy:moves:docs",
            "pid 4711 on atlas",
            95,
            1705,
            0,
            "moving 14 plans"));
    session.locks.add(
        lock(
            "path:docs/reference",
            LockStatus.State.HELD,
            "registry:update:docs/reference",
            "pid 4711 on atlas",
            12,
            288,
            2,
            "patch P-20261120-0031"));
    session.locks.add(
        lock(
            "registry",
            LockStatus.State.OVERDUE,
            "registry:write:registry",
            "pid 4711 on atlas",
            340,
            -40,
            1,
            "writing 3 records"));
    session.locks.add(
        lock(
            "archive",
            LockStatus.State.STALE,
            "tidy:consolidate:archive",
            "pid 9120 on atlas",
            2_040,
            -240,
            1,
            "consolidating 2025"));
    session.locks.add(
        lock(
            "doc:2601180099000147",
            LockStatus.State.UNKNOWN,
            "registry:update:doc",
            "pid 311 on borealis",
            7_200,
            -5_400,
            0,
            "patch P-20261119-0007"));
  }

  public static LockStatus lock(
      String name,
      LockStatus.State state,
      String owner,
      String holder,
      long since,
      long left,
      int waiters,
      String purpose) {
    return new LockStatus(
        name,
        state,
        (state == LockStatus.State.HELD && holder.endsWith("atlas"))
            || state == LockStatus.State.OVERDUE,
        owner,
        holder,
        "S-01JCZ8Q4",
        "7f3a91c2",
        41,
        ago(since),
        ago(12),
        NOW.plusSeconds(left),
        waiters,
        purpose,
        null);
  }

  private static void registry(FakeSession session) {
    String[] by = {"watcher", "watcher", "reconcile", "dana", "importer"};
    for (int i = 0; i < PATHS.size(); i++) {
      String path = PATHS.get(i);
      String status =
          switch (i) {
            case 15 -> "archived";
            case 18 -> "deleted";
            case 22 -> "deprecated";
            case 8 -> "quarantined";
            default -> "active";
          };
      session.records.add(
          new RecordRow(
              "F-" + Sha256.of(path).substring(0, 12),
              "entity",
              "26011800%08d".formatted(99 + i * 37),
              path,
              status,
              Sha256.of(path + i),
              1_200L + i * i * 917,
              ago(200 + i * 4_321L).toString(),
              by[i % by.length],
              i == 17 ? "DV_MISMATCH: file_name differs from relative_path" : null));
    }
    session.records.add(
        new RecordRow(
            "E-0a44c1d2f9e0",
            "edge",
            null,
            "docs/INDEX.md -> docs/glossary.md",
            "active",
            null,
            null,
            ago(86_000).toString(),
            "importer",
            null));
    String wrong = session.records.get(17).key();
    session.promoted.put(
        wrong,
        Map.of(
            "src_summary_1l", "Brings headings and anchors of all guides into one form.",
            "src_language", "python",
            "src_parse_status", "syntax_error",
            "src_error_count", 1,
            "src_error_first", "line 42, column 9: unexpected 'elif'",
            "src_symbol_count", 7,
            "src_entrypoint", "main",
            "src_imports_local", List.of("ingest.paths", "ingest.scanner"),
            "src_imports_external", List.of("argparse", "pathlib", "re")));
    List<RecordRow> files = session.records;
    session.edges.add(edge(files.get(17), files.get(4), "IMPORTS", 0.95, "active"));
    session.edges.add(edge(files.get(14), files.get(17), "DOCUMENTS", 0.7, "active"));
    session.edges.add(edge(files.get(6), files.get(17), "REFERENCES", 0.4, "quarantined"));
    session.findings.add(
        new Finding(
            "DV_MISMATCH",
            "P2",
            false,
            wrong,
            "file_name",
            "file_name is 'normalize.py' but relative_path gives 'normalise.py'"));
    session.findings.add(
        new Finding(
            "MA_MISMATCH",
            "P5",
            false,
            wrong,
            "module_id",
            "module_id is MOD-TOOLS but the path rule gives MOD-INGEST"));
    session.findings.add(
        new Finding(
            "EE_LOCATOR_FORMAT",
            "P4",
            true,
            "E-0a44c1d2f9e0",
            "locator",
            "the locator 'INDEX' has no line; expected file:line"));
    session.findings.add(
        new Finding(
            "MA_RULE_CONFLICT",
            "P5",
            true,
            session.records.get(6).key(),
            "module_id",
            "two path rules give different modules; the first one holds"));
    session.findings.add(
        new Finding(
            "DV_MISMATCH",
            "P2",
            true,
            session.records.get(2).key(),
            "extension",
            "extension is empty but the file name ends in .md"));
    for (int i = 0; i < 6; i++) {
      String hash = Sha256.of("backup" + i);
      session.backups.add(
          new Backup(
              "UNIFIED_SSOT_REGISTRY." + hash.substring(0, 12) + ".json",
              Path.of("/home/dana/work/docs-workspace/.reeve/registry/backups/" + i),
              ago(900 + i * 3_600L),
              482_000 - i * 1_200L,
              25 - i,
              hash,
              i != 4));
    }
    session.summary =
        new RegistrySummary(
            Sha256.of("registry"),
            "2.1.0",
            25,
            20,
            6,
            ago(131),
            ago(764),
            2,
            3,
            118,
            115,
            3,
            null,
            null);
  }

  private static void desk(FakeSession session) {
    RecordRow moved = session.records.get(5);
    RecordRow stale = session.records.get(9);
    RecordRow missing = session.records.get(11);
    RecordRow twice = session.records.get(13);
    session.desk.differences.add(
        drift(DriftKind.MOVED, "docs/guides/setup-windows.md", moved, "Its file lies there now."));
    session.desk.differences.add(
        drift(DriftKind.STALE_HASH, stale.path(), stale, "The content is another than recorded."));
    session.desk.differences.add(
        drift(DriftKind.MISSING_ON_DISK, missing.path(), missing, "Its file is gone."));
    session.desk.differences.add(
        drift(
            DriftKind.DUPLICATE_ID_ON_DISK,
            twice.path(),
            twice,
            "A second file carries the same ID."));
    session.desk.differences.add(
        DriftItem.of(
            DriftKind.UNREGISTERED,
            "docs/notes/2026-11.md",
            null,
            null,
            null,
            "It has no record."));
    session.desk.generators.add(
        generator("GEN-000001", "Document index", "docs/INDEX.md", GeneratorRow.State.STALE, 24));
    session.desk.generators.add(
        generator("GEN-000002", "Glossary", "docs/glossary.md", GeneratorRow.State.EDITED, 8));
    session.desk.generators.add(
        generator("GEN-000003", "Owners", "docs/owners.csv", GeneratorRow.State.CURRENT, 20));
    session.desk.generators.add(
        generator(
            "GEN-000004", "Module pages", "docs/modules/*.md", GeneratorRow.State.REFUSED, 0));
    session.desk.difference =
        """
        --- docs/INDEX.md
        +++ docs/INDEX.md
        @@ -3,3 +3,4 @@
         | docs/faq.md | active |
        -| docs/old.md | active |
        +| docs/guides/setup.md | active |
        +| docs/notes/2026-10.md | active |
        """;
    session.desk.version = "2.1.0";
    for (int i = 0; i < 3; i++) {
      session.writes.add(
          new RecordWrite(
              ago(131 + i * 7_000L),
              "PATCH-01JD" + i,
              Sha256.of("registry" + (i + 1)),
              Sha256.of("registry" + (i == 0 ? "" : i)),
              i == 1 ? "dana" : "watcher",
              i == 1 ? "set the module by hand" : "",
              session.backups.get(i).name(),
              "EX-3b9e7c0" + i));
    }
  }

  private static DriftItem drift(DriftKind kind, String path, RecordRow record, String message) {
    return DriftItem.of(kind, path, null, record.docId(), record.key(), message);
  }

  private static GeneratorRow generator(
      String id, String name, String output, GeneratorRow.State state, int rows) {
    return new GeneratorRow(
        id,
        "REC-" + id.substring(4),
        name,
        "1.2.0",
        "markdown_table",
        output,
        state,
        switch (state) {
          case STALE -> "2 records changed since it was built.";
          case EDITED -> output + " was changed by hand.";
          case REFUSED -> "its template docs/templates/module.md is not there.";
          default -> "";
        },
        state == GeneratorRow.State.REFUSED ? "GENERATOR_TEMPLATE" : null,
        state == GeneratorRow.State.REFUSED ? null : ago(90_000).toString(),
        state == GeneratorRow.State.REFUSED ? 0 : 1,
        rows,
        state == GeneratorRow.State.EDITED ? List.of(output) : List.of(),
        List.of(),
        null);
  }

  private static EdgeRow edge(
      RecordRow from, RecordRow to, String type, double confidence, String status) {
    return new EdgeRow(
        "EDGE-20261118-" + from.key().substring(2, 8),
        "E-" + from.key().substring(2),
        "ENT-" + from.key(),
        from.path(),
        "ENT-" + to.key(),
        to.path(),
        type,
        "directed",
        status,
        "static_parse",
        confidence,
        "high",
        null,
        List.of(),
        3L,
        "");
  }

  public static ExecutionRow execution(
      String id,
      String kind,
      String intent,
      String risk,
      String verdict,
      ExecutionStatus status,
      int files,
      long startedAgo,
      double seconds,
      String operator,
      String approvedBy,
      String step,
      String code,
      String error) {
    return new ExecutionRow(
        id,
        kind,
        intent,
        risk,
        verdict,
        status,
        files,
        ago(startedAgo),
        status.terminal() ? ago(startedAgo).plus(Duration.ofMillis((long) (seconds * 1000))) : null,
        status.terminal() ? seconds : null,
        operator,
        approvedBy,
        code,
        step,
        error,
        operator == null ? "automation" : "manual",
        null,
        operator == null,
        null,
        false,
        false,
        null,
        null);
  }

  /** One that is being carried out. */
  public static ExecutionRow running(String id) {
    return execution(
        id,
        "changes",
        "Rename the ingest modules to British spelling",
        "high",
        "need_approval",
        ExecutionStatus.APPLYING,
        0,
        0,
        0,
        "dana",
        "dana",
        null,
        null,
        null);
  }

  /** One whose files are neither as before nor as after. */
  public static ExecutionRow attention(String id) {
    return execution(
        id,
        "changes",
        "Rename the chapters of the handbook",
        "medium",
        "need_approval",
        ExecutionStatus.NEEDS_ATTENTION,
        1,
        300,
        0.4,
        "dana",
        "mira",
        "apply",
        "ROLLBACK_CONFLICT",
        "Somebody else changed what was to be put back: docs/a.md");
  }

  /** The same after a person settled it. */
  public static ExecutionRow settled(ExecutionRow row) {
    return marked(row, true, false);
  }

  /** The same, settled by a person or not, a dry run or not. */
  public static ExecutionRow marked(ExecutionRow row, boolean settled, boolean dryRun) {
    return like(row, settled, dryRun, row.reverts(), row.revertedBy());
  }

  /** The same with another row. */
  public static ExecutionDetail with(ExecutionDetail detail, ExecutionRow row) {
    return new ExecutionDetail(
        row,
        detail.files(),
        detail.steps(),
        detail.trail(),
        detail.reasons(),
        detail.integrity(),
        detail.revertible(),
        detail.notRevertible());
  }

  /** The same, as one that undid another, or was undone. */
  public static ExecutionRow undo(
      ExecutionRow row, @Nullable String reverts, @Nullable Reversal revertedBy) {
    return like(row, row.settled(), row.dryRun(), reverts, revertedBy);
  }

  private static ExecutionRow like(
      ExecutionRow row,
      boolean settled,
      boolean dryRun,
      @Nullable String reverts,
      @Nullable Reversal revertedBy) {
    return new ExecutionRow(
        row.id(),
        row.kind(),
        row.intent(),
        row.risk(),
        row.verdict(),
        row.status(),
        row.filesChanged(),
        row.startedAt(),
        row.endedAt(),
        row.durationSeconds(),
        row.operator(),
        row.approvedBy(),
        row.errorCode(),
        row.errorStep(),
        row.error(),
        row.triggerKind(),
        row.parentId(),
        row.small(),
        row.riskProposed(),
        settled,
        dryRun,
        reverts,
        revertedBy);
  }

  private static void executions(FakeSession session) {
    put(
        session,
        execution(
            "EX-7d1f20aa",
            "registry",
            "Update 3 records after edits in docs/reference",
            "low",
            "allow",
            ExecutionStatus.APPLYING,
            0,
            2,
            0,
            null,
            null,
            null,
            null,
            null));
    put(
        session,
        execution(
            "EX-5c2ab914",
            "changes",
            "Replace the policy thresholds for the portal",
            "high",
            "need_approval",
            ExecutionStatus.PENDING,
            0,
            340,
            0,
            "mira",
            null,
            null,
            null,
            null));
    put(
        session,
        execution(
            "EX-3b9e7c0c",
            "changes",
            "Move 14 plans to docs/plans/2026-q4",
            "medium",
            "need_approval",
            ExecutionStatus.COMPLETED,
            14,
            1_260,
            4.218,
            "dana",
            "dana",
            null,
            null,
            null));
    put(
        session,
        execution(
            "EX-91c0de77",
            "changes",
            "Rename the ingest modules to British spelling",
            "medium",
            "allow",
            ExecutionStatus.ROLLED_BACK,
            6,
            2_730,
            12.9,
            "dana",
            null,
            "verify",
            "VERIFY_FAILED",
            "python -m compileall ended with 1"));
    String[] kinds = {"registry", "registry", "header", "changes", "registry"};
    String[] intents = {
      "Register 2 new documents under docs/guides",
      "Update 1 record after edits in docs/INDEX.md",
      "Write the id header into 5 documents",
      "Correct the headings of the runbooks",
      "Mark docs/reference/failures-to-rules.md as missing",
      "Update 4 records after the merge of review notes",
      "Add the glossary's missing anchors"
    };
    for (int i = 0; i < 20; i++) {
      put(
          session,
          execution(
              "EX-" + Sha256.of("ex" + i).substring(0, 8),
              kinds[i % kinds.length],
              intents[i % intents.length],
              i % 9 == 4 ? "medium" : "low",
              "allow",
              i == 7 ? ExecutionStatus.FAILED : ExecutionStatus.COMPLETED,
              i == 7 ? 0 : 1 + i * 3 % 8,
              3_600 + i * 2_291L,
              0.21 + i * 0.173,
              kinds[i % kinds.length].equals("changes") ? "mira" : null,
              null,
              i == 7 ? "validate" : null,
              i == 7 ? "TARGET_MISSING" : null,
              i == 7 ? "docs/old/page.md is not there" : null));
    }
  }

  /** An execution that set a file aside, and left the logs of its steps. */
  public static void quarantine(FakeSession session) {
    put(
        session,
        execution(
            "EX-0c41f7e2",
            "quarantine",
            "Set docs/reports/2026-q3-draft.md aside: its header names another file",
            "low",
            "allow",
            ExecutionStatus.COMPLETED,
            1,
            2_100,
            0.41,
            null,
            null,
            null,
            null,
            null));
  }

  private static void put(FakeSession session, ExecutionRow row) {
    List<FileEffect> files =
        List.of(
            new FileEffect(
                "update",
                "docs/reference/registry.md",
                Sha256.of("a"),
                Sha256.of("b"),
                2,
                1,
                """
                --- a/docs/reference/registry.md
                +++ b/docs/reference/registry.md
                @@ -12,7 +12,8 @@
                 The registry holds one record a file.

                -Every write keeps ten backups.
                +Every write keeps a backup first.
                +Backups are pruned by size, oldest first.

                 A refused patch leaves the file as it was.
                """),
            new FileEffect(
                "create",
                "docs/plans/2026-q4/README.md",
                null,
                Sha256.of("c"),
                4,
                0,
                """
                @@ -0,0 +1,4 @@
                +# Plans of 2026 Q4
                +
                +- [Migration to descriptors](migration-to-descriptors.md)
                +- [One writer](one-writer.md)
                """));
    boolean failed = row.errorStep() != null;
    List<Step> steps =
        List.of(
            new Step(1, "validate", "completed", 0.042, null, null),
            new Step(2, "backup", "completed", 0.31, null, null),
            new Step(3, "apply", "completed", 1.204, null, null),
            new Step(
                4, "verify", failed ? "failed" : "completed", 2.4, row.errorCode(), row.error()),
            new Step(5, "health", failed ? "skipped" : "completed", 0.2, null, null));
    session.executions.put(
        row.id(),
        new ExecutionDetail(
            row,
            files,
            steps,
            List.of(
                "{\"seq\":8812,\"event\":\"gate\",\"verdict\":\""
                    + row.verdict()
                    + "\",\"prev\":\"472d2dd43d34\"}",
                "{\"seq\":8813,\"event\":\"apply\",\"files\":"
                    + row.filesChanged()
                    + ",\"prev\":\"9c1e07aa51d0\"}"),
            List.of(
                "WriteGate trigger: path 'docs/plans/**' matches",
                "14 files, under the limit of 50"),
            row.small() ? Integrity.SMALL : Integrity.OK,
            row.status() == ExecutionStatus.COMPLETED,
            row.status() == ExecutionStatus.COMPLETED ? null : "it did not complete"));
  }

  /** Evidence that holds, with a plan, a decision and the logs of two steps. */
  public static ExecutionEvidence evidence(String id) {
    List<Check> checks = new ArrayList<>();
    for (String piece : List.of("plan", "changeset", "decision", "execution")) {
      String hash = Sha256.of(id + piece);
      checks.add(new Check(piece, ExecutionEvidence.State.HOLDS, hash, hash));
    }
    ChangePlan plan =
        ChangePlan.internal(
            "Move 14 plans to docs/plans/2026-q4",
            "The plans of the quarter belong in one folder, so that the index can list them.",
            List.of("docs/plans/**", "docs/INDEX.md"),
            "mira",
            NOW);
    return new ExecutionEvidence(
        id,
        plan,
        null,
        null,
        List.of(),
        checks,
        List.of(),
        Map.of(
            "01_validate",
            new Replay.LogText(
                "[2026-11-20T14:02:11.000Z] start validate\n"
                    + "[2026-11-20T14:02:11.042Z] end validate: ok\n",
                90)));
  }

  /** Evidence that was read again and holds, but for one file that was edited since. */
  public static Replay.View replay(String id) {
    return new Replay.View(
        id,
        Integrity.OK,
        null,
        null,
        null,
        null,
        Map.of(),
        null,
        null,
        List.of(),
        List.of(),
        true,
        true,
        Verdict.NEED_APPROVAL,
        true,
        List.of(
            new LiveFile("docs/reference/registry.md", LiveFile.State.DRIFTED),
            new LiveFile("docs/plans/2026-q4/README.md", LiveFile.State.UNCHANGED)));
  }

  /** Fills the inbox; without this nothing needs anybody. */
  public static void inbox(FakeSession session) {
    List<String> dead =
        session.items.values().stream()
            .filter(item -> item.state() == ItemState.DEAD_LETTER)
            .map(WorkItem::id)
            .toList();
    waiting(
        session,
        "registry-closed:file",
        InboxKind.REGISTRY_CLOSED,
        InboxItem.State.OPEN,
        "The registry takes no writes",
        "FOREIGN_WRITE: The file was changed by somebody else; nothing is written to it. Find out"
            + " who wrote it; then accept it as it is, or restore a backup.",
        480,
        null,
        null,
        new InboxPlace(Pane.RECORDS, List.of()));
    waiting(
        session,
        "approval-needed:dec_000000000001",
        InboxKind.APPROVAL_NEEDED,
        InboxItem.State.OPEN,
        "Rename the ingest modules to British spelling",
        "14 files change their names. Read what it changes, then"
            + " approve or reject it; nothing is changed before.",
        7_800,
        null,
        "mira",
        new InboxPlace(Pane.APPROVAL, List.of("dec_000000000001")));
    session.proposals.put("dec_000000000001", SampleProposals.waiting("dec_000000000001"));
    waiting(
        session,
        "approval-unused:dec_000000000002",
        InboxKind.APPROVAL_UNUSED,
        InboxItem.State.OPEN,
        "Move run output of January to the archive",
        "mira approved it, and it has not been carried out. Carry it out before the approval"
            + " expires, or approve it again.",
        70_000,
        NOW.plusSeconds(16_400),
        "mira",
        new InboxPlace(Pane.APPROVAL, List.of("dec_000000000002")));
    Approval given =
        SampleProposals.approval("mira", Approval.Action.APPROVE, NOW.minusSeconds(70_000));
    Proposal unused = SampleProposals.waiting("dec_000000000002");
    session.proposals.put(
        "dec_000000000002",
        SampleProposals.with(
            unused, unused.items(), List.of(given), Proposal.Standing.APPROVED, null, null));
    waiting(
        session,
        "attention-needed:EX-3b9e7c0c",
        InboxKind.ATTENTION_NEEDED,
        InboxItem.State.ACKNOWLEDGED,
        "Rename the release notes",
        "Some of its files are neither as before nor as after. Compare them with the record.",
        9_000,
        null,
        "dana",
        new InboxPlace(Pane.EXECUTIONS, List.of("EX-3b9e7c0c")));
    waiting(
        session,
        "dead-letters:FILE_LOCKED",
        InboxKind.DEAD_LETTERS,
        InboxItem.State.OPEN,
        "FILE_LOCKED \u00b7 2 files, the newest is docs/plan.md",
        "docs/plan.md is open in another program. Their jobs were given up. Mend the cause, then"
            + " requeue them, or drop what need not be done.",
        93_600,
        null,
        null,
        new InboxPlace(Pane.JOBS, dead));
    waiting(
        session,
        "lock-stuck:archive",
        InboxKind.LOCK_STUCK,
        InboxItem.State.OPEN,
        "Lock 'archive' was left behind",
        "Its holder, pid 9120 on atlas, is gone. The next who asks gets it at once; release it if"
            + " nobody does.",
        240,
        null,
        "tidy:moves:archive",
        new InboxPlace(Pane.LOCKS, List.of("archive")));
    waiting(
        session,
        "lock-stuck:runs",
        InboxKind.LOCK_STUCK,
        InboxItem.State.RESOLVED,
        "Lock 'runs' was left behind",
        "It ended without anybody's doing; acknowledge it to take it off the list. It was: Its"
            + " holder, pid 8811 on atlas, is gone.",
        14_400,
        null,
        "plan:run:runs",
        new InboxPlace(Pane.LOCKS, List.of("runs")));
    waiting(
        session,
        "validation-problems:registry",
        InboxKind.VALIDATION_PROBLEMS,
        InboxItem.State.SNOOZED,
        "3 validation errors",
        "The registry's last validation found what its contracts do not allow.",
        3_000,
        null,
        null,
        new InboxPlace(Pane.FINDINGS, List.of()));
  }

  private static void waiting(
      FakeSession session,
      String id,
      InboxKind kind,
      InboxItem.State state,
      String what,
      String why,
      long agoSeconds,
      Instant deadline,
      String owner,
      InboxPlace place) {
    boolean seen = state == InboxItem.State.ACKNOWLEDGED;
    session.inbox.put(
        id,
        new InboxItem(
            id,
            kind,
            state,
            what,
            why,
            ago(agoSeconds),
            deadline,
            owner,
            place,
            List.of(
                "decision: gate_1",
                "risk: medium",
                "files:",
                "update docs/plan.md",
                "create docs/b.md"),
            state == InboxItem.State.RESOLVED ? ago(60) : null,
            seen ? ago(120) : null,
            seen ? "dana" : null,
            state == InboxItem.State.SNOOZED ? NOW.plusSeconds(1_800) : null));
  }
}
