package dev.reeve.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.change.ChangeKind;
import dev.reeve.engine.change.Changes;
import dev.reeve.engine.change.Ids;
import dev.reeve.engine.change.SingleFileCommit;
import dev.reeve.engine.change.SingleFileRequest;
import dev.reeve.engine.change.SingleFileResult;
import dev.reeve.engine.change.Trail;
import dev.reeve.engine.change.TrailFilter;
import dev.reeve.engine.change.TrailLine;
import dev.reeve.engine.change.WriteLocks;
import dev.reeve.engine.registry.RegistryCommit;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.SafePath;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Replaces the registry file through the change room, with small evidence. */
final class RegistryFileCommit implements RegistryCommit {
  private final SafePath file;
  private final Changes changes;
  private final SingleFileCommit commit;
  private final Trail trail;

  RegistryFileCommit(SafePath file, Changes changes, Trail trail) {
    this.file = file;
    this.changes = changes;
    this.commit = changes.singleFile();
    this.trail = trail;
  }

  @Override
  public void recover() {
    changes.recovery().closeDead();
  }

  @Override
  public Outcome replace(Replacement replacement) {
    Backup backup = replacement.backup();
    SingleFileRequest request =
        new SingleFileRequest(
            Ids.next(Ids.EXECUTION),
            ChangeKind.REGISTRY,
            replacement.intent(),
            operator(replacement),
            file,
            new SingleFileRequest.Present(replacement.beforeHash(), replacement.before()),
            new SingleFileRequest.Next(replacement.after(), replacement.afterHash()),
            new SingleFileRequest.Evidence(
                backup == null ? null : backup::keep,
                replacement.patchId(),
                members(replacement.members()).put("source", replacement.actor())),
            WriteLocks.WriteFence.NONE, // the registry lock is an OS lock: it cannot be lost
            replacement.behalf().undoes());
    try {
      return switch (commit.commit(request)) {
        case SingleFileResult.Committed done -> new Replaced(done.executionId());
        case SingleFileResult.Stale stale -> new Stale(stale.actualHash());
      };
    } catch (EngineException e) {
      throw QueueWords.ofRegistry(e);
    }
  }

  @Override
  public @Nullable Committed committed(String patchId) {
    TrailFilter filter = new TrailFilter("committed", null, null, file.text(), null, null);
    return trail.list(filter, Integer.MAX_VALUE).reversed().stream()
        .filter(line -> patches(line).contains(patchId))
        .map(
            line ->
                new Committed(
                    line.text("execution_id"),
                    line.text("after_hash"),
                    line.json().path("backup").textValue()))
        .findFirst()
        .orElse(null);
  }

  private static List<String> patches(TrailLine line) {
    String several = line.json().path("patch_ids").asText();
    return several.isEmpty() ? List.of(line.text("patch_id")) : List.of(several.split(" "));
  }

  /** Patches of a person's are on that person's account; the engine's own are on nobody's. */
  private static @Nullable String operator(Replacement replacement) {
    String account = replacement.behalf().account();
    if (account != null) {
      return account;
    }
    return switch (replacement.actor()) {
      case "user", "manual", "console", "cli" -> Engine.account();
      default -> null;
    };
  }

  @Override
  public void note(String type, String actor, Map<String, String> members) {
    trail.append(type, actor, members(members));
  }

  private static ObjectNode members(Map<String, String> members) {
    ObjectNode json = Json.mapper().createObjectNode();
    members.forEach(json::put);
    return json;
  }
}
