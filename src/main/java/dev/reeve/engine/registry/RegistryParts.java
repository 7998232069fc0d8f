package dev.reeve.engine.registry;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Workspace;

/** What the writer, the view and the restore share; put together once by {@link Registry}. */
record RegistryParts(
    Workspace workspace,
    RegistryPolicies policies,
    Contracts contracts,
    PatchPipeline pipeline,
    RegistryDao dao,
    RegistryFile file,
    RegistryBackups backups,
    StoredPatches patches,
    Maintenance maintenance,
    RegistryLock lock,
    RegistryCommit commit,
    EventBus bus,
    EngineClock clock,
    RecordRows rows,
    RegistrySummaries summaries,
    Alarms alarms) {}
