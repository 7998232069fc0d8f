package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * What the stages of the handler share; put together once by {@link RegistryHandler}.
 *
 * @param describer null when the settings want no descriptors
 */
record FlowParts(
    Workspace workspace,
    RegistryWriter writer,
    Allocator allocator,
    IdLedger ledger,
    Classifier classifier,
    FileObserver observer,
    CarrierStep carriers,
    RecordColumns columns,
    FileFactsDao facts,
    PlannedChangesDao plans,
    DescriptorPlaces descriptors,
    RecentlyEnded recentlyEnded,
    @Nullable Describer describer,
    EngineClock clock) {

  /** Decides what paths need against this state of the registry; for one batch. */
  FilePlanner planner(RegistryDocument document) {
    return new FilePlanner(
        document,
        classifier,
        observer::present,
        sha256 -> facts.withHash(sha256).stream().map(FileFact::path).toList(),
        recentlyEnded);
  }
}
