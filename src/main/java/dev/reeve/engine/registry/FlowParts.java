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
    @Nullable Describer describer,
    EngineClock clock) {}
