package dev.reeve.console;

import dev.reeve.console.EngineSession.Progress;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.registry.DriftItem;
import dev.reeve.engine.registry.ReconcileReport;
import dev.reeve.engine.registry.RegistryDifference;
import dev.reeve.engine.registry.UpgradePlan;
import dev.reeve.engine.registry.WriteResult;
import dev.reeve.engine.registry.generate.BuildResult;
import dev.reeve.engine.registry.generate.GeneratorRow;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a person may ask of the registry beyond reading it; asking is the approval, and each write
 * is an execution. Calls block and are made on background threads. Source: {@code
 * docs/guide/registry.md}.
 */
public interface RegistryDesk {
  /** Differences that the newest comparisons found; empty before the first. */
  List<DriftItem> differences();

  /**
   * Compares the folder with the registry and changes nothing.
   *
   * @param progress told on the calling thread
   * @param cancelled asked often
   */
  ReconcileReport compare(Consumer<Progress> progress, BooleanSupplier cancelled);

  /**
   * Carries out the repairs of a comparison.
   *
   * @param planId of the comparison that was seen; another plan than that is held
   * @param progress told on the calling thread
   * @param cancelled asked often
   */
  ReconcileReport reconcile(String planId, Consumer<Progress> progress, BooleanSupplier cancelled);

  /** What bringing the registry to this program's version would change. */
  UpgradePlan planUpgrade();

  /**
   * Does it.
   *
   * @param seen registry hash of the plan
   */
  WriteResult upgrade(String seen);

  /** What putting a backup back would change. */
  RegistryDifference planRestore(String backup);

  /**
   * Puts a backup back; the present state becomes a backup first.
   *
   * @param seen registry hash that the person looked at
   */
  WriteResult restore(String backup, String seen);

  /** What others changed since a former state; null when that is no longer kept. */
  @Nullable RegistryDifference changedSince(String hash);

  /**
   * What giving a file another id, in place of one that another file has, would do; nothing is
   * issued or stored.
   *
   * @param path of the file that is to get another one
   */
  Proposal previewReissue(String path, String operator);

  /**
   * Does it, and queues the file.
   *
   * @param seen subject hash of the preview that the person looked at; another than that is refused
   * @param notes of the person, empty for none
   */
  ExecutionRow reissue(String path, String seen, String operator, String notes);

  /** Every generator in use, compared with its outputs. */
  List<GeneratorRow> generators();

  /** What building a generator now would change, as a unified diff. */
  String generatorDifference(String id);

  /** Builds these generators; none means all that are stale or edited. */
  List<BuildResult> build(List<String> ids);
}
