package dev.reeve.engine.registry;

import dev.reeve.engine.queue.Claim;
import dev.reeve.engine.queue.Foresight;
import dev.reeve.engine.queue.Handler;
import dev.reeve.engine.queue.Outcome;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the queue's rows ask of the registry: looks at the paths, decides from disk and
 * registry, issues ids, lets files carry them, and writes the records of a whole batch at once. In
 * observe mode it only says what it would do. Blocks; safe on any thread. Source: {@code
 * docs/reference/ids.md}.
 */
public final class RegistryHandler implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryHandler.class);
  private static final String BUSY = "PATH_LOCK_BUSY";

  private final FlowParts parts;
  private final FileLocks locks;

  /**
   * @param carriers how files are made to carry their ids
   * @param locks path locks of a batch
   * @param describer reads what is in files; null when no descriptors are wanted
   */
  public RegistryHandler(
      Workspace workspace,
      Store store,
      RegistryWriter writer,
      Allocator allocator,
      IdLedger ledger,
      Classifier classifier,
      NamespaceRules rules,
      CarrierWriter carriers,
      FileLocks locks,
      @Nullable Describer describer,
      EngineClock clock) {
    FileObserver observer = new FileObserver(workspace);
    this.parts =
        new FlowParts(
            workspace,
            writer,
            allocator,
            ledger,
            classifier,
            observer,
            new CarrierStep(workspace, carriers, observer),
            new RecordColumns(workspace, rules, clock),
            new FileFactsDao(store),
            new PlannedChangesDao(store),
            new DescriptorPlaces(workspace),
            new RecentlyEnded(),
            describer,
            clock);
    this.locks = locks;
  }

  @Override
  public List<Outcome> handle(List<Claim> batch) {
    List<SafePath> paths =
        batch.stream()
            .flatMap(claim -> Stream.of(claim.path(), claim.item().oldPath()))
            .filter(Objects::nonNull)
            .flatMap(path -> KnownFile.canonical(path).stream())
            .distinct()
            .toList();
    try (FileLocks.Held held = locks.acquire(batch.getFirst().item().id(), paths)) {
      return stages(batch);
    } catch (RuntimeException e) {
      boolean known = e instanceof EngineException failure && !failure.code().equals(BUSY);
      if (known || batch.size() == 1) {
        return batch.stream().map(claim -> Outcome.failed(claim, e)).toList();
      }
      LOG.warn("{} claims are handled one by one", batch.size(), e);
    }
    List<Outcome> out = new ArrayList<>(); // one path must not hold up or harm the others
    batch.forEach(claim -> out.addAll(handle(List.of(claim))));
    return out;
  }

  /** Identity first; a description that turns out to be of another content waits for it. */
  private List<Outcome> stages(List<Claim> batch) {
    List<Claim> describe = batch.stream().filter(DescribeRun::asks).toList();
    List<Claim> identity = new ArrayList<>(batch);
    identity.removeAll(describe);
    List<Outcome> out = new ArrayList<>();
    if (!describe.isEmpty()) {
      DescribeRun run = new DescribeRun(parts, describe);
      out.addAll(run.run());
      identity.addAll(run.outdated());
    }
    if (!identity.isEmpty()) {
      out.addAll(new BatchRun(parts, identity).run());
    }
    return out;
  }

  /** Looks what a try would come to. */
  public Foresight foresight() {
    return new RegistryForesight(parts);
  }

  /** Gives a file another id in place of one that is not its own. */
  public Reissuing reissuing(DuplicateFinder duplicates) {
    return new Reissuing(parts, duplicates);
  }

  /** What observe mode would have done, by path. */
  public List<PlannedChange> plannedChanges() {
    return parts.plans().all();
  }
}
