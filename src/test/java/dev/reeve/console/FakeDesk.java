package dev.reeve.console;

import dev.reeve.console.EngineSession.Progress;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.registry.DriftItem;
import dev.reeve.engine.registry.DriftKind;
import dev.reeve.engine.registry.ReconcileReport;
import dev.reeve.engine.registry.RegistryDifference;
import dev.reeve.engine.registry.UpgradePlan;
import dev.reeve.engine.registry.WriteResult;
import dev.reeve.engine.registry.generate.BuildResult;
import dev.reeve.engine.registry.generate.GeneratorRow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is asked of a registry, answered from what a test put there. */
public final class FakeDesk implements RegistryDesk {
  public final List<DriftItem> differences = new ArrayList<>();
  public Runnable whileBuilding = () -> {};
  public final List<GeneratorRow> generators = new ArrayList<>();
  public ReconcileReport.Status compared = ReconcileReport.Status.OBSERVED;
  public ReconcileReport.Status reconciled = ReconcileReport.Status.COMPLETED;

  /** Of a reconciliation, how many repairs it queued. */
  public int queued = 3;

  /** Of a comparison, how many repairs the queue had before. */
  public int pending;

  /** And how many it had given up. */
  public int givenUp;

  public Consumer<Consumer<Progress>> work = progress -> {};
  public String version = "2.2.0";
  public String outcome = WriteResult.WRITTEN;
  public RegistryDifference restoring =
      new RegistryDifference(List.of(), List.of(), Map.of(), false);
  public @Nullable RegistryDifference since;
  public String difference = "";
  private final FakeSession session;

  FakeDesk(FakeSession session) {
    this.session = session;
  }

  @Override
  public List<DriftItem> differences() {
    return session.answer(List.copyOf(differences));
  }

  @Override
  public ReconcileReport compare(Consumer<Progress> progress, BooleanSupplier cancelled) {
    session.calls.add("compare");
    work.accept(progress);
    return session.answer(
        report(cancelled.getAsBoolean() ? ReconcileReport.Status.CANCELLED : compared, 0));
  }

  private ReconcileReport report(ReconcileReport.Status status, int queued) {
    Map<DriftKind, Integer> counts = new EnumMap<>(DriftKind.class);
    differences.forEach(item -> counts.merge(item.kind(), 1, Integer::sum));
    int repairs = (int) differences.stream().filter(DriftItem::repairable).count();
    return new ReconcileReport(
        status,
        status == ReconcileReport.Status.ABORTED ? "ROOT_MISSING: docs is not there." : "",
        "plan-1",
        session.clock.now(),
        session.clock.now(),
        212,
        3,
        20,
        counts,
        List.copyOf(differences),
        List.of(),
        List.of(),
        repairs - pending - givenUp,
        queued,
        pending,
        givenUp);
  }

  @Override
  public ReconcileReport reconcile(
      String planId, Consumer<Progress> progress, BooleanSupplier cancelled) {
    session.calls.add("reconcile " + planId);
    work.accept(progress);
    return session.answer(report(reconciled, queued));
  }

  @Override
  public UpgradePlan planUpgrade() {
    boolean old = version.equals("2.1.0");
    return session.answer(
        new UpgradePlan(
            version,
            "2.2.0",
            String.valueOf(session.summary.hash()),
            old ? List.of("py_parse_status", "src_descriptor_sha256") : List.of(),
            old ? 20 : 0));
  }

  @Override
  public WriteResult upgrade(String seen) {
    session.calls.add("upgrade " + seen.substring(0, 4));
    return session.answer(written());
  }

  private WriteResult written() {
    if (outcome.equals(WriteResult.WRITTEN)) {
      version = "2.2.0";
    }
    return new WriteResult(
        "PATCH-1",
        outcome,
        "As asked.",
        session.summary.hash(),
        List.of(),
        List.of(),
        false,
        "backup-1",
        0,
        "EX-1",
        null,
        3);
  }

  @Override
  public RegistryDifference planRestore(String backup) {
    return session.answer(restoring);
  }

  @Override
  public WriteResult restore(String backup, String seen) {
    session.calls.add("restore " + backup + " " + seen.substring(0, 4));
    return session.answer(written());
  }

  @Override
  public @Nullable RegistryDifference changedSince(String hash) {
    return since;
  }

  @Override
  public Proposal previewReissue(String path, String operator) {
    session.calls.add("previewReissue " + path + " " + operator);
    return session.answer(SampleProposals.anotherId(path));
  }

  @Override
  public ExecutionRow reissue(String path, String seen, String operator, String notes) {
    session.calls.add("reissue " + path + " " + seen + " " + operator + " " + notes);
    return session.answer(session.ran);
  }

  @Override
  public List<GeneratorRow> generators() {
    return session.answer(List.copyOf(generators));
  }

  @Override
  public String generatorDifference(String id) {
    return session.answer(difference);
  }

  @Override
  public List<BuildResult> build(List<String> ids) {
    session.calls.add("build " + ids);
    whileBuilding.run();
    return session.answer(
        ids.stream()
            .map(
                id ->
                    new BuildResult(
                        id,
                        BuildResult.Outcome.BUILT,
                        List.of("docs/INDEX.md"),
                        List.of(),
                        List.of("EX-" + id),
                        null,
                        "1 file written."))
            .toList());
  }
}
