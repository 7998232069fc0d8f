package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Workspace;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * The registry of one workspace, put together: the writer, the view, the backups. Opening reads the
 * policies and keeps a copy of the workspace's own ones; nothing else is read or changed. Source:
 * {@code docs/reference/registry.md}.
 */
public final class Registry implements AutoCloseable {
  private final RegistryWriter writer;
  private final RegistryRestore restore;
  private final RegistryBrowser view;
  private final RegistryParts parts;

  private Registry(RegistryParts parts) {
    this.parts = parts;
    this.writer = new RegistryWriter(parts);
    this.restore = new RegistryRestore(parts);
    this.view = new RegistryBrowser(parts);
  }

  /**
   * Opens it.
   *
   * @param lock under which every write runs
   * @param commit how the file is replaced
   * @param background runs the thinning out of backups; may run it at once
   * @throws dev.reeve.engine.workspace.EngineException {@code POLICY_UNAVAILABLE}
   */
  public static Registry open(
      Workspace workspace,
      Store store,
      EventBus bus,
      EngineClock clock,
      RegistryLock lock,
      RegistryCommit commit,
      Executor background) {
    RegistryPolicies policies = RegistryPolicies.load(workspace.own("registry", "policies"));
    new PolicyCopies(workspace).keep();
    Contracts contracts = new Contracts(policies, workspace.root(), clock);
    RegistryDao dao = new RegistryDao(store);
    RegistryBackups backups = new RegistryBackups(workspace, clock, dao);
    StoredPatches patches = new StoredPatches(workspace);
    RegistryFile file = new RegistryFile(workspace, policies, contracts, dao, commit, bus, clock);
    boolean volatileInFile = workspace.config().registry().volatileColumns();
    return new Registry(
        new RegistryParts(
            workspace,
            policies,
            contracts,
            new PatchPipeline(policies, contracts, volatileInFile, clock),
            dao,
            file,
            backups,
            patches,
            new Maintenance(
                backups, patches, background, workspace.config().registry().backupBytes()),
            lock,
            commit,
            bus,
            clock,
            new RecordRows(),
            new RegistrySummaries(dao, file, backups),
            new Alarms(dao)));
  }

  /** The only way to change the file. */
  public RegistryWriter writer() {
    return writer;
  }

  /** What a person reads. */
  public RegistryView view() {
    return view;
  }

  /** Former states, and the way back to one. */
  public RegistryRestore restore() {
    return restore;
  }

  /** Takes one write back, record by record. */
  public RegistryRevert revert() {
    return new RegistryRevert(parts, writer);
  }

  /** From an older version of the file to this program's. */
  public RegistryUpgrade upgrade() {
    return new RegistryUpgrade(parts, writer);
  }

  /** Former states of the file. */
  public RegistryBackups backups() {
    return parts.backups();
  }

  /** How comparisons and validations ended. */
  public RegistryChecksDao checks() {
    return parts.dao().checks();
  }

  /** The tables in force. */
  public RegistryPolicies policies() {
    return parts.policies();
  }

  /** Columns that are kept beside the file, by record and name. */
  public Map<String, Map<String, JsonNode>> besideTheFile() {
    Map<String, Map<String, JsonNode>> out = new HashMap<>();
    parts
        .dao()
        .eachVolatile(
            value ->
                out.computeIfAbsent(value.getKey(), key -> new HashMap<>())
                    .put(value.getValue().getKey(), value.getValue().getValue()));
    return out;
  }

  /** What became of all patches ever. */
  public RegistryCounters counters() {
    return parts.dao().counters();
  }

  /** Ends what it does in the background; reading and writing need no end. */
  @Override
  public void close() {
    parts.maintenance().close();
  }
}
