package dev.reeve;

import dev.reeve.console.EngineSession.Progress;
import dev.reeve.console.RegistryDesk;
import dev.reeve.engine.Engine;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.registry.DriftItem;
import dev.reeve.engine.registry.ReconcileProgress;
import dev.reeve.engine.registry.ReconcileReport;
import dev.reeve.engine.registry.ReconcileRequest;
import dev.reeve.engine.registry.RegistryDifference;
import dev.reeve.engine.registry.UpgradePlan;
import dev.reeve.engine.registry.WriteResult;
import dev.reeve.engine.registry.generate.BuildResult;
import dev.reeve.engine.registry.generate.GeneratorRow;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the console asks of an open engine's registry. */
record DesktopRegistry(Engine engine) implements RegistryDesk {
  @Override
  public List<DriftItem> differences() {
    return engine.registryActions().differences();
  }

  @Override
  public ReconcileReport compare(Consumer<Progress> progress, BooleanSupplier cancelled) {
    return engine.registryActions().compare(telling(progress), cancelled);
  }

  @Override
  public ReconcileReport reconcile(
      String planId, Consumer<Progress> progress, BooleanSupplier cancelled) {
    List<String> roots = engine.workspace().config().watch().roots();
    ReconcileRequest request = ReconcileRequest.of(roots).confirming(planId);
    return engine.registryActions().reconcile(request, telling(progress), cancelled);
  }

  static ReconcileProgress telling(Consumer<Progress> progress) {
    return (phase, count, total) ->
        progress.accept(new Progress(count, total, phase.name().toLowerCase(Locale.ROOT)));
  }

  @Override
  public UpgradePlan planUpgrade() {
    return engine.registryRecovery().planUpgrade();
  }

  @Override
  public WriteResult upgrade(String seen) {
    return engine.registryRecovery().upgrade(seen);
  }

  @Override
  public RegistryDifference planRestore(String backup) {
    return engine.registryRecovery().planRestore(backup);
  }

  @Override
  public WriteResult restore(String backup, String seen) {
    return engine.registryRecovery().restore(backup, seen);
  }

  @Override
  public @Nullable RegistryDifference changedSince(String hash) {
    return engine.registryRecovery().changedSince(hash);
  }

  @Override
  public Proposal previewReissue(String path, String operator) {
    return engine.reissues().preview(path, operator);
  }

  @Override
  public ExecutionRow reissue(String path, String seen, String operator, String notes) {
    return engine.reissues().carryOutShown(path, seen, operator, notes);
  }

  @Override
  public List<GeneratorRow> generators() {
    return engine.generators().generators();
  }

  @Override
  public String generatorDifference(String id) {
    return engine.registryActions().generatorDifference(id);
  }

  @Override
  public List<BuildResult> build(List<String> ids) {
    return engine.registryActions().generate(ids, true);
  }
}
