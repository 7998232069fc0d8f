package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.change.ExecutionEvidence.Check;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Computes the hashes of an execution's four pieces anew and sets them against the records. */
final class EvidenceReading {
  private static final List<String> PIECES = List.of("plan", "changeset", "decision", "execution");

  private final Store store;
  private final GovernanceDao governance;
  private final ArtifactReader reader;

  EvidenceReading(Store store, GovernanceDao governance, ArtifactReader reader) {
    this.store = store;
    this.governance = governance;
    this.reader = reader;
  }

  private record Stored(
      Optional<ChangePlan> plan,
      Optional<ChangeSet> changes,
      Optional<GovernanceDecision> decision,
      List<Approval> approvals) {}

  ExecutionEvidence read(String id) {
    ExecutionRecord record = reader.record(id);
    ArtifactReader.Info info = reader.info(id);
    Stored stored =
        store.read(
            tx ->
                new Stored(
                    governance.plan(tx, record.head().planId()),
                    governance.changeSet(tx, record.head().changeSetId()),
                    governance.decision(tx, record.head().decisionId()),
                    governance.approvals(tx, record.head().decisionId()).stream()
                        .filter(word -> id.equals(word.usedByExecutionId()))
                        .toList()));
    boolean kept =
        info.integrity() != ExecutionDetail.Integrity.SMALL
            && info.integrity() != ExecutionDetail.Integrity.PRUNED;
    return new ExecutionEvidence(
        id,
        stored.plan().orElse(null),
        stored.changes().orElseGet(() -> piece(id, Artifacts.CHANGE_SET, ChangeSet::fromJson)),
        stored
            .decision()
            .orElseGet(() -> piece(id, Artifacts.DECISION, GovernanceDecision::fromJson)),
        stored.approvals(),
        kept
            ? checks(record, stored, info.damaged())
            : PIECES.stream().map(piece -> Check.of(piece, null, null)).toList(),
        info.damaged().stream().filter(name -> !Artifacts.FOUR_PIECES.contains(name)).toList(),
        kept ? StepLogs.of(reader, id, info) : Map.of());
  }

  private List<Check> checks(ExecutionRecord record, Stored stored, List<String> damaged) {
    String id = record.head().id();
    ChangePlan plan = piece(id, Artifacts.PLAN, ChangePlan::fromJson);
    ChangeSet set = piece(id, Artifacts.CHANGE_SET, ChangeSet::fromJson);
    List<Check> out = new ArrayList<>();
    out.add(
        Check.of(
            "plan",
            stored.plan().map(ChangePlan::hash).orElse(null),
            plan == null ? null : plan.hash()));
    out.add(
        Check.of(
            "changeset",
            record.head().checksum(),
            set == null ? null : ChangeSet.checksum(set.changes())));
    out.add(Check.of("decision", record.head().subjectHash(), subject(record.head(), plan, set)));
    out.add(execution(record));
    return out.stream().map(check -> asSealed(id, check, damaged)).toList();
  }

  /** What the decision in the folder would be bound to, if that is what lies beside it. */
  private @Nullable String subject(
      ExecutionHead head, @Nullable ChangePlan plan, @Nullable ChangeSet set) {
    GovernanceDecision decision =
        piece(head.id(), Artifacts.DECISION, GovernanceDecision::fromJson);
    Optional<byte[]> policy = reader.bytes(head.id(), Artifacts.POLICY);
    if (decision == null || plan == null || set == null || policy.isEmpty()) {
      return null;
    }
    return decision.subjectHash().equals(head.subjectHash())
        ? new Submission(plan, set, decision.kind()).subjectHash(new PolicySnapshot(policy.get()))
        : decision.subjectHash();
  }

  /** A member outside the hash, such as a verdict, may be altered too: then the bytes differ. */
  private Check asSealed(String id, Check check, List<String> damaged) {
    String name = check.piece() + ".json";
    return check.state() == ExecutionEvidence.State.HOLDS && damaged.contains(name)
        ? Check.of(
            check.piece(),
            sealedHash(id, name),
            reader.bytes(id, name).map(Sha256::of).orElse(null))
        : check;
  }

  private @Nullable String sealedHash(String id, String name) {
    Manifest manifest = piece(id, Artifacts.MANIFEST, Manifest::fromJson);
    return manifest == null
        ? null
        : manifest.entries().stream()
            .filter(entry -> entry.path().equals(name))
            .map(Manifest.Entry::sha256)
            .findFirst()
            .orElse(null);
  }

  /** The manifest says what {@code execution.json} was; the history, what the manifest was. */
  private Check execution(ExecutionRecord record) {
    String id = record.head().id();
    ManifestLink link = record.manifest();
    String found = reader.bytes(id, Artifacts.EXECUTION).map(Sha256::of).orElse(null);
    if (link == null) {
      return Check.of("execution", null, found);
    }
    Optional<byte[]> manifest = reader.bytes(id, Artifacts.MANIFEST);
    String sealed = manifest.map(Sha256::of).orElse(null);
    if (!link.hash().equals(sealed)) {
      return Check.of("execution", link.hash(), sealed);
    }
    return Check.of("execution", sealedHash(id, Artifacts.EXECUTION), found);
  }

  private <T> @Nullable T piece(String id, String name, Function<JsonNode, T> type) {
    try {
      return reader.json(id, name).map(type).orElse(null);
    } catch (IllegalArgumentException | EngineException unreadable) {
      return null; // told as a missing piece
    }
  }
}
