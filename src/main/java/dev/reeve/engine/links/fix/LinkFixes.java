package dev.reeve.engine.links.fix;

import dev.reeve.engine.links.Reference;
import dev.reeve.engine.links.ReferenceJudge;
import dev.reeve.engine.links.fix.DecidedEdit.Retarget;
import dev.reeve.engine.links.fix.DocumentWrites.FileWrite;
import dev.reeve.engine.links.fix.DocumentWrites.Held;
import dev.reeve.engine.links.fix.DocumentWrites.Written;
import dev.reeve.engine.links.fix.FixOutcome.Status;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Mends links: what a plan proposes, or what somebody decided. Everything is proved first, written
 * as one execution under the lock on documents, and looked at again afterwards; a document in which
 * something went otherwise is put back. Blocks; safe on any thread but the JavaFX one; an interrupt
 * ends it before anything is written. Source: {@code docs/reference/links.md}.
 */
public final class LinkFixes {
  private final Workspace workspace;
  private final EngineClock clock;
  private final FixPlanner planner;
  private final DocumentWrites writes;

  /**
   * @param pool where documents are read and judged
   */
  public LinkFixes(
      Workspace workspace, EngineClock clock, ExecutorService pool, DocumentWrites writes) {
    this.workspace = workspace;
    this.clock = clock;
    this.planner = new FixPlanner(workspace, clock, pool);
    this.writes = writes;
  }

  /**
   * What applying a plan would do now; nothing is written.
   *
   * @throws EngineException {@code PLAN_OTHER_WORKSPACE}, {@code FIX_UNKNOWN}, and as the check
   */
  public FixResult preview(FixPlan plan, FixChoice choice) {
    return preview(planner, workspace, plan, choice);
  }

  /** The same for a workspace that need not be adopted. */
  public static FixResult preview(
      FixPlanner planner, Workspace workspace, FixPlan plan, FixChoice choice) {
    return previewed(draft(planner, workspace, plan, choice));
  }

  /** What writing these would do now; nothing is written. */
  public FixResult preview(List<DecidedEdit> edits) {
    return previewed(draft(edits));
  }

  private static FixResult previewed(Draft draft) {
    return new FixResult(null, null, draft.outcomes(), draft.files(), null, "", null);
  }

  /**
   * Applies what is chosen of a plan, as one execution. What was applied before is left alone.
   *
   * @throws EngineException as {@link #preview(FixPlan, FixChoice)}; {@code LOCK_TIMEOUT} when
   *     somebody else holds the documents; nothing was written then
   */
  public FixResult apply(FixPlan plan, FixChoice choice, ApplyOptions options) {
    return apply(() -> draft(planner, workspace, plan, choice), options);
  }

  /**
   * Writes what was decided, as one execution: all that stands its proof, or nothing.
   *
   * @throws EngineException {@code LOCK_TIMEOUT} when somebody else holds the documents; nothing
   *     was written then
   */
  public FixResult apply(List<DecidedEdit> edits, ApplyOptions options) {
    return apply(() -> draft(edits), options);
  }

  private Draft draft(List<DecidedEdit> edits) {
    return new Preparation(workspace.root(), planner.current()).of(edits);
  }

  private static Draft draft(
      FixPlanner planner, Workspace workspace, FixPlan plan, FixChoice choice) {
    PlanCheck.Checked checked = new PlanCheck(planner, plan, choice).run();
    Draft draft = new Preparation(workspace.root(), checked.judge()).of(checked.edits());
    Map<String, FixOutcome> byId = new HashMap<>(checked.settled());
    draft.outcomes().forEach(outcome -> byId.put(outcome.id(), outcome));
    List<FixOutcome> inOrder =
        plan.brokenLinks().stream().map(fix -> Objects.requireNonNull(byId.get(fix.id()))).toList();
    return new Draft(inOrder, draft.files(), draft.edits());
  }

  private FixResult apply(Supplier<Draft> drafting, ApplyOptions options) {
    try (Held held = writes.lock(options.operator())) {
      Draft draft = drafting.get();
      if (draft.files().isEmpty()) {
        return previewed(draft);
      }
      Path backup =
          options.backupFolder() == null
              ? null
              : BackupArchive.write(workspace, options.backupFolder(), clock.now(), draft.files());
      held.require();
      Written written =
          writes.write(
              draft.files().stream()
                  .map(file -> new FileWrite(file.path(), file.before(), file.after()))
                  .toList(),
              intent(options, draft),
              options.operator(),
              null);
      return written.code() == null
          ? verified(draft, written, backup, options)
          : failed(draft, written, backup);
    }
  }

  private static String intent(ApplyOptions options, Draft draft) {
    int links = draft.edits().size();
    int files = draft.files().size();
    return options.intent().isBlank()
        ? "Mend %d %s in %d %s"
            .formatted(
                links, links == 1 ? "link" : "links", files, files == 1 ? "document" : "documents")
        : options.intent();
  }

  private static FixResult failed(Draft draft, Written written, @Nullable Path backup) {
    String code = Objects.requireNonNull(written.code());
    List<FixOutcome> outcomes =
        draft.outcomes().stream()
            .map(
                each ->
                    each.status() == Status.PLANNED
                        ? each.as(Status.FAILED, code, written.message())
                        : each)
            .toList();
    return new FixResult(
        written.executionId(), null, outcomes, List.of(), code, written.message(), backup);
  }

  private FixResult verified(
      Draft draft, Written written, @Nullable Path backup, ApplyOptions options) {
    Set<DecidedEdit> regressed = regressed(draft.edits());
    Set<String> back = new LinkedHashSet<>();
    regressed.forEach(edit -> back.add(edit.file()));
    Written restored = back.isEmpty() ? null : putBack(draft, back, written, options);
    Set<String> ids = new HashSet<>();
    regressed.forEach(edit -> ids.add(edit.id()));
    List<FixOutcome> outcomes =
        draft.outcomes().stream().map(each -> ended(each, ids, back, restored)).toList();
    return new FixResult(
        written.executionId(),
        restored == null ? null : restored.executionId(),
        outcomes,
        draft.files(),
        null,
        "",
        backup);
  }

  private static FixOutcome ended(
      FixOutcome planned, Set<String> ids, Set<String> back, @Nullable Written restored) {
    if (planned.status() != Status.PLANNED) {
      return planned;
    }
    if (restored == null || !back.contains(planned.sourceFile())) {
      return planned.as(Status.VERIFIED);
    }
    String why =
        ids.contains(planned.id())
            ? "It does not lead where it should."
            : "Another fix of the document does not lead where it should.";
    String end =
        restored.code() == null
            ? " The document is as before."
            : " The document was not put back: " + restored.message();
    return planned.as(Status.REGRESSED, "REGRESSED", why + end);
  }

  private Written putBack(Draft draft, Set<String> paths, Written written, ApplyOptions options) {
    List<FileWrite> writesBack = new ArrayList<>();
    for (FileEdit file : draft.files()) {
      byte[] before = file.before();
      if (paths.contains(file.path()) && before != null) {
        writesBack.add(new FileWrite(file.path(), file.after(), before));
      }
    }
    String intent = "Put back documents whose links were not mended by " + written.executionId();
    try {
      return writesBack.isEmpty()
          ? new Written(written.executionId(), "NOT_PUT_BACK", "It is a new file.")
          : writes.write(writesBack, intent, options.operator(), written.executionId());
    } catch (EngineException e) {
      return new Written(written.executionId(), e.code(), String.valueOf(e.getMessage()));
    }
  }

  /** Reads everything again from the disk. */
  private Set<DecidedEdit> regressed(List<DecidedEdit> edits) {
    ReferenceJudge now = planner.current();
    Map<String, List<Reference>> unseen = new HashMap<>();
    Set<DecidedEdit> out = new LinkedHashSet<>();
    for (DecidedEdit edit : edits) {
      boolean good =
          switch (edit) {
            case Retarget to -> leads(to, now, unseen);
            case DecidedEdit.Append add -> isFollowed(add, now, unseen);
            case DecidedEdit.Create create -> isThere(create.file(), create.bytes());
            case DecidedEdit.Replace replace -> isThere(replace.file(), replace.after());
          };
      if (!good) {
        out.add(edit);
      }
    }
    return out;
  }

  private static List<Reference> unseen(
      String file, ReferenceJudge now, Map<String, List<Reference>> unseen) {
    return unseen.computeIfAbsent(
        file,
        path ->
            new ArrayList<>(
                now.document(path).map(document -> document.references()).orElse(List.of())));
  }

  private static boolean isFollowed(
      DecidedEdit.Append edit, ReferenceJudge now, Map<String, List<Reference>> unseen) {
    try {
      Endings endings = new Endings(now.bytes(edit.file()));
      List<Reference> references = unseen(edit.file(), now, unseen);
      for (Reference each : references) {
        if (each.kind() == edit.kind()
            && each.rawTarget().equals(edit.rawTarget())
            && endings.isFollowed(each, edit.words())) {
          references.remove(each);
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean leads(
      Retarget edit, ReferenceJudge now, Map<String, List<Reference>> unseen) {
    List<Reference> references = unseen(edit.file(), now, unseen);
    for (Reference each : references) {
      if (each.kind() == edit.kind() && each.rawTarget().equals(edit.newTarget())) {
        references.remove(each);
        return DocumentProof.isGood(now.judge(edit.file(), each), edit.mayMissHeading());
      }
    }
    return false;
  }

  private boolean isThere(String path, byte[] bytes) {
    try {
      return Arrays.equals(Files.readAllBytes(workspace.root().resolve(path)), bytes);
    } catch (IOException e) {
      return false;
    }
  }
}
